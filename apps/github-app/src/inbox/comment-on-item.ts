import { readActionIssues, readActionMark, readComment, type Said } from "@muster/github";
import type { Incident } from "@muster/incident";
import { readIssue } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IntentHands } from "./intent-hands.ts";

const groupOf = (said: Said): string | null =>
  said.is === "disguised" ? null : said.is === "unknown" ? said.group : said.command.group;
export const isOfAction = (said: Said): boolean => groupOf(said) === "action";

/** The action item that an issue was made for. Its mark leads there; only what we have on record ourselves counts. */
export async function itemOf(
  { engine, github }: IntentHands,
  workspace: KnownWorkspace,
  number: number,
): Promise<{ incident: Incident; item: string } | null> {
  const mark = readActionMark((await readIssue(github, workspace.repo, number))?.body ?? "");
  const incident = mark === null ? null : await engine.read.byRef(workspace.id, mark.ref);
  if (mark === null || incident === null) return null;
  const { items } = readActionIssues((await engine.read.remotes(incident.id))["action-issues"]);
  return items[mark.id]?.number === number ? { incident, item: mark.id } : null;
}

/** What was said, of the item whose issue it was said on. */
export function aboutItem(said: Said, item: string | null): Said {
  return item !== null && isOfAction(said) ? (readComment(said.said, item)[0] ?? said) : said;
}
