import type { Incident } from "@muster/incident";
import { plain } from "@muster/templates";

/** What the pull request of the tracker says. It is written once; from then on the words belong to people. */
export function trackerPullText(path: string, notes: readonly string[]): { title: string; body: string } {
  const body = [
    `Action items of incidents, for \`${path}\`. While this is open, all that happens to them joins it here; after the merge the next news get another pull request.`,
    "A box that you set here counts, as it does in the file, on an item's issue and in Discord.",
    ...notes.map((note) => `> **Please mend:** ${note}`),
  ].join("\n\n");
  return { title: `Action items for ${plain(path)}`, body };
}

/** A commit message says nothing that people typed: GitHub and CI act on words there (`fixes #1`, `[skip ci]`). */
export const trackerHeadline = ({ ref, date, slug }: Pick<Incident, "ref" | "date" | "slug">): string =>
  `Action items of ${ref} (${date}-${slug})`;
