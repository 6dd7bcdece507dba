import { expect, test } from "vitest";
import type { Command } from "@muster/incident";
import { bo, cy, declared, play, policy } from "@muster/incident/testing";
import { actionIssueActs } from "./action-issue-acts.ts";
import { newActionIssue } from "./views/action-issue.ts";
import type { ActionIssue } from "./action-issue-memory.ts";

const { incident } = play(declared(), [3, { do: "add-action", text: "check", owner: bo, due: "2026-02-01" }]);
const [item] = incident.actions;
const made = newActionIssue({ incident, item: item!, policy, url: null });
const [before, then] = ["2026-01-05T10:00:00Z", "2026-01-05T11:00:00Z"];

const known: ActionIssue = {
  number: 2,
  id: 2,
  url: "https://github.com/acme/protocol/issues/2",
  title: made.title,
  body: made.body,
  restore: null,
  writes: [],
  seenAt: before,
  state: "open",
  reason: null,
  assignees: ["bo"],
  milestoneDue: null,
  assigned: "bo",
  unassignable: null,
  parent: 1,
  isGone: false,
};
const dueAs = (due: string): string => made.body.replace("2026-02-01", due);
const noEdit = { title: null, body: null };

function heard(now: Partial<ActionIssue>, news: Partial<Parameters<typeof actionIssueActs>[2]>): Command[] {
  const acts = actionIssueActs(
    known,
    { ...known, ...now },
    {
      ref: "INC-1",
      item: item!,
      ownerLogin: "bo",
      personOf: () => cy,
      at: then,
      about: null,
      edit: noEdit,
      deed: null,
      isLook: false,
      closedAt: null,
      url: known.url,
      ...news,
    },
  );
  return acts.flatMap((act) => (act.is === "order" ? [act.command] : []));
}
const said = (at: string) => ({ at, where: "issue", url: known.url });

test("B19: a title and a date count as they were edited and when, also when we have run over them since", () => {
  const title = { from: made.title, to: "INC-1/A1: check all" };
  const body = { from: made.body, to: dueAs("2026-03-01") };
  expect(heard({}, { about: "text", edit: { title, body } })).toEqual([
    { do: "reword-action", action: "A1", text: "check all", said: said(then) },
    { do: "schedule-action", action: "A1", due: "2026-03-01", said: said(then) },
  ]);
});

test("B19: what the news are not of counts from when the issue was last known, for its own news may tell more", () => {
  const now = { title: "check all", body: dueAs("2026-03-01"), assignees: ["cy"] };
  const deed = { did: "closed", reason: "completed", at: then } as const;
  expect(heard(now, { deed })).toEqual([
    { do: "complete-action", action: "A1", said: said(then) },
    { do: "reword-action", action: "A1", text: "check all", said: said(before) },
    { do: "schedule-action", action: "A1", due: "2026-03-01", said: said(before) },
    { do: "assign-action", action: "A1", owner: cy, said: said(before) },
  ]);
  expect(heard({ assignees: ["cy"] }, { about: "owner" })).toMatchObject([{ said: said(then) }]);
  expect(heard({ title: "check all" }, { isLook: true })).toMatchObject([{ said: said(then) }]);
});

test("B19: what the item said before the news is no word: it was written by us, and the answer was lost", () => {
  const renamed = { ...known, title: "INC-1/A1: an older text", body: dueAs("2026-01-20") };
  const acts = actionIssueActs(
    renamed,
    { ...renamed, title: made.title, body: made.body },
    {
      ref: "INC-1",
      item: item!,
      ownerLogin: "bo",
      personOf: () => cy,
      at: then,
      about: "text",
      edit: { title: { from: "INC-1/A1: an older text", to: "INC-1/A1: mine" }, body: null },
      deed: null,
      isLook: false,
      closedAt: null,
      url: known.url,
    },
  );
  expect(acts).toMatchObject([{ command: { do: "reword-action", text: "mine" } }]);
  expect(acts).toHaveLength(1);
});
