import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogue, presets } from "@muster/policy";
import type { Command, CommandName } from "./command.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolve.ts";
import type { Incident } from "./incident.ts";
import { nextSteps } from "./next-steps.ts";
import { person, ada, at, bo, by, clock, cy, declared, eve, examples, record } from "./testing.ts";
import { settingOf } from "./testing-policies.ts";
import { react } from "./react.ts";
import { explain } from "./explain.ts";
import { clocksFor } from "./filings/clocks-for.ts";
import { metAt } from "./response/targets.ts";
import type { Setting } from "./setting.ts";
import { timersFor } from "./timers.ts";

/*
 * Every command there is, in any order, by anybody, under each preset. The words in the commands are those of the policy more often than
 * not, so that orders get far: drafts are approved, evidence changes hands, reports are submitted late.
 */

const someone = fc.constantFrom(ada, bo, cy, eve, person("dee"));
const anyActor = fc.oneof(
  { weight: 6, arbitrary: someone.map((who) => by(who)) },
  { weight: 2, arbitrary: someone.map((who) => by(who, { inRoom: true, groups: ["decision-makers"] })) },
  { weight: 1, arbitrary: someone.map((who) => by(who, { isResponder: false })) },
  { weight: 1, arbitrary: someone.map((who) => by(who, { via: "github" })) },
  { weight: 1, arbitrary: fc.constant(clock) },
);

const hostile = [
  "",
  "   ",
  "x",
  "@everyone",
  "__proto__",
  "constructor",
  "toString",
  "a".repeat(5_000),
  "\u202e🦊",
];
const instants = [
  "2026-01-05 08:40",
  "2024-02-29 23:59",
  "2025-12-31 23:59",
  "10m",
  "3d",
  "tomorrow",
  "9999-99-99",
  "-1h",
];

/** What stands in a command's field, by the field's name: names that the policy knows, ids that are counted up, and nonsense. */
function wordsFor({ policy }: Setting): Record<string, readonly unknown[]> {
  const questions = Object.keys(policy.questions);
  const levels = Object.keys(policy.levels);
  const steps = Object.values(policy.phases).flatMap((phase) => Object.keys(phase.steps));
  const criteria = Object.entries(policy.levels).flatMap(([level, { criteria: all }]) =>
    Object.keys(all).map((id) => `${level}/${id}`),
  );
  const counted = (letter: string): string[] => [1, 2, 3].map((number) => `${letter}${number}`);
  return {
    level: [...levels, "unsure"],
    role: Object.keys(policy.roles),
    to: [ada, bo, cy, eve, null],
    owner: [ada, bo, null],
    facilitator: [cy, null],
    who: [ada, null],
    task: counted("T"),
    action: counted("A"),
    item: counted("E"),
    hold: counted("H"),
    draft: counted("D"),
    ask: counted("Q"),
    call: counted("C"),
    seq: [1, 2, 5, 99, -1],
    question: [...questions, "response", "detection"],
    answer: ["yes", "no", "unknown", "unsure", "a vault"],
    kind: Object.keys(policy.kinds),
    rule: [
      ...questions.flatMap((id) => [`${id}/yes`, `${id}/no`, `${id}/unknown`]),
      ...Object.keys(policy.escalations),
    ],
    criteria: [...criteria.map((one) => [one]), ["none"], ["unsure"], []],
    steps: steps.map((one) => [one]),
    step: steps,
    phase: Object.keys(policy.phases),
    runbook: Object.keys(policy.runbooks),
    where: Object.keys(policy.publications),
    template: [...Object.keys(policy.communications.templates), null],
    claim: Object.keys(policy.communications.claims),
    points: [Object.keys(policy.communications.checklist), []],
    clock: Object.keys(catalogue),
    outcome: ["not-applicable", "missed", "open"],
    anchor: ["became-aware", "classified-major", "card-data-suspected", "discovered"],
    whom: [...Object.keys(policy.groups), "nobody", "everybody"],
    minutes: [0, 1, 10, 100_000, -5],
    since: [...instants, null],
    until: [...instants, null],
    at: instants,
    submittedAt: [...instants, null],
    collectedAt: [...instants, null],
    nextUpdate: [...instants, null],
    due: instants,
    time: ["started", "detected", "declared", "mitigated", "resolved"],
    span: ["30m", "2h", "tomorrow"],
    reason: ["because", null],
    isCritical: [true, false, null],
    share: ["public", "internal", "vague"],
  };
}

type Move = { name: CommandName; picks: number[]; actor: ReturnType<typeof by>; waitMin: number };
const anyMove: fc.Arbitrary<Move> = fc.record({
  name: fc.constantFrom(...(Object.keys(examples) as CommandName[])),
  picks: fc.array(fc.nat(10_000), { minLength: 8, maxLength: 8 }),
  actor: anyActor,
  waitMin: fc.oneof(fc.integer({ min: 0, max: 45 }), fc.constantFrom(0, 600, 43_200)),
});

/** Fields whose example has a value and that may be left out all the same. */
const mayBeNull: readonly string[] = [
  "change-severity.reason",
  "call.reason",
  "dismiss-ask.reason",
  "add-action.owner",
  "assign-action.owner",
  "give-feedback.owner",
  "hand-evidence.to",
];
/** Closed lists of one command whose fields are called as another's. */
const alwaysKept: readonly string[] = ["give-task.kind", "classify-action.kind", "move-action.status"];
/** Closed lists that whoever reads a command keeps to, whatever a person typed. */
const closed: readonly string[] = ["span", "share", "time"];

function fits(field: string, value: unknown, said: unknown): boolean {
  if (said === null) return value === null || mayBeNull.includes(field);
  return value === null || (typeof said === typeof value && Array.isArray(said) === Array.isArray(value));
}

/** About half of all fields stay as the example has them. */
function commandOf({ name, picks }: Move, words: Record<string, readonly unknown[]>): Command {
  const changed = Object.entries(examples[name]).map(([field, value], index) => {
    const pick = picks[index % picks.length]!;
    const isKept = field === "do" || alwaysKept.includes(`${name}.${field}`) || pick % 2 === 0;
    if (isKept) return [field, value];
    const known = (words[field] ?? []).filter((said) => fits(`${name}.${field}`, value, said));
    if (known.length > 0 && (pick % 10 !== 1 || closed.includes(field)))
      return [field, known[(pick >> 1) % known.length]];
    return [field, typeof value === "string" ? hostile[(pick >> 1) % hostile.length] : value];
  });
  return Object.fromEntries(changed) as Command; // The shape is the example's own.
}

const everyTarget = ["ack", "response", "firstUpdate", "resolve"] as const;

/** What was met, when things happened, and what was said of reports: what a change of level must not touch. */
function settled(incident: Incident) {
  // Before the first level no clock ran, so nothing was met.
  if (incident.severity === null) return { met: [], anchors: incident.anchors, filings: incident.filings };
  const met = everyTarget.flatMap((target) => {
    const at = metAt(incident, target);
    return at === null ? [] : [[target, at]];
  });
  return { met, anchors: incident.anchors, filings: incident.filings };
}

test.each(Object.keys(presets))(
  "%s: whatever anybody asks in whatever order, each refusal has words, the timers are the state's own, and the record is the state",
  (preset) => {
    const setting = settingOf(`extends: ${preset}`);
    const { policy } = setting;
    const words = wordsFor(setting);
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(policy.levels), null),
        fc.array(anyMove, { minLength: 20, maxLength: 60 }),
        (level, moves) => {
          let story = declared({ level }, { setting });
          let minute = 0;
          for (const move of moves) {
            minute += move.waitMin;
            const before = story.incident;
            const due = timersFor(before, policy);
            const isTimer = move.name === "fire-timer" && due.length > 0;
            const command: Command = isTimer
              ? { do: "fire-timer", name: due[move.picks[0]! % due.length]!.name }
              : commandOf(move, words);
            const order = { command, actor: isTimer ? clock : move.actor };
            const decided = decide(before, order, setting, at(minute));
            if (!decided.ok) {
              const said = explain(decided.refused);
              expect(said).toMatch(/^.{5,}\s.{5,}/s);
              expect(said).not.toMatch(/undefined|\bNaN\b|\[object|Invalid Date/);
              continue;
            }
            story = record(story, decided.value, order.actor, at(minute));
            const after = story.incident;
            const events = story.events.slice(before.seq);

            const timers = timersFor(after, policy);
            expect(new Set(timers.map(({ name }) => name)).size).toBe(timers.length);
            expect(timers.filter(({ dueAt }) => Number.isNaN(dueAt.getTime()))).toEqual([]);
            expect(timersFor(JSON.parse(JSON.stringify(after)) as Incident, policy)).toEqual(timers);

            if (["change-severity", "classify", "say-level", "raise"].includes(command.do))
              expect(settled(after)).toEqual({
                ...settled(before),
                met: expect.arrayContaining(settled(before).met) as unknown,
              });
            for (const step of nextSteps(after, policy)) {
              expect(step).toMatch(/[.?…)]$|\/[a-z -]+$/);
              expect(step).not.toMatch(/undefined|\bNaN\b|\[object|Invalid Date|(?<![\w-])-\d+ (?:min|h)\b/);
            }
            for (const { text } of after.timeline.slice(before.timeline.length))
              expect(text).not.toMatch(/undefined|\[object|Invalid Date|(?<![\w-])-\d+ (?:min|h)\b/);
            for (const { submissions, dueAt } of clocksFor(after, policy)) {
              expect(dueAt === null || !Number.isNaN(Date.parse(dueAt))).toBe(true);
              expect(submissions.every(({ submittedAt }) => submittedAt <= at(minute).toISOString())).toBe(
                true,
              );
            }
            const effects = react(before, after, events).map((effect) => JSON.stringify(effect));
            expect(new Set(effects).size).toBe(effects.length);
          }
          const folded = story.events.reduce<Incident | null>(evolve, null);
          expect(folded).toEqual(story.incident);
          expect(JSON.parse(JSON.stringify(folded))).toEqual(folded);
        },
      ),
      { numRuns: 60 },
    );
  },
  120_000,
);
