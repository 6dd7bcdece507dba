import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command } from "../command.ts";
import { decide } from "../decide.ts";
import { nextSteps } from "../next-steps.ts";
import { isSamePerson, type Person } from "../person.ts";
import { taskTimers } from "./timers.ts";
import { ada, at, bo, by, clock, cy, eve, examples, person, record, type Story } from "../testing.ts";
import { due, fire, settingOf, take, under } from "../testing-policies.ts";
import { tasksAtHand } from "./lists.ts";
import type { TaskCommand } from "./vocabulary.ts";

const setting = settingOf("extends: seal");
const seal = under(setting);
const give = (to: Person, change: Partial<Extract<TaskCommand, { do: "give-task" }>> = {}): Command => ({
  do: "give-task",
  text: "Pause the vault",
  to,
  minutes: 10,
  kind: "fix",
  reason: null,
  ...change,
});
const yes = (task: string): Command => ({ do: "take-task", task });
const done = (task: string): Command => ({ do: "finish-task", task, result: null });
const states = (story: Story): string[] =>
  story.incident.tasks.list.map(({ id, to, status }) => `${id} ${to.name} ${status}`);
const last = (story: Story): string => story.incident.timeline.at(-1)!.text;

/** Ada leads, bo is the scribe. */
const team = seal.play(seal.declare("P1"), [1, take("leader"), by(ada)], [2, take("scribe"), by(bo)]);

/** The part's own timers, before asks are kept apart. */
const wanted = ({ incident }: Story): Record<string, number> =>
  Object.fromEntries(
    taskTimers({ incident, policy: seal.policy, level: null }).map(({ name, dueAt }) => [
      name,
      (dueAt.getTime() - at(0).getTime()) / 60_000,
    ]),
  );

describe("a task", () => {
  const given = seal.play(team, [5, give(cy), by(ada)]);

  test("S0-52, B7: has one named person, a time box and that person's word, and is on record", () => {
    expect(last(given)).toBe("T1 for cy, 10 min: Pause the vault");
    expect(seal.refusal(given, yes("T1"), by(bo))).toBe(
      "T1 is cy's. They or whoever hands out work can change it; ask them.",
    );
    const taken = seal.play(given, [7, yes("t1"), by(cy, { isResponder: false })]);
    expect(states(taken)).toEqual(["T1 cy taken"]);
    // The box begins when it is taken.
    expect(taken.incident.tasks.list[0]?.dueAt).toBe(at(17).toISOString());
  });

  test("B7: without a word its person is asked once more, then whoever gave it is told, and that is all", () => {
    expect(due(given, seal.policy)["task-unanswered:T1"]).toBe(10);
    const asked = seal.play(given, [10, fire("task-unanswered:T1"), clock]);
    expect(due(asked, seal.policy)["task-silent:T1"]).toBe(15);
    const told = seal.play(asked, [15, fire("task-silent:T1"), clock]);
    expect(Object.keys(due(told, seal.policy)).filter((name) => name.startsWith("task-"))).toEqual([]);
  });

  test("is asked about when its time is over, again after as long, and gets more time when its person says so", () => {
    const taken = seal.play(given, [7, yes("T1"), by(cy)]);
    expect(wanted(taken)["task-time:T1"]).toBe(17);
    // Another ask stands at 16, and they come five minutes apart.
    expect(due(taken, seal.policy)["task-time:T1"]).toBe(21);
    const asked = seal.play(taken, [21, fire("task-time:T1"), clock]);
    expect(last(asked)).toBe("Reminder: the time for T1 is over");
    expect(wanted(asked)["task-time:T1"]).toBe(31);
    const longer = seal.play(asked, [22, { do: "extend-task", task: "T1", minutes: 20 }, by(cy)]);
    expect(wanted(longer)["task-time:T1"]).toBe(42);
  });

  test("several whose time is over at once are asked about one after the other", () => {
    const two = seal.play(given, [5, give(eve), by(ada)], [7, yes("T1"), by(cy)], [7, yes("T2"), by(eve)]);
    const asks = Object.entries(due(two, seal.policy)).filter(([name]) => name.startsWith("task-time"));
    const [first, second] = asks.map(([, minute]) => minute).toSorted((a, b) => a - b);
    expect(second! - first!).toBeGreaterThanOrEqual(5);
  });

  test("has the policy's time box when it is given without one, and none of a day and a half", () => {
    const usual = seal.play(team, [5, give(cy, { minutes: null }), by(ada)]);
    expect(usual.incident.tasks.list[0]).toMatchObject({ minutes: 15 });
    for (const minutes of [0, 2_161]) {
      expect(seal.refusal(team, give(cy, { minutes }), by(ada))).toBe(
        "A task has 1 to 2160 minutes. For longer work add an action item: /action add.",
      );
    }
  });

  test("is done once, and can be handed back with a reason", () => {
    const over = seal.play(given, [6, yes("T1"), by(cy)], [8, done("T1"), by(cy)]);
    expect(decide(over.incident, { command: done("T1"), actor: by(ada) }, setting, at(9))).toEqual({
      ok: true,
      value: [],
    });
    expect(seal.refusal(over, yes("T1"), by(cy))).toBe(
      "T1 is done already. For more of it, give a new one: /task give.",
    );
    const back = seal.play(given, [6, { do: "drop-task", task: "T1", reason: "I lack the key" }, by(cy)]);
    expect(last(back)).toBe("T1 handed back, because I lack the key");
  });

  test("holds no secret", () => {
    const text = `sign with the private key 0x${"4f".repeat(32)}`;
    expect(seal.refusal(team, give(cy, { text }), by(ada))).toContain("rotate it");
  });
});

test("S0-53, B6: one at a time: the second waits, and begins when the first is closed", () => {
  const two = seal.play(team, [5, give(cy), by(ada)], [6, give(cy, { text: "Check the oracle" }), by(ada)]);
  expect(states(two)).toEqual(["T1 cy given", "T2 cy queued"]);
  expect(seal.refusal(two, yes("T2"), by(cy))).toContain("one at a time");
  expect(due(two, seal.policy)["task-unanswered:T2"]).toBeUndefined();
  const next = seal.play(two, [7, yes("T1"), by(cy)], [9, done("T1"), by(cy)]);
  expect(states(next)).toEqual(["T1 cy done", "T2 cy given"]);
  expect(due(next, seal.policy)["task-unanswered:T2"]).toBe(14);
  const handedBack = seal.play(two, [7, { do: "drop-task", task: "T1", reason: "busy" }, by(cy)]);
  expect(states(handedBack)).toEqual(["T1 cy dropped", "T2 cy given"]);
});

describe("S0-8: tasks are the Leader's to give", () => {
  test("others are told whom to ask; while nobody leads, anybody may", () => {
    expect(seal.refusal(team, give(cy), by(bo))).toBe(
      "Tasks are given by Incident Leader: ask ada. What you do yourself you can record with /incident note.",
    );
    expect(seal.refusal(seal.declare("P1"), give(cy), by(bo))).toBeNull();
  });

  test("a policy may let everybody give them", () => {
    const open = under(settingOf("extends: seal\ntasks: { givenBy: anyone }"));
    const led = open.play(open.declare("P1"), [1, take("leader"), by(ada)]);
    expect(open.refusal(led, give(cy), by(bo))).toBeNull();
  });
});

describe("B4, S0-15: the scribe fixes nothing", () => {
  test("unless it is no fix, or somebody says why it must be them", () => {
    expect(seal.refusal(team, give(bo), by(ada))).toBe(
      "bo is Scribe and fixes nothing meanwhile. Choose somebody else, or another `kind` if it is no fix, or say in `reason` why it must be bo.",
    );
    expect(seal.refusal(team, give(bo, { kind: "other" }), by(ada))).toBeNull();
    const told = seal.play(team, [5, give(bo, { reason: "nobody else is awake" }), by(ada)]);
    expect(last(told)).toBe("T1 for bo, 10 min: Pause the vault, because nobody else is awake");
  });

  test("somebody who becomes scribe with a fix at hand is said to be both", () => {
    const busy = seal.play(
      seal.declare("P1"),
      [1, take("leader"), by(ada)],
      [2, give(cy), by(ada)],
      [3, take("scribe"), by(cy)],
    );
    expect(nextSteps(busy.incident, seal.policy)).toContain(
      "cy is Scribe and has T1 to fix. Give one of them to somebody else.",
    );
  });

  test("where a level splits no small team, everybody may", () => {
    const small = under(settingOf("extends: seal\nlevels: { P1: { everybodyFixes: true } }"));
    const both = small.play(small.declare("P1"), [1, take("leader"), by(ada)], [2, take("scribe"), by(bo)]);
    expect(small.refusal(both, give(bo), by(ada))).toBeNull();
  });
});

test("more people with a task than one can keep in view are said to be too many", () => {
  const crowd = ["fay", "gus", "hal", "ivy", "jo", "kim", "lou", "max"].map((name) => person(name));
  const busy = (count: number): Story =>
    seal.play(
      team,
      ...crowd
        .slice(0, count)
        .map((who, index) => [10 + index, give(who), by(ada)] as [number, Command, ReturnType<typeof by>]),
    );
  const said = (story: Story): boolean =>
    nextSteps(story.incident, seal.policy).some((text) => text.includes("work for ada directly"));
  expect([said(busy(7)), said(busy(8))]).toEqual([false, true]);
});

test("tasks that are still open at the end are named, and end no incident", () => {
  const open = seal.play(team, [5, give(cy), by(ada)], [6, give(eve), by(ada)]);
  const mitigated = seal.play(open, [10, examples.mitigate]);
  expect(nextSteps(mitigated.incident, seal.policy)).toContain(
    "Open tasks: T1 (cy), T2 (eve). Close each: /task done or /task drop.",
  );
});

test("whatever people do with tasks, each has one at hand at most, and exactly those have a clock", () => {
  const people = [ada, cy, eve];
  const move = fc.record({
    what: fc.constantFrom("give", "take", "finish", "drop", "extend"),
    who: fc.constantFrom(...people),
    to: fc.constantFrom(...people),
    task: fc.integer({ min: 1, max: 6 }).map((number) => `T${number}`),
    after: fc.integer({ min: 0, max: 30 }),
  });
  const commandOf = (what: string, task: string, to: Person): Command =>
    what === "give"
      ? give(to, { kind: "look" })
      : what === "take"
        ? yes(task)
        : what === "finish"
          ? done(task)
          : what === "drop"
            ? { do: "drop-task", task, reason: "busy" }
            : { do: "extend-task", task, minutes: 5 };
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      let story = team;
      let minute = 3;
      for (const { what, who, to, task, after } of moves) {
        minute += after;
        const order = { command: commandOf(what, task, to), actor: by(who) };
        const decided = decide(story.incident, order, setting, at(minute));
        if (decided.ok) story = record(story, decided.value, by(who), at(minute));
        const atHand = tasksAtHand(story.incident);
        for (const one of people) {
          expect(atHand.filter((known) => isSamePerson(known.to, one)).length).toBeLessThanOrEqual(1);
          const waits = story.incident.tasks.list.some(
            (known) => known.status === "queued" && isSamePerson(known.to, one),
          );
          if (waits) expect(atHand.some((known) => isSamePerson(known.to, one))).toBe(true);
        }
        const clocks = Object.keys(due(story, seal.policy)).filter((name) => name.startsWith("task-"));
        expect(clocks.map((name) => name.split(":")[1]).toSorted()).toEqual(
          atHand.map(({ id }) => id).toSorted(),
        );
      }
    }),
    { numRuns: 80 },
  );
});
