import { readActionIssueMark } from "@muster/templates";
import type { Intent } from "./intent.ts";
import type { IssuesPayload } from "./payloads.ts";
import type { IntakeSetting } from "./setting.ts";
import { userOf } from "./user.ts";

const meaningful = [
  "closed",
  "reopened",
  "edited",
  "assigned",
  "unassigned",
  "milestoned",
  "deleted",
  "transferred",
];

/** What people did on the own issue of an action item. Our own writes, and other machines', are no word about it. */
export function actionIssueIntents(payload: IssuesPayload, setting: IntakeSetting): Intent[] {
  const { action, issue, sender, changes } = payload;
  if (!meaningful.includes(action) || (sender.type === "Bot" && !isGone(action))) return [];
  if (sender.login === setting.botLogin) return [];
  // Whoever takes our mark out of the body has edited it just now.
  const of = readActionIssueMark(issue.body ?? "") ?? readActionIssueMark(changes?.body?.from ?? "");
  if (of === null) return [];
  const by = sender.type === "Bot" ? null : userOf(sender);
  return [
    {
      do: "follow-action-issue",
      ...of,
      number: issue.number,
      did: didOf(action),
      reason: issue.state_reason ?? null,
      at: issue.updated_at,
      by,
      url: changes?.new_issue?.html_url ?? issue.html_url,
    },
  ];
}

function didOf(action: string): "closed" | "reopened" | "gone" | null {
  if (isGone(action)) return "gone";
  return action === "closed" || action === "reopened" ? action : null;
}

const isGone = (action: string): boolean => action === "deleted" || action === "transferred";
