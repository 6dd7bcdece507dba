import { expect, test } from "vitest";
import { stillWanted } from "./still-wanted.ts";
import { bo, by, clock, cy, declared, examples, play, type Story } from "./testing.ts";
import { fire } from "./testing-policies.ts";

/** What still wants somebody at the end of a story, by the minute-free names of its events. */
const wanted = (story: Story, place: "room" | "ops-alerts" = "room"): string[] =>
  stillWanted(story.incident, place, story.events).map(({ type, seq }) => `${type} ${seq}`);
const last = (story: Story): number => story.events.at(-1)!.seq;

test("B30: an offer, a task and a draft want their word until they have it", () => {
  const start = play(declared(), [1, { do: "offer-role", role: "scribe", to: cy }]);
  const offered = last(start);
  const tasked = play(start, [2, examples["give-task"]]);
  const drafted = play(tasked, [3, examples["draft-public"]]);
  expect(wanted(drafted)).toEqual(
    expect.arrayContaining([`role-offered ${offered}`, `task-given ${last(tasked)}`]),
  );
  expect(wanted(drafted)).toContain(`public-drafted ${last(drafted)}`);
  const answered = play(
    drafted,
    [4, { do: "accept-role", role: "scribe" }, by(cy)],
    [5, examples["take-task"], by(cy)],
    [6, { do: "withdraw-public", draft: "D1", reason: "not needed" }],
  );
  // What is left is what the declaration itself offered: the commander's role.
  expect(wanted(answered)).toEqual([expect.stringMatching(/^role-offered [1-9]$/)]);
  expect(wanted(answered)).not.toContain(`role-offered ${offered}`);
});

test("B30: of what wants the same, only the latest is told: a person is asked once", () => {
  const drafted = play(declared(), [1, examples["draft-public"]]);
  const approved = play(drafted, [2, examples["approve-public"], by(bo)]);
  expect(wanted(approved)).toContain(`public-approved ${last(approved)}`);
  expect(wanted(approved)).not.toContain(`public-drafted ${last(drafted)}`);
});

test("B30: only the newest ask that nobody answered is made again", () => {
  const first = play(declared(), [31, fire("update"), clock]);
  const second = play(first, [62, fire("update"), clock]);
  expect(wanted(second).filter((one) => one.startsWith("reminded"))).toEqual([`reminded ${last(second)}`]);
  const answered = play(second, [63, examples.update]);
  expect(wanted(answered).some((one) => one.startsWith("reminded"))).toBe(false);
  const putOff = play(second, [63, { do: "snooze-ask", ask: "Q1", span: "2h" }]);
  expect(wanted(putOff).some((one) => one.startsWith("reminded"))).toBe(false);
});

test("B30: the page is not lost while the incident goes on, and wakes nobody once it is over", () => {
  const raised = play(declared({ level: "P2" }), [5, examples["change-severity"]]);
  const page = raised.events.findLast(({ type }) => type === "severity-set")!.seq;
  expect(wanted(raised, "ops-alerts")).toContain(`severity-set ${page}`);
  expect(wanted(raised)).not.toContain(`severity-set ${page}`);
  expect(wanted(play(raised, [9, examples.resolve]), "ops-alerts")).toEqual([]);
});

test("B30: whoever was called and has not answered is called, also late", () => {
  const called = play(declared(), [1, { do: "call", whom: "decision-makers", reason: "funds" }]);
  const call = called.events.find(({ type }) => type === "called");
  expect(call).toBeDefined();
  expect(wanted(called)).toContain(`called ${call!.seq}`);
});
