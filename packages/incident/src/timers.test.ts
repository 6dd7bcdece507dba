import { describe, expect, test } from "vitest";
import { timersFor } from "./timers.ts";
import { ada, at, bo, by, clock, declared, examples, play, policy, type Story } from "./testing.ts";

const due = (story: Story): Record<string, string> =>
  Object.fromEntries(timersFor(story.incident, policy).map(({ name, dueAt }) => [name, dueAt.toISOString()]));
const minute = (minutes: number): string => at(minutes).toISOString();
const fire = (name: string) => ({ do: "fire-timer", name }) as const;

test("S1R-5: an update is due every 30 minutes after the last one, until the incident is over", () => {
  const open = declared();
  expect(due(open)["update"]).toBe(minute(30));
  const updated = play(open, [12, examples.update]);
  expect(due(updated)["update"]).toBe(minute(42));
  const reminded = play(updated, [42, fire("update"), clock]);
  expect(due(reminded)["update"]).toBe(minute(72));
  expect(due(play(reminded, [50, examples.resolve]))["update"]).toBeUndefined();
});

test("periods that were missed collapse into one reminder", () => {
  const late = play(declared(), [500, fire("update"), clock]);
  expect(late.events.filter(({ type }) => type === "reminded")).toHaveLength(1);
  expect(due(late)["update"]).toBe(minute(530));
});

test("S1-14: a public update is asked for when a P1 has been down for 30 minutes, once", () => {
  const alerted = declared({
    detectedAt: minute(-20),
    source: { kind: "alert", ref: null, url: null, name: "alertmanager" },
  });
  expect(due(alerted)["public-update:Twitter"]).toBe(minute(10));
  const reminded = play(alerted, [10, fire("public-update:Twitter"), clock]);
  expect(reminded.incident.timeline.at(-1)?.text).toBe(
    "Reminder: down for 30 min, so a public update is due on Twitter",
  );
  expect(due(reminded)["public-update:Twitter"]).toBeUndefined();
  expect(due(play(alerted, [5, examples.mitigate]))["public-update:Twitter"]).toBeUndefined();
});

test("S1R-3: silence for 15 minutes offers the role to the next person on call, and in the end says that nobody is left", () => {
  const open = declared();
  expect(due(open)["role:commander"]).toBe(minute(15));
  const second = play(open, [15, fire("role:commander"), clock]);
  expect(second.incident.roles["commander"]?.offer?.to).toEqual(bo);
  expect(due(second)["role:commander"]).toBe(minute(30));
  const exhausted = play(second, [30, fire("role:commander"), clock]);
  expect(exhausted.incident.timeline.at(-1)?.text).toBe(
    "No answer from bo for Incident commander; nobody else is on call",
  );
  expect(due(exhausted)["role:commander"]).toBeUndefined();
});

test("an accepted role has no timer", () => {
  expect(due(play(declared(), [1, examples["accept-role"], by(ada)]))["role:commander"]).toBeUndefined();
});

test("an incident without a severity takes the highest when nobody chooses in time", () => {
  const open = declared({ level: null });
  expect(due(open)).toEqual({ unsure: minute(5) });
  expect(play(open, [5, fire("unsure"), clock]).incident.severity?.levelId).toBe("P0");
});

describe("S1-31: the postmortem clock", () => {
  // An item is named and due much later: otherwise people are asked for one in between.
  const item = { ...examples["add-action"], due: "60d" };
  const resolved = play(declared(), [0, item], [0, examples.resolve]);
  const hour = (hours: number): string => minute(hours * 60);

  test("reminds 24 and 4 hours before, at the due time, and daily after it", () => {
    let story = resolved;
    for (const hours of [24, 44, 48, 72, 96]) {
      expect(due(story)["postmortem"]).toBe(hour(hours));
      story = play(story, [hours * 60, fire("postmortem"), clock]);
    }
  });

  test("sends one reminder, not three, after a long silence", () => {
    const late = play(resolved, [47 * 60, fire("postmortem"), clock]);
    expect(due(late)["postmortem"]).toBe(hour(48));
  });

  test("ends when the postmortem is published", () => {
    expect(due(play(resolved, [60, examples["publish-postmortem"]]))["postmortem"]).toBeUndefined();
  });
});

test("a timer that is not due, or no longer on the list, does nothing", () => {
  const open = declared();
  const early = play(open, [29, fire("update"), clock]);
  const unknown = play(open, [29, fire("unsure"), clock]);
  expect([early.events.length, unknown.events.length]).toEqual([open.events.length, open.events.length]);
});
