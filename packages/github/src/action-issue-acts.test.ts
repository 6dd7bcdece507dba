import { bo, declared, play } from "@muster/incident/testing";
import { expect, test } from "vitest";
import { actionIssueActs } from "./action-issue-acts.ts";
import type { ActionIssue } from "./action-issue-memory.ts";

const { incident } = play(declared(), [
  3,
  { do: "add-action", text: "check return values", owner: bo, due: "2026-02-01" },
]);
const known = {
  number: 7,
  title: "INC-1/A1: check return values",
  body: "- **Due:** 2026-02-01",
  state: "open",
  reason: null,
  assignees: ["bo"],
  assigned: "bo",
  milestoneDue: null,
} as unknown as ActionIssue; // Only what is looked at.

const acts = (milestoneDue: string | null, before: string | null = null) =>
  actionIssueActs(
    { ...known, milestoneDue: before },
    { ...known, milestoneDue },
    {
      ref: "INC-1",
      item: incident.actions[0]!,
      ownerLogin: "bo",
      personOf: (login) => ({ name: login, discord: null, github: login }),
      at: "2026-01-05T10:00:00Z",
      about: "date",
      edit: { title: null, body: null },
      deed: null,
      isLook: false,
      closedAt: null,
      url: "https://github.com/acme/protocol/issues/7",
    },
  );

test("B19: a milestone with a due date that somebody sets on an item's issue is the item's due date", () => {
  expect(acts("2026-03-01")).toMatchObject([
    {
      is: "order",
      command: { do: "schedule-action", action: "A1", due: "2026-03-01", said: { where: "issue" } },
    },
  ]);
});

test("the same milestone seen again, one without a date, and taking it away say nothing of the date", () => {
  expect(acts("2026-03-01", "2026-03-01")).toEqual([]);
  expect(acts(null)).toEqual([]);
  expect(acts(null, "2026-03-01")).toEqual([]);
});
