import fc from "fast-check";
import { expect, test } from "vitest";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolve.ts";
import type { Incident } from "./incident.ts";
import { nextSteps } from "./next-steps.ts";
import { react } from "./react.ts";
import {
  ada,
  at,
  bo,
  by,
  clock,
  cy,
  declared,
  eve,
  examples,
  play,
  policy,
  record,
  setting,
} from "./testing.ts";
import { timersFor } from "./timers.ts";

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constantFrom(...Object.values(examples)),
  fc.record({
    do: fc.constant("change-severity" as const),
    level: fc.constantFrom("P0", "P1", "P2", "P3", "unsure", "x"),
    reason: fc.constantFrom(null, "because"),
  }),
  fc.record({
    do: fc.constantFrom("accept-role" as const, "decline-role" as const, "take-role" as const),
    role: fc.constantFrom("commander", "scribe", "nobody"),
  }),
  fc.record({
    do: fc.constant("fire-timer" as const),
    name: fc.constantFrom(
      "update",
      "unsure",
      "postmortem",
      "role:commander",
      "public-update:Twitter",
      "nonsense",
      "role:",
    ),
  }),
);
const anyActor = fc.constantFrom(
  by(ada),
  by(bo),
  by(cy, { inRoom: true }),
  by(eve, { isResponder: false }),
  clock,
);
const anyStep = fc.record({
  command: anyCommand,
  actor: anyActor,
  waitMin: fc.integer({ min: 0, max: 600 }),
});

test("whatever people, alerts and clocks ask, in any order, the record stays whole", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("P0", "P1", "P2", "P3", null),
      fc.array(anyStep, { maxLength: 40 }),
      (level, steps) => {
        let story = declared({ level });
        let minute = 0;
        for (const { command, actor, waitMin } of steps) {
          minute += waitMin;
          const before = story.incident;
          const decided = decide(before, { command, actor }, setting, at(minute));
          if (!decided.ok || decided.value.length === 0) continue;
          story = record(story, decided.value, actor, at(minute));
          const after = story.incident;

          // Nothing that was promised once is taken back.
          expect(after.opened.channel || !before.opened.channel).toBe(true);
          expect(after.postmortem?.publishedAt != null || before.postmortem?.publishedAt == null).toBe(true);
          expect(after.timeline.slice(0, before.timeline.length)).toEqual(before.timeline);
          // An outsider changes nothing, except by taking what they were offered by name.
          const effects = react(before, after, story.events.slice(before.seq));
          expect(new Set(effects.map((effect) => JSON.stringify(effect))).size).toBe(effects.length);
        }
        const folded = story.events.reduce<Incident | null>(evolve, null);
        expect(folded).toEqual(story.incident);
        expect(JSON.parse(JSON.stringify(folded))).toEqual(folded);
        expect(story.events.map(({ seq }) => seq)).toEqual(story.events.map((_, index) => index + 1));
        expect(timersFor(story.incident, policy).every(({ dueAt }) => !Number.isNaN(dueAt.getTime()))).toBe(
          true,
        );
        expect(nextSteps(story.incident, policy).every((step) => step.endsWith("."))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test("S1-34: the anchors come from what people did, and reopening takes back what turned out not to hold", () => {
  const over = play(
    declared(),
    [2, examples["accept-role"]],
    [9, examples["find-root-cause"]],
    [12, examples.mitigate],
    [40, examples.resolve],
  );
  const times = (incident: Incident): Record<string, string> =>
    Object.fromEntries(
      Object.entries(incident.anchors).map(([name, anchor]) => [name, anchor.at.slice(11, 16)]),
    );
  const first = { detected: "09:00", declared: "09:00", acknowledged: "09:02", rootCauseFound: "09:09" };
  expect(times(over.incident)).toEqual({ ...first, mitigated: "09:12", resolved: "09:40" });
  const again = play(over, [50, examples.reopen]);
  expect(times(again.incident)).toEqual(first);
  expect(again.incident.status).toBe("open");
});

test("a correction is a new entry, and the one it corrects stays as it was", () => {
  const story = play(declared(), [3, examples.note], [4, { do: "correct", seq: 3, text: "by 5 %" }]);
  expect(story.incident.timeline.map(({ kind, text }) => [kind, text]).slice(3)).toEqual([
    ["note", "pool drained by 4 %"],
    ["correction", "by 5 %"],
  ]);
  expect(story.incident.timeline.at(-1)?.corrects).toBe(3);
});

test("a message that is added later keeps its author and its time", () => {
  const said = {
    ...examples.note,
    saidBy: eve,
    saidAt: at(-5).toISOString(),
    url: "https://discord.com/channels/1/2/3",
  };
  const entry = play(declared(), [3, said]).incident.timeline.at(-1);
  expect(entry).toMatchObject({ by: eve, at: at(-5).toISOString(), recordedAt: at(3).toISOString() });
});

test("an incident cannot begin in the middle", () => {
  const { events } = play(declared(), [1, examples.note]);
  expect(() => evolve(null, events.at(-1)!)).toThrow("begins with");
});
