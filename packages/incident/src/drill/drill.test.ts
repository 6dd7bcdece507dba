import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadPolicy, scenariosOf, type Policy } from "@muster/policy";
import { overdueActions } from "../actions/overdue.ts";
import type { Command, CommandName } from "../command.ts";
import { decide } from "../decide.ts";
import { errandsAfter } from "../errands-after.ts";
import { explain } from "../explain.ts";
import { clocksFor } from "../filings/clocks-for.ts";
import { nextSteps } from "../next-steps.ts";
import { react } from "../react.ts";
import {
  ada,
  at,
  bo,
  by,
  clock,
  cy,
  eve,
  examples,
  person,
  play,
  record,
  setting,
  type Story,
} from "../testing.ts";
import { settingOf } from "../testing-policies.ts";
import { timersFor } from "../timers.ts";
import { holdersOf, offersOf } from "../roles/holders.ts";
import { planned, rollcall } from "../testing-drills.ts";

const join: Command = { do: "join-drill" };
const begin: Command = { do: "begin-drill" };
const refused = (story: Story, command: Command, actor = by(ada), minute = 60): string => {
  const said = decide(story.incident, { command, actor }, setting, at(minute));
  return said.ok ? "" : explain(said.refused);
};
const timerNames = (story: Story): string[] =>
  timersFor(story.incident, setting.policy).map(({ name }) => name);
const injectedBy = (story: Story): string[] => story.incident.drill!.delivered.map(({ inject }) => inject);

/** Fires every timer up to the minute, as the engine would. */
function until(story: Story, minute: number, policy: Policy = setting.policy): Story {
  let now = story;
  for (let round = 0; round < 200; round++) {
    const due = timersFor(now.incident, policy).filter(({ dueAt }) => dueAt <= at(minute));
    const first = due.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
    if (first === undefined) return now;
    const order = { command: { do: "fire-timer", name: first.name } as const, actor: clock };
    const when =
      first.dueAt > new Date(now.events.at(-1)!.at) ? first.dueAt : new Date(now.events.at(-1)!.at);
    const said = decide(now.incident, order, { ...setting, policy }, when);
    if (!said.ok || said.value.length === 0) return now;
    now = record(now, said.value, clock, when);
  }
  return now;
}

describe("B27: a drill", () => {
  test("waits until somebody has signed up and begins it; its clocks run from then", () => {
    const plan = planned();
    expect(timerNames(plan)).toEqual([]);
    expect(nextSteps(plan.incident, setting.policy).at(-1)).toContain("presses Join");
    expect(refused(plan, begin)).toContain("Press Join first");
    expect(refused(plan, { do: "change-severity", level: "P0", reason: null })).toContain("has not begun");

    const running = play(plan, [4, join, by(bo)], [10, begin]);
    expect(running.incident.anchors.declared?.at).toBe(at(10).toISOString());
    expect(running.incident.anchors.detected?.at).toBe(at(10).toISOString());
    expect(refused(running, begin)).toContain("begun already");
    // Whoever pressed the button has said so to the room; it hears that once.
    const open = play(plan, [4, join, by(bo)]);
    const after = play(open, [10, begin, by(bo, { inRoom: true })]);
    expect(open.incident.opened.channel).toBe(true);
    const effects = react(open.incident, after.incident, after.events.slice(open.events.length));
    expect(effects.filter(({ kind }) => kind === "say")).toEqual([]);
  });

  test("brings its injects at their minutes, faster when it is compressed, and upon what people do", () => {
    const running = play(planned({ speed: 4 }), [0, join, by(bo)], [0, begin]);
    // Minute 5 of the scenario is over after 75 seconds, minute 9 after 135.
    expect(injectedBy(until(running, 2))).toEqual(["first-alert", "report"]);
    expect(injectedBy(until(running, 3))).toEqual(["first-alert", "report", "false-lead"]);

    const mitigated = play(
      until(running, 3),
      [3, { do: "change-severity", level: "P0", reason: null }, by(bo)],
      [3, examples.mitigate, by(bo)],
    );
    // Three minutes of the scenario after the mitigation.
    expect(injectedBy(until(mitigated, 3))).not.toContain("after-pause");
    expect(injectedBy(until(mitigated, 4))).toContain("after-pause");
  });

  test("takes whoever leads out of it, when the scenario says so", () => {
    const led = play(
      planned(),
      [0, join, by(bo)],
      [0, begin],
      [1, { do: "change-severity", level: "P0", reason: null }, by(bo)],
      [2, { do: "accept-role", role: "commander" }, by(bo)],
      [3, examples.mitigate, by(bo)],
    );
    const silent = until(led, 12).incident.drill!.delivered.find(({ inject }) => inject === "silence");
    expect(silent?.silenced?.name).toBe("bo");
  });

  test("offers roles to those who signed up alone, those on call first", () => {
    // ada and bo are on call; cy and bo have signed up.
    const running = play(planned(), [0, join, by(cy)], [0, join, by(bo)], [1, begin]);
    const set = play(running, [2, { do: "change-severity", level: "P0", reason: null }]);
    expect(offersOf(set.incident, "commander").map(({ to }) => to.name)).toEqual(["bo"]);
    const declined = play(set, [3, { do: "decline-role", role: "commander" }, by(bo)]);
    expect(offersOf(declined.incident, "commander").map(({ to }) => to.name)).toEqual(["cy"]);
    expect(refused(declined, { do: "offer-role", role: "scribe", to: eve })).toContain(
      "eve has not signed up",
    );
    expect(refused(declined, { ...examples["give-task"], to: eve })).toContain("Ask them to press Join");
  });

  test("is over when its time is, or when it is resolved; then it is closed and asks for nothing more", () => {
    const running = play(planned({ speed: 2 }), [0, join, by(bo)], [0, begin]);
    const over = until(running, 30);
    expect(over.incident.drill?.over).toMatchObject({ is: "ended", because: "time" });
    expect(over.incident.status).toBe("closed");
    expect(timerNames(over)).toEqual([]);

    const resolved = play(
      running,
      [5, { do: "change-severity", level: "P0", reason: null }, by(bo)],
      [6, examples.mitigate, by(bo)],
      [7, examples.resolve, by(bo)],
    );
    const ended = until(resolved, 8);
    // Nobody watches what was made up, and no meeting is asked for it.
    expect(nextSteps(ended.incident, setting.policy)).toEqual([
      "See how it went: /drill report. What was missing becomes action items: /drill gaps.",
    ]);
    expect(ended.incident.drill?.over).toMatchObject({ is: "ended", because: "resolved" });
    expect(ended.incident.postmortem).toBeNull();
    expect(timerNames(ended)).toEqual([]);
    expect(refused(ended, { do: "end-drill" })).toContain("is over");
    expect(refused(ended, examples.reopen)).toContain("this is a drill");
  });

  test("is aborted with a word, for a real incident for example, and has no report then", () => {
    const running = play(planned(), [0, join, by(bo)], [0, begin]);
    const aborted = play(running, [5, { do: "abort-drill", reason: "a real alert" }]);
    expect(aborted.incident).toMatchObject({ status: "closed", drill: { over: { is: "aborted" } } });
    const told = react(running.incident, aborted.incident, aborted.events.slice(running.events.length));
    expect(told).not.toContainEqual({ kind: "keep", surface: "drill-report" });
  });

  test("may be joined by the team and by nobody else", () => {
    const plan = planned();
    expect(refused(plan, join, by(eve, { isResponder: false }))).toContain("for the team");
    const guest = by(eve, { isResponder: false, groups: [Object.keys(setting.policy.groups)[0] ?? "x"] });
    const said = decide(plan.incident, { command: join, actor: guest }, setting, at(1));
    expect(said.ok).toBe(Object.keys(setting.policy.groups).length > 0);
    const twice = play(plan, [1, join, by(bo)], [2, join, by(bo)]);
    expect(twice.incident.drill?.participants).toHaveLength(1);
    expect(play(twice, [3, { do: "leave-drill" }, by(bo)]).incident.drill?.participants).toEqual([]);
  });

  test("no clock of the law runs, and what is for real incidents is refused in words", () => {
    const strict = settingOf("extends: pci");
    const running = play(planned(), [0, join, by(bo)], [0, begin]);
    expect(clocksFor(running.incident, strict.policy)).toEqual([]);
    expect(refused(running, examples["set-anchor"])).toContain("Say in the room what you would do");
    expect(refused(running, examples.merge)).toContain("this is a drill");
    expect(refused(running, examples["request-hotfix"])).toContain("A hotfix branch is for real incidents");
  });

  test("what it has shown to be missing becomes action items once, with an owner and a day", () => {
    const over = until(play(planned(), [0, join, by(bo)], [0, begin]), 60);
    const taken = play(over, [61, examples["take-gaps"]]);
    expect(taken.incident.actions).toMatchObject([
      { id: "A1", text: "Name a deputy for whoever leads", owner: { name: "bo" }, due: "2026-02-04" },
    ]);
    expect(refused(taken, examples["take-gaps"], by(ada), 62)).toContain("an action item already");
    expect(refused(over, { ...examples["take-gaps"], owner: null })).toContain("owner");
    const told = react(over.incident, taken.incident, taken.events.slice(over.events.length));
    expect(told).toEqual(
      expect.arrayContaining([
        { kind: "keep", surface: "drill-report" },
        { kind: "keep", surface: "tracker" },
      ]),
    );
    // From then on it is work like any other, also where everybody is reminded of what is overdue.
    const late = { now: new Date("2026-02-10T12:00:00Z"), withSnoozed: false };
    expect(overdueActions([taken.incident], setting.policy, late).map(({ item }) => item.id)).toEqual(["A1"]);
  });

  test("a role that is taken over counts as a handover, and what a clock does is nobody's move", () => {
    const led = play(
      planned(),
      [0, join, by(bo)],
      [0, join, by(cy)],
      [0, begin],
      [1, { do: "change-severity", level: "P0", reason: null }, by(bo)],
      [2, { do: "accept-role", role: "commander" }, by(bo)],
      [3, { do: "offer-role", role: "commander", to: cy }, by(bo)],
      [4, { do: "accept-role", role: "commander" }, by(cy)],
    );
    expect(holdersOf(led.incident, "commander")[0]?.person.name).toBe("cy");
    expect(led.incident.drill?.moves.map(({ move }) => move)).toEqual(["level", "led", "led", "handed-over"]);
    const unsure = until(play(planned(), [0, join, by(bo)], [0, begin]), 7);
    expect(unsure.incident.severity?.levelId).toBe("P0");
    expect(unsure.incident.drill?.moves).toEqual([]);
  });
});

describe("S4-107, S4-108, S4-109, S4-110: each scenario that comes along can be played", () => {
  test.each(scenariosOf(setting.policy).map(({ id }) => id))(
    "%s, from its first word to its end",
    (scenario) => {
      const plan = planned({ scenario });
      const running = play(plan, [0, join, by(bo)], [0, begin]);
      const injects = plan.incident.drill!.plan.injects;
      // Nobody does anything: what has a minute comes at it, in order.
      const idle = until(running, 60);
      const timed = injects.filter(({ atMin }) => atMin !== null).toSorted((a, b) => a.atMin! - b.atMin!);
      expect(injectedBy(idle)).toEqual(timed.map(({ id }) => id));
      expect(idle.incident.drill?.delivered.map(({ at: came }) => came)).toEqual(
        timed.map(({ atMin }) => at(atMin!).toISOString()),
      );
      expect(idle.incident.drill?.over).toMatchObject({ is: "ended", because: "time" });
      // Done what they wait for, the others come too.
      const acted = play(
        running,
        [1, { do: "change-severity", level: "P0", reason: null }, by(bo)],
        [2, examples["draft-public"], by(bo)],
        [3, examples["approve-public"], by(ada)],
        [4, examples.mitigate, by(bo)],
      );
      expect(injectedBy(until(acted, 60)).toSorted()).toEqual(injects.map(({ id }) => id).toSorted());
    },
  );
});

describe("S4-104: a roll-call", () => {
  const zoned = (): Policy => {
    const loaded = loadPolicy(
      [
        "extends: seal",
        "people:",
        `  ada: { discord: "${ada.discord}", timeZone: Europe/Berlin }`,
        `  bo: { discord: "${bo.discord}", timeZone: America/New_York }`,
        `  cy: { discord: "${cy.discord}" }`,
        "groups: { signers: { name: Signers, duty: Sign, people: [ada, bo, cy] } }",
      ].join("\n"),
      { file: "x" },
    );
    if (!loaded.ok) throw new Error(loaded.refused.map(({ message }) => message).join("\n"));
    return loaded.value.policy;
  };
  const answer: Command = { do: "answer-rollcall" };

  test("asks those whom the policy names, with their time zones, and records how long each took", () => {
    const asked = rollcall("signers", zoned());
    expect(asked.incident.drill?.plan.asked.map(({ person: who, timeZone }) => [who.name, timeZone])).toEqual(
      [
        ["ada", "Europe/Berlin"],
        ["bo", "America/New_York"],
        ["cy", null],
      ],
    );
    const told = play(asked, [2, answer, by(ada)], [30, answer, by(bo, { isResponder: false })]);
    expect(told.incident.drill?.answers.map(({ person: who, waitedMs }) => [who.name, waitedMs])).toEqual([
      ["ada", 120_000],
      ["bo", 1_800_000],
    ]);
    expect(play(told, [31, answer, by(ada)]).incident.drill?.answers).toHaveLength(2);
  });

  test("hears nobody whom it does not ask, asks for nothing else, and is over after its time", () => {
    const asked = rollcall("signers", zoned());
    expect(refused(asked, answer, by(eve))).toContain("does not ask you");
    expect(refused(asked, { do: "change-severity", level: "P1", reason: null })).toContain("roll-call");
    expect(timerNames(asked)).toEqual(["drill-end"]);
    expect(until(asked, 59).incident.drill?.over).toBeNull();
    expect(until(asked, 60).incident.drill?.over).toMatchObject({ because: "time" });
  });
});

test("an incident that is no drill knows none of it, and a drill is one for ever", () => {
  const real = play({ incident: planned().incident, events: planned().events });
  expect(real.incident.isDrill).toBe(true);
});

test("B27: whatever anybody does in a drill, nothing leaves its room, no clock of the law runs, and it stays a drill", () => {
  const inside = ["keep channel", "keep status-card", "say room", "say reply"];
  const afterwards = [...inside, "keep drill-report", "keep tracker"];
  const names = Object.keys(examples) as CommandName[];
  const someone = fc.constantFrom(ada, bo, cy, eve, person("dee"));
  const strict = settingOf("extends: trustledger");
  const move = fc.record({
    name: fc.constantFrom(...names),
    who: someone,
    isResponder: fc.boolean(),
    waitMin: fc.integer({ min: 0, max: 12 }),
    firesTimer: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 60 }), (moves) => {
      let story = play(
        planned({ policy: strict.policy, setting: strict }),
        [0, join, by(bo)],
        [0, join, by(cy)],
        [0, begin],
      );
      let minute = 0;
      const joined = new Set(["bo", "cy"]);
      for (const { name, who, isResponder, waitMin, firesTimer } of moves) {
        minute += waitMin;
        const due = timersFor(story.incident, strict.policy).filter(({ dueAt }) => dueAt <= at(minute));
        const isTimer = firesTimer && due.length > 0;
        const command = isTimer ? ({ do: "fire-timer", name: due[0]!.name } as const) : examples[name];
        const actor = isTimer ? clock : by(who, { isResponder });
        const said = decide(story.incident, { command, actor }, strict, at(minute));
        if (!said.ok) continue;
        const next = record(story, said.value, actor, at(minute));
        const events = next.events.slice(story.events.length);
        const effects = react(story.incident, next.incident, events).map((effect) =>
          effect.kind === "keep" ? `keep ${effect.surface}` : `say ${effect.place}`,
        );
        const isOver = next.incident.drill?.over?.is === "ended";
        expect(isOver ? afterwards : inside).toEqual(expect.arrayContaining(effects));
        const errands = errandsAfter(next.incident, events, strict.policy).map(({ errand }) => errand.do);
        expect(errands.filter((what) => !isOver || what !== "close-drill")).toEqual([]);
        expect(clocksFor(next.incident, strict.policy)).toEqual([]);
        expect(next.incident.isDrill).toBe(true);
        expect(next.incident.restricted).toBeNull();
        // Nobody is offered anything who has not signed up.
        const offered = Object.keys(next.incident.roles).flatMap((role) => offersOf(next.incident, role));
        for (const { person: one } of next.incident.drill?.participants ?? []) joined.add(one.name);
        for (const { to } of offered) expect([...joined]).toContain(to.name);
        story = next;
      }
    }),
    { numRuns: 60 },
  );
});
