import { sayPageProblems, type ChangedPages, type PageProblem } from "@muster/github";
import { answerErrand, type Incident, type Remotes, type Said } from "@muster/incident";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IntentHands } from "./intent-hands.ts";

/** A page between two of its commits. */
export type Turn = {
  pages: Pick<ChangedPages, "ref" | "isDefault" | "hasOurs" | "after" | "at" | "by" | "url">;
  /** Nobody told of it, so only what Muster wrote last is known not to be somebody's word. */
  isLook: boolean;
  path: string;
  where: "tracker" | "postmortem";
  before: string | null;
  after: string | null;
};

export const saidOn = ({ pages, where }: Pick<Turn, "pages" | "where">): Said => ({
  at: pages.at,
  where,
  url: pages.url,
});

/** The same page of the same commit asks for each thing once. */
export function requestOf(
  { pages, path }: Pick<Turn, "pages" | "path">,
  item: string,
  what: string | null,
): string {
  return `github:page:${pages.after}:${path}:${item}${what === null ? "" : `:${what}`}`.slice(0, 250);
}

type Telling = { turn: Turn; incident: Incident; remotes: Remotes; problems: readonly PageProblem[] };

/** Whoever committed it hears what of it could not be taken over, once. What the check of a pull request tells is not told again. */
export async function tellProblems(
  { engine, now }: IntentHands,
  workspace: KnownWorkspace,
  { turn: { pages, path, where }, remotes, problems }: Telling,
): Promise<void> {
  const isChecked = where === "postmortem" && !pages.isDefault;
  const untold = problems.filter(({ is }) => !isChecked || (is !== "not-an-item" && is !== "lost"));
  // What somebody merged, its author was told of.
  if (pages.by === null || pages.hasOurs || untold.length === 0) return;
  const place = !pages.isDefault && where === "postmortem" ? remotes.postmortem : remotes.issue;
  const issue = Number(place?.id);
  if (!Number.isInteger(issue)) return;
  const text = sayPageProblems({ path, url: pages.url }, untold, now().toISOString().slice(0, 10));
  const answer = { issue, comment: null, to: pages.by.login, outcome: "refused", text } as const;
  await engine.errands.put(workspace.id, [
    answerErrand(`page:${pages.after}:${path}:${issue}`.slice(0, 200), answer),
  ]);
}
