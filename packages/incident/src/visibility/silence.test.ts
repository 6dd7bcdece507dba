import fc from "fast-check";
import { expect, test } from "vitest";
import { presets } from "@muster/policy";
import type { Command, CommandName } from "../command.ts";
import { decide } from "../decide.ts";
import type { Effect } from "../effect.ts";
import { react } from "../react.ts";
import { ada, at, bo, by, clock, cy, declared, examples, record } from "../testing.ts";
import { settingOf } from "../testing-policies.ts";
import { timersFor } from "../timers.ts";
import { exits, type Guard } from "./exits.ts";
import { everybody, mayKnow } from "./may-know.ts";

/* Whatever happens to a restricted incident, in whatever order, under each preset: where its effects go. */

const guardOf = (effect: Effect): Guard =>
  effect.kind === "keep" ? exits.surface[effect.surface] : exits.place[effect.place];

const moves = fc.array(
  fc.record({
    name: fc.constantFrom(...(Object.keys(examples) as CommandName[])),
    actor: fc.constantFrom(
      by(ada),
      by(bo),
      by(cy, { groups: ["decision-makers"] }),
      by(ada, { inRoom: true }),
    ),
    waitMin: fc.constantFrom(0, 5, 40, 600),
  }),
  { minLength: 10, maxLength: 40 },
);

test.each(Object.keys(presets))(
  "S3-62, %s: nothing of an incident that is restricted from the start ever goes where others read, until somebody lifts it",
  (preset) => {
    const setting = settingOf(`extends: ${preset}`);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(setting.policy.levels), null), moves, (level, steps) => {
        let story = declared({ level, restricted: "keys" }, { setting });
        let minute = 0;
        const check = (effects: Effect[]): void =>
          expect(effects.filter((effect) => !["inside", "approved"].includes(guardOf(effect)))).toEqual([]);
        check(react(null, story.incident, story.events));
        for (const { name, actor, waitMin } of steps) {
          minute += waitMin;
          const [due] = timersFor(story.incident, setting.policy);
          const isTimer = name === "fire-timer" && due !== undefined;
          const command: Command = isTimer ? { do: "fire-timer", name: due.name } : examples[name];
          const order = { command, actor: isTimer ? clock : actor };
          const decided = decide(story.incident, order, setting, at(minute));
          if (!decided.ok || decided.value.some(({ type }) => type === "restriction-lifted")) continue;
          const before = story.incident;
          story = record(story, decided.value, order.actor, at(minute));
          check(react(before, story.incident, story.events.slice(before.seq)));
          expect(mayKnow(story.incident, everybody)).toBe(false);
          expect(story.incident.opened.opsAlerts).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  },
);

test("S3-62: restricted later, the only effects for others are those that take back", () => {
  const setting = settingOf("extends: atrium");
  const open = declared({ level: "P1" }, { setting });
  const said = decide(open.incident, { command: examples.restrict, actor: by(ada) }, setting, at(5));
  const closed = record(open, said.ok ? said.value : [], by(ada), at(5));
  const effects = react(open.incident, closed.incident, closed.events.slice(open.events.length));
  const outward = effects.filter((effect) => guardOf(effect) === "withheld");
  expect(outward).toEqual([{ kind: "keep", surface: "ops-alert" }]);
});
