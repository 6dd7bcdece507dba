import { describe, expect, test } from "vitest";
import type { Effect } from "./effect.ts";
import type { Incident } from "./incident.ts";
import { react } from "./react.ts";
import { ada, by, declared, examples, play, type Story } from "./testing.ts";

const name = (effect: Effect): string => (effect.kind === "keep" ? effect.surface : `say ${effect.place}`);

/** What the world is told between two points of a story. */
function told(after: Story, before: Story | null = null): string[] {
  const known: Incident | null = before?.incident ?? null;
  return react(known, after.incident, after.events.slice(before?.events.length ?? 0)).map(name);
}

test("S1-10, S1-11, S1-13: P0 and P1 open a channel with its card, tell #ops-alerts and file an issue", () => {
  const everything = ["channel", "status-card", "ops-alert", "issue", "say reply"];
  expect(told(declared({ level: "P0" }))).toEqual(everything);
  expect(told(declared({ level: "P1" }))).toEqual(everything);
});

test("S1-15: P2 is told to #ops-alerts and gets no channel", () => {
  expect(told(declared({ level: "P2" }))).toEqual(["ops-alert", "issue", "say reply"]);
});

test("S1-17: P3 is a GitHub issue only", () => {
  expect(told(declared({ level: "P3" }))).toEqual(["issue", "say reply"]);
});

test("without a severity #ops-alerts and an issue ask for one, and the channel waits", () => {
  expect(told(declared({ level: null }))).toEqual(["ops-alert", "issue", "say reply"]);
});

test("S1R-6: an incident that turns out to be P1 pages in a message of its own, once", () => {
  const open = declared({ level: null });
  const set = play(open, [1, { do: "change-severity", level: "P1", reason: null }]);
  expect(told(set, open)).toContain("say ops-alerts");
  const raised = play(set, [2, { do: "change-severity", level: "P0", reason: null }]);
  expect(told(raised, set)).not.toContain("say ops-alerts");
});

test("lowering the severity closes nothing that people already use", () => {
  const open = declared();
  const lowered = play(open, [1, { do: "change-severity", level: "P3", reason: "a typo" }]);
  expect(told(lowered, open)).toEqual(["status-card", "ops-alert", "issue", "say room"]);
});

describe("words in the room", () => {
  test("are left out when the answer to the command stands there already", () => {
    const open = declared();
    const elsewhere = play(open, [1, examples.mitigate]);
    const inRoom = play(open, [1, examples.mitigate, by(ada, { inRoom: true })]);
    expect(told(elsewhere, open)).toContain("say room");
    expect(told(inRoom, open)).toEqual(["status-card", "ops-alert", "issue"]);
  });

  test("are left out while the channel opens, because its first card says it all", () => {
    expect(told(declared())).not.toContain("say room");
  });
});

test("S1-32, S1-39: from the resolution on, the postmortem follows the record", () => {
  const open = declared();
  const resolved = play(open, [9, examples.resolve]);
  expect(told(resolved, open)).toContain("postmortem");
  const added = play(resolved, [10, examples["add-action"]]);
  expect(told(added, resolved)).toContain("postmortem");
  expect(told(added, resolved)).not.toContain("tracker");
});

test("S1-39: items of an incident without a postmortem, and items after it, go to the tracker alone", () => {
  const small = declared({ level: "P2" });
  expect(told(play(small, [1, examples["add-action"]]), small)).toContain("tracker");
  const published = play(declared(), [9, examples.resolve], [20, examples["publish-postmortem"]]);
  const added = play(published, [30, examples["add-action"]]);
  expect(told(added, published)).toContain("tracker");
  expect(told(added, published)).not.toContain("postmortem");
});

test("a drill fills its own room and nobody else hears of it", () => {
  const drill = declared({ isDrill: true });
  expect(told(drill)).toEqual(["channel", "status-card", "say reply"]);
  const raised = play(drill, [1, { do: "change-severity", level: "P0", reason: null }]);
  expect(told(raised, drill)).toEqual(["status-card", "say room"]);
});

test("nothing happened, so nobody is told", () => {
  const open = declared();
  expect(react(open.incident, open.incident, [])).toEqual([]);
});
