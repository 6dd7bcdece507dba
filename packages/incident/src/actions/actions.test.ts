import { describe, expect, test } from "vitest";
import { policySchema, type Policy } from "@muster/policy";
import { decide } from "../decide.ts";
import { explain } from "../explain.ts";
import { ada, at, bo, by, clock, cy, declared, eve, play, policy, setting, type Story } from "../testing.ts";
import { timersFor } from "../timers.ts";
import { actionStatus } from "./items.ts";
import { ownIssueUrl } from "./own-issue.ts";
import { digestErrands, overdueActions, releaseHolds } from "./overdue.ts";
import type { Said } from "./vocabulary.ts";
import { endOfDay, morningFrom, morningUntil } from "./working-days.ts";

const added = play(declared(), [1, { do: "add-action", text: "check return values", owner: bo, due: "9d" }]);
const said = (minute: number, where: Said["where"] = "issue"): Said => ({
  at: at(minute).toISOString(),
  where,
  url: null,
});
const item = (story: Story) => story.incident.actions[0]!;
const last = (story: Story) => story.incident.timeline.at(-1)!.text;

function refused(
  story: Story,
  ...[command, actor = by(ada)]: [Parameters<typeof play>[1][1], ReturnType<typeof by>?]
) {
  const decided = decide(story.incident, { command, actor }, setting, at(60));
  return decided.ok ? null : explain(decided.refused);
}

describe("an action item", () => {
  test("S0-70, S0-73, B18: needs an owner and a day that is not past, and keeps both", () => {
    const add = { do: "add-action", text: "x", owner: bo, due: "3d" } as const;
    expect(refused(declared(), { ...add, owner: null })).toContain("needs an owner");
    expect(refused(declared(), { ...add, due: "soon" })).toContain("I cannot read the due date `soon`");
    expect(refused(added, { do: "assign-action", action: "A1", owner: null })).toContain("needs an owner");
    expect(refused(added, { do: "schedule-action", action: "A1", due: "2025-01-01" })).toContain(
      "is in the past",
    );
  });

  test("B19: goes through its statuses, each on record with who said so, and a reason where one is owed", () => {
    const doing = play(added, [2, { do: "move-action", action: "a1", status: "doing", reason: null }]);
    expect(actionStatus(item(doing))).toBe("doing");
    expect(refused(doing, { do: "move-action", action: "A1", status: "blocked", reason: null })).toBe(
      "Say why A1 is blocked, for whoever reads it later: add `reason`.",
    );
    const dropped = play(doing, [3, { do: "move-action", action: "A1", status: "dropped", reason: "gone" }]);
    expect(last(dropped)).toBe("Action A1 dropped, because gone");
    const done = play(dropped, [4, { do: "complete-action", action: "A1" }]);
    expect(item(done)).toMatchObject({ done: true });
    expect(item(done)).not.toHaveProperty("stands");
    expect(play(done, [5, { do: "complete-action", action: "A1" }]).incident).toEqual(done.incident);
  });

  test("S3-54, S4-71, S4-75, S4-76, S4-77: has a kind, whose work it is can change, and so can its words and its day", () => {
    const changed = play(
      added,
      [2, { do: "classify-action", action: "A1", kind: "control" }],
      [3, { do: "assign-action", action: "A1", owner: cy }],
      [4, { do: "schedule-action", action: "A1", due: "2026-02-01" }],
      [5, { do: "reword-action", action: "A1", text: " check\nall " }],
    );
    expect(item(changed)).toMatchObject({ kind: "control", owner: cy, due: "2026-02-01", text: "check all" });
    expect(changed.incident.timeline.slice(-4).map(({ text }) => text)).toEqual([
      "Action A1 is of the kind control",
      "Action A1 goes from bo to cy",
      "Action A1 is due 2026-02-01 instead of 2026-01-14",
      "Action A1 reads: check all",
    ]);
  });

  test("whoever is to do it may tick it off without being a responder; others may not", () => {
    const command = { do: "complete-action", action: "A1" } as const;
    expect(refused(added, command, by(bo, { isResponder: false }))).toBeNull();
    expect(refused(added, command, by(eve, { isResponder: false }))).toContain("Only responders");
  });
});

describe("B19: of two words about one thing the later one counts, whenever they are heard", () => {
  test("an earlier one that comes late is told, and changes nothing", () => {
    const done = play(added, [10, { do: "complete-action", action: "A1" }]);
    const late = play(done, [20, { do: "reopen-action", action: "A1", said: said(8) }]);
    expect(item(late)).toMatchObject({ done: true });
    expect(last(late)).toBe('Action A1 stays as it is (done): "open" was said earlier, in its issue');
  });

  test("a later one counts; the same one again changes nothing; within one second what is heard later counts", () => {
    const done = play(added, [10, { do: "complete-action", action: "A1" }]);
    const reopened = play(done, [20, { do: "reopen-action", action: "A1", said: said(12, "tracker") }]);
    expect(item(reopened)).toMatchObject({ done: false });
    expect(last(reopened)).toBe("Action A1 open again (the tracker)");
    const again = play(reopened, [21, { do: "reopen-action", action: "A1", said: said(12, "tracker") }]);
    expect(again.incident).toEqual(reopened.incident);
    expect(item(play(done, [11, { do: "reopen-action", action: "A1", said: said(10) }]))).toMatchObject({
      done: false,
    });
  });

  test("what stands already and is said again later cannot be undone by what was said in between", () => {
    const done = play(added, [10, { do: "complete-action", action: "A1" }]);
    const affirmed = play(done, [20, { do: "complete-action", action: "A1", said: said(15) }]);
    const between = play(affirmed, [30, { do: "reopen-action", action: "A1", said: said(12, "tracker") }]);
    expect(item(between)).toMatchObject({ done: true });
  });

  test("a place that knows open and over alone says nothing of what is in progress", () => {
    const doing = play(added, [10, { do: "move-action", action: "A1", status: "doing", reason: null }]);
    const reopened = play(doing, [20, { do: "reopen-action", action: "A1", said: said(15) }]);
    expect(actionStatus(item(reopened))).toBe("doing");
    expect(
      actionStatus(item(play(doing, [20, { do: "reopen-action", action: "A1", said: said(15, "tracker") }]))),
    ).toBe("open");
  });

  test("fields do not stand in each other's way", () => {
    const both = play(
      added,
      [10, { do: "complete-action", action: "A1" }],
      [20, { do: "assign-action", action: "A1", owner: cy, said: said(5) }],
    );
    expect(item(both)).toMatchObject({ done: true, owner: cy });
  });
});

const withActions = (change: Partial<Policy["actions"]>): Policy =>
  policySchema.parse({ ...policy, actions: { ...policy.actions, ...change } });
const due = (story: Story, of: Policy): Record<string, string> =>
  Object.fromEntries(
    timersFor(story.incident, of)
      .filter(({ name }) => name.startsWith("actions-"))
      .map(({ name, dueAt }) => [name, dueAt.toISOString().slice(0, 16)]),
  );

describe("reminders", () => {
  // 2026-01-05 is a Monday, so the 10th is a Saturday.
  const resolved = (dueOn: string): Story =>
    play(
      declared(),
      [1, { do: "add-action", text: "x", owner: bo, due: dueOn }],
      [2, { do: "resolve", summary: "fixed" }],
    );
  const closed = play(resolved("2026-01-10"), [3, { do: "publish-postmortem", url: "https://x" }]);

  test("S0-74, B19: come in the morning of working days, also when the incident is closed", () => {
    expect(closed.incident.status).toBe("closed");
    expect(due(closed, policy)).toEqual({
      "actions-due": "2026-01-09T09:00",
      "actions-overdue": "2026-01-12T09:00",
    });
    expect(due(closed, withActions({ skipsWeekends: false }))).toMatchObject({
      "actions-overdue": "2026-01-11T09:00",
    });
    expect(due(closed, withActions({ timeZone: "Europe/Berlin" }))).toMatchObject({
      "actions-overdue": "2026-01-12T08:00",
    });
  });

  test("say nothing of a day that comes near once it was told that it is over", () => {
    const { incident } = closed;
    const told = {
      ...incident,
      reminded: { ...incident.reminded, "actions-overdue": "2026-01-12T09:00:00.000Z" },
    };
    expect(due({ ...closed, incident: told }, policy)).toEqual({ "actions-overdue": "2026-01-19T09:00" });
  });

  test("are put off with a reason on record, and the due date stays", () => {
    const snoozed = play(closed, [
      4,
      { do: "snooze-action", action: "A1", until: "2026-01-20", reason: "the release comes first" },
    ]);
    expect(due(snoozed, policy)).toEqual({ "actions-overdue": "2026-01-20T09:00" });
    expect(item(snoozed)).toMatchObject({ due: "2026-01-10" });
    expect(last(snoozed)).toBe(
      "Nobody is reminded of action A1 until 2026-01-20, because the release comes first",
    );
    expect(
      refused(closed, { do: "snooze-action", action: "A1", until: "2026-01-05", reason: "x" }),
    ).toContain("is not ahead");
  });

  test("name the person of the policy once for what stays overdue, and end when it is done", () => {
    const of = withActions({ escalation: { afterDays: 3, to: "cy" } });
    expect(due(closed, of)).toMatchObject({ "actions-escalated": "2026-01-13T09:00" });
    const told = play(closed, [4, { do: "complete-action", action: "A1" }]);
    expect(due(told, of)).toEqual({});
  });

  test("ask for items that nobody has named within the days of the level", () => {
    const level = { ...policy.levels["P1"]!, actionsNamedWithinDays: 4 };
    const of = policySchema.parse({ ...policy, levels: { ...policy.levels, P1: level } });
    const none = play(declared({ level: "P1" }), [2, { do: "resolve", summary: "fixed" }]);
    expect(due(none, of)).toEqual({ "actions-missing": "2026-01-09T09:00" });
  });

  test("follow the clocks of the time zone over a change to summer time", () => {
    const berlin = { timeZone: "Europe/Berlin", skipsWeekends: true };
    expect(morningFrom("2026-03-27", berlin).toISOString()).toBe("2026-03-27T08:00:00.000Z");
    expect(morningFrom("2026-03-28", berlin).toISOString()).toBe("2026-03-30T07:00:00.000Z");
    expect(morningUntil("2026-03-29", berlin).toISOString()).toBe("2026-03-27T08:00:00.000Z");
    expect(endOfDay("2026-03-29", "Europe/Berlin").toISOString()).toBe("2026-03-29T22:00:00.000Z");
  });

  test("are not fired for what was done meanwhile", () => {
    const done = play(closed, [4, { do: "complete-action", action: "A1" }]);
    const decided = decide(
      done.incident,
      { command: { do: "fire-timer", name: "actions-overdue" }, actor: clock },
      setting,
      new Date("2026-01-12T10:00:00Z"),
    );
    expect(decided).toMatchObject({ ok: true, value: [] });
  });
});

describe("what is overdue", () => {
  const now = new Date("2026-01-20T12:00:00Z");
  const marked = play(added, [2, { do: "gate-action", action: "A1", gate: true }]);

  test("S0-74, B19: is listed with its age, the oldest first, without drills and without what was put off", () => {
    const older = play(declared({ title: "Other" }), [
      1,
      { do: "add-action", text: "y", owner: cy, due: "3d" },
    ]);
    const drill = play(declared({ isDrill: true }), [
      1,
      { do: "add-action", text: "z", owner: cy, due: "3d" },
    ]);
    const incidents = [added, older, drill].map(({ incident }) => incident);
    const list = overdueActions(incidents, policy, { now, withSnoozed: false });
    expect(list.map(({ item: { text }, days }) => [text, days])).toEqual([
      ["y", 12],
      ["check return values", 6],
    ]);
    const snoozed = play(marked, [
      3,
      { do: "snooze-action", action: "A1", until: "2026-02-01", reason: "x" },
    ]);
    expect(overdueActions([snoozed.incident], policy, { now, withSnoozed: false })).toEqual([]);
    expect(releaseHolds([snoozed.incident], policy, now)).toHaveLength(1);
  });

  test("holds releases only where it is marked, and only until it is done or dropped", () => {
    expect(releaseHolds([added.incident], policy, now)).toEqual([]);
    expect(releaseHolds([marked.incident], policy, now)).toHaveLength(1);
    expect(releaseHolds([marked.incident], policy, new Date("2026-01-14T23:59:00Z"))).toEqual([]);
    const dropped = play(marked, [3, { do: "move-action", action: "A1", status: "dropped", reason: "x" }]);
    expect(releaseHolds([dropped.incident], policy, now)).toEqual([]);
  });

  test("is told on the morning of the policy's day, planned once", () => {
    expect(digestErrands(policy, new Date("2026-01-07T00:00:00Z"))).toEqual([
      {
        key: "actions-digest 2026-01-12",
        errand: { do: "actions-digest", day: "2026-01-12" },
        dueAt: new Date("2026-01-12T09:00:00Z"),
      },
    ]);
    expect(digestErrands(policy, new Date("2026-01-12T09:00:00Z"))[0]!.key).toBe("actions-digest 2026-01-19");
    expect(digestErrands(withActions({ digestOn: null }), now)).toEqual([]);
  });

  test("is said at once when a due date is later than the level gives", () => {
    const level = { ...policy.levels["P1"]!, actionsDoneWithinDays: 7 };
    const of = policySchema.parse({ ...policy, levels: { ...policy.levels, P1: level } });
    const add = { do: "add-action", text: "x", owner: bo, due: "9d" } as const;
    const decided = decide(
      declared({ level: "P1" }).incident,
      { command: add, actor: by(ada) },
      { ...setting, policy: of },
      at(5),
    );
    expect(decided).toMatchObject({ ok: true, value: [{ dueBeyondDays: 7 }] });
  });
});

test("an item's own issue is found while it stands, and nothing else is taken for it", () => {
  const remote = (items: unknown) => ({
    id: "1",
    url: "https://github.com/a/b/issues/1",
    rendered: null,
    extra: { items },
  });
  const url = "https://github.com/a/b/issues/2";
  expect(ownIssueUrl(remote({ A1: { url, isGone: false } }), "A1")).toBe(url);
  expect(ownIssueUrl(remote({ A1: { url, isGone: true } }), "A1")).toBeNull();
  for (const items of [{}, null, "A1", { A1: null }, { A1: { url: 2 } }])
    expect(ownIssueUrl(remote(items), "A1")).toBeNull();
  expect(ownIssueUrl(remote({}), "constructor")).toBeNull();
  expect(ownIssueUrl(undefined, "A1")).toBeNull();
});
