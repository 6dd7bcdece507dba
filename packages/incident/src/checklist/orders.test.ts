import fc from "fast-check";
import { expect, test } from "vitest";
import type { Command } from "../command.ts";
import { decide } from "../decide.ts";
import { isSamePerson } from "../person.ts";
import { timersFor } from "../timers.ts";
import { ada, at, bo, by, clock, examples, record } from "../testing.ts";
import { settingOf, under } from "../testing-policies.ts";
import { openGates } from "./gates.ts";
import { progressOf, tickable, visitsOf } from "./standing.ts";

/* Whatever people do, in whatever order. */

const setting = settingOf("extends: trustledger");
const world = under(setting);
const { policy } = setting;
const start = world.declare("P0");
const ids = tickable({ incident: start.incident, policy }).map(({ step }) => step.id);
const phases = Object.keys(policy.phases);

const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant("tick-steps" as const),
    steps: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 4 }),
    note: fc.constantFrom(null, "seen"),
    owner: fc.constantFrom(null, bo),
    due: fc.constantFrom(null, "3d"),
  }),
  fc.record({
    do: fc.constant("untick-step" as const),
    step: fc.constantFrom(...ids),
    reason: fc.constant("no"),
  }),
  fc.record({
    do: fc.constant("skip-step" as const),
    step: fc.constantFrom("rollback-prepared", "tested-in-staging", ...ids),
    reason: fc.constant("no"),
  }),
  fc.record({
    do: fc.constant("enter-phase" as const),
    phase: fc.constantFrom("next", ...phases),
    reason: fc.constantFrom(null, "so"),
  }),
  fc.constantFrom<Command[]>(
    examples.mitigate,
    examples.resolve,
    examples.resolve,
    examples.reopen,
    examples["confirm-fix"],
    examples["find-root-cause"],
    { do: "open-runbook", runbook: "ddos-attack" },
    { do: "close-runbook", runbook: "ddos-attack" },
    { do: "take-role", role: "technical" },
  ),
);
const orders = fc.array(fc.tuple(command, fc.constantFrom(ada, bo), fc.integer({ min: 0, max: 40 })), {
  maxLength: 30,
});

test("no order of ticks, skips, corrections and returns leads past a gate, or back a phase without a trace", () => {
  fc.assert(
    fc.property(orders, (given) => {
      let story = start;
      let minute = 1;
      for (const [wanted, who, wait] of given) {
        minute += wait;
        const before = story.incident;
        const decided = decide(before, { command: wanted, actor: by(who) }, setting, at(minute));
        if (!decided.ok) continue;
        story = record(story, decided.value, by(who), at(minute));
        const after = story.incident;

        if (before.status !== "resolved" && after.status === "resolved") {
          expect(openGates({ incident: before, policy }, "resolve")).toEqual([]);
          const fixer = before.mitigation?.by;
          const isOwn = fixer !== undefined && isSamePerson(fixer, who);
          if (isOwn && before.checklist.confirmed === null) {
            // Then nobody else did anything but report it.
            expect(
              before.timeline.every(
                ({ by: one, recordedAt }) => recordedAt === at(0).toISOString() || isSamePerson(one, who),
              ),
            ).toBe(true);
          }
        }
        const from = progressOf({ incident: before, policy })!.current;
        const to = progressOf({ incident: after, policy })!.current;
        if (to < from) expect(["phase-entered", "reopened"]).toContain(story.events.at(-1)!.type);
        // Each visit ends where the next begins.
        const visits = visitsOf({ incident: after, policy });
        visits.slice(1).forEach(({ at: begun }, index) => expect(visits[index]!.endedAt).toBe(begun));
      }
    }),
    { numRuns: 300 },
  );
});

test("a timer of the checklist fires when it is on the list, once, and not when it is not", () => {
  fc.assert(
    fc.property(
      orders,
      fc.constantFrom(...phases.map((id) => `phase:${id}`), "runbook:ddos-attack"),
      (given, name) => {
        let story = start;
        let minute = 1;
        for (const [wanted, who, wait] of given) {
          minute += wait;
          const decided = decide(story.incident, { command: wanted, actor: by(who) }, setting, at(minute));
          if (decided.ok) story = record(story, decided.value, by(who), at(minute));
        }
        const listed = timersFor(story.incident, policy).find((timer) => timer.name === name);
        const isDue = listed !== undefined && listed.dueAt <= at(minute);
        const fired = decide(
          story.incident,
          { command: { do: "fire-timer", name }, actor: clock },
          setting,
          at(minute),
        );
        expect(fired.ok && fired.value.length > 0).toBe(isDue);
        if (!fired.ok || !isDue) return;
        const after = record(story, fired.value, clock, at(minute));
        const again = timersFor(after.incident, policy).find((timer) => timer.name === name);
        expect(again === undefined || again.dueAt > at(minute)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
