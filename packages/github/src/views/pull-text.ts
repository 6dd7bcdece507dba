import type { Incident } from "@muster/incident";
import { link, plain, severityText, type IssueView } from "@muster/templates";
import { titleMax } from "../limits.ts";
import type { OurPull } from "../branches.ts";

export type PullText = { title: string; body: string; headline: string };

const headings: Record<OurPull, { title: string; intro: string }> = {
  postmortem: {
    title: "Postmortem",
    intro:
      "The drafts are made from the record of the incident. Read them, complete them, then merge: merging publishes.",
  },
  "drill-report": {
    title: "Drill report",
    intro:
      "How a drill went, from its record alone. It was practice: nothing in it happened. Read it, add what you learned, then merge.",
  },
  tracker: { title: "Action items", intro: "Action items of the incident, for the plan tracker." },
};

/**
 * What a pull request says about itself. It is written once; from then on the words belong to people. `more` are paragraphs of
 * Markdown that only this kind of pull request has.
 */
export function pullText(
  what: OurPull,
  view: IssueView,
  notes: readonly string[],
  more: readonly string[] = [],
): PullText {
  const { incident, policy, remotes } = view;
  const { title, intro } = headings[what];
  const links = [
    ["Issue", remotes.issue?.url],
    ["Channel", remotes.channel?.url],
    ["Hotfix branch", remotes["hotfix-branch"]?.url],
  ].flatMap(([name, url]) => (url == null ? [] : [`- ${link(name ?? "", url)}`]));
  const body = [
    // Where only those who may know can read it, merging tells nobody else.
    incident.restricted === null ? intro : intro.replace(": merging publishes.", "."),
    [`- ${incident.ref}, ${plain(severityText(incident, policy))}`, ...links].join("\n"),
    ...more,
    ...notes.map((note) => `> **Please mend:** ${note}`),
  ].join("\n\n");
  return {
    title: shortened(`${title}: ${incident.ref} ${subjectOf(incident)}`),
    body,
    headline: headlineOf(what, incident),
  };
}

/** A commit message says nothing that people typed: GitHub and CI act on words there (`fixes #1`, `[skip ci]`). */
function headlineOf(what: OurPull, { ref, date, slug }: Incident): string {
  return `${headings[what].title} of ${ref} (${date}-${slug})`;
}

/** A squashed merge makes this the headline of a commit. Brackets are what CI looks for. */
function subjectOf({ title }: Incident): string {
  return plain(title)
    .replaceAll("[", "(")
    .replaceAll("]", ")")
    .replaceAll(/\b(?:no-ci|skip-checks)\b|\*\*\*NO_CI\*\*\*/gi, "");
}

function shortened(title: string): string {
  if (title.length <= titleMax) return title;
  return `${title.slice(0, titleMax - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
