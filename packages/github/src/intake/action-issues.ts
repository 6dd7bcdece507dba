import { readActionIssueMark } from "@muster/templates";
import type { Intent } from "./intent.ts";
import type { IssuesPayload } from "./payloads.ts";
import type { IntakeSetting } from "./setting.ts";
import { userOf } from "./user.ts";

type News = Extract<Intent, { do: "follow-action-issue" }>;

/** What can happen on an item's own issue that means something, and what it is about. */
const meaningful: Record<string, { about: News["about"]; did: News["did"] }> = {
  closed: { about: null, did: "closed" },
  reopened: { about: null, did: "reopened" },
  edited: { about: "text", did: null },
  assigned: { about: "owner", did: null },
  unassigned: { about: "owner", did: null },
  milestoned: { about: "date", did: null },
  deleted: { about: null, did: "gone" },
  transferred: { about: null, did: "gone" },
};

/** What people did on the own issue of an action item. Our own writes are no word about it, but tell what they replaced. */
export function actionIssueIntents(payload: IssuesPayload, setting: IntakeSetting): Intent[] {
  const { action, issue, sender, changes } = payload;
  const meaning = Object.hasOwn(meaningful, action) ? meaningful[action] : undefined;
  if (meaning === undefined) return [];
  // Whoever takes our mark out of the body has edited it just now.
  const of = readActionIssueMark(issue.body ?? "") ?? readActionIssueMark(changes?.body?.from ?? "");
  if (of === null) return [];
  const { number } = issue;
  const replaced = changes?.body?.from ?? null;
  if (sender.login === setting.botLogin && replaced !== null)
    return [{ do: "rescue-on-action-issue", ...of, number, wrote: issue.body ?? "", replaced }];
  if (sender.login === setting.botLogin || (sender.type === "Bot" && meaning.did !== "gone")) return [];
  return [
    {
      do: "follow-action-issue",
      ...of,
      ...meaning,
      number,
      reason: issue.state_reason ?? null,
      at: issue.updated_at,
      edit: {
        title: changes?.title == null ? null : { from: changes.title.from, to: issue.title },
        body: replaced === null ? null : { from: replaced, to: issue.body ?? "" },
      },
      by: sender.type === "Bot" ? null : userOf(sender),
      url: changes?.new_issue?.html_url ?? issue.html_url,
    },
  ];
}
