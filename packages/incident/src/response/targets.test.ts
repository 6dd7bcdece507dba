import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextSteps } from "../next-steps.ts";
import { ada, at, bo, by, clock, cy, eve, examples, person, type Story } from "../testing.ts";
import { due, fire, settingOf, take, under } from "../testing-policies.ts";
import { metAt } from "./targets.ts";
import { targetNames } from "./vocabulary.ts";

const atrium = under(settingOf("extends: atrium"));
const seal = under(settingOf("extends: seal"));

/** Minutes after the declaration at which each target is due. */
const targets = ({ incident }: Story): Record<string, number> =>
  Object.fromEntries(
    Object.entries(incident.response.dueAt).map(([name, time]) => [
      name,
      (new Date(time).getTime() - at(0).getTime()) / 60_000,
    ]),
  );
const raise = (level: string, reason: string | null = null) =>
  ({ do: "change-severity", level, reason }) as const;

describe("targets of a level", () => {
  test("S1R-2: Atrium's three upper levels say how soon somebody leads, speaks and is done", () => {
    expect(targets(atrium.declare("P0"))).toEqual({ ack: 5, firstUpdate: 15, resolve: 60 });
    expect(targets(atrium.declare("P1"))).toEqual({ ack: 15, response: 60, firstUpdate: 30, resolve: 240 });
    expect(targets(atrium.declare("P2"))).toEqual({
      ack: 60,
      response: 1_440,
      firstUpdate: 240,
      resolve: 1_440,
    });
    expect(targets(atrium.declare("P3"))).toEqual({});
  });

  test("S1-4, S1-5: the hour of a P1 and the day of a P2 are clocks, and end when somebody leads", () => {
    const open = atrium.declare("P1");
    expect(due(open, atrium.policy)).toMatchObject({ "target:ack": 15, "target:response": 60 });
    expect(due(atrium.declare("P2"), atrium.policy)).toMatchObject({ "target:response": 1_440 });
    const late = atrium.play(open, [60, fire("target:response"), clock]);
    expect(late.incident.timeline.at(-1)?.text).toBe(
      "Reminder: nobody is Incident commander yet, and the time to respond is over",
    );
    expect(due(late, atrium.policy)["target:response"]).toBeUndefined();
    const led = atrium.play(open, [10, take("commander"), by(bo)]);
    expect(due(led, atrium.policy)["target:ack"]).toBeUndefined();
    expect(metAt(led.incident, "ack")).toBe(at(10).toISOString());
    expect(atrium.play(open, [10, take("scribe"), by(bo)]).incident.response.ledAt).toBeNull();
  });

  test("S1-5: a P2 that nobody answered within its time says so where it is read, until somebody says a word", () => {
    const said = (story: Story): string | undefined =>
      nextSteps(story.incident, atrium.policy).find((text) => text.includes("answered in time"));
    const open = atrium.declare("P2");
    expect(said(open)).toBeUndefined();
    const late = atrium.play(open, [60, fire("target:ack"), clock]);
    expect(said(late)).toBe("Nobody has answered in time. Say who looks at it: /incident update.");
    expect(said(atrium.play(late, [70, examples.update]))).toBeUndefined();
  });

  test("an update and the resolution meet theirs, the first time", () => {
    const story = atrium.play(
      atrium.declare("P1"),
      [7, examples.update],
      [9, examples.update],
      [50, examples.resolve],
      [60, examples.reopen],
    );
    expect(metAt(story.incident, "firstUpdate")).toBe(at(7).toISOString());
    expect(metAt(story.incident, "resolve")).toBe(at(50).toISOString());
  });
});

describe("B2: a change of level", () => {
  test("raised, a clock becomes no later than it was and counts from the change where that is sooner", () => {
    const raised = atrium.play(atrium.declare("P2"), [50, raise("P0")]);
    // P2 gave until 60; five minutes after the change is sooner.
    expect(targets(raised)).toEqual({ ack: 55, response: 1_440, firstUpdate: 65, resolve: 110 });
    const soon = atrium.play(atrium.declare("P1"), [14, raise("P0")]);
    expect(targets(soon)["ack"]).toBe(15);
  });

  test("what was met stays met, with the time at which it was due", () => {
    const met = atrium.play(atrium.declare("P1"), [10, take("commander"), by(bo)], [30, raise("P0")]);
    expect(targets(met)["ack"]).toBe(15);
    expect(metAt(met.incident, "ack")).toBe(at(10).toISOString());
    expect(due(met, atrium.policy)["target:ack"]).toBeUndefined();
  });

  test("lowered, a clock counts from the declaration with the time of the lower level", () => {
    const lower = atrium.play(atrium.declare("P0"), [3, raise("P1", "one user")]);
    expect(targets(lower)).toEqual({ ack: 15, response: 60, firstUpdate: 30, resolve: 240 });
  });

  test("the history is kept, with the reason", () => {
    const lower = atrium.play(atrium.declare("P0"), [3, raise("P1", "one user")]);
    expect(lower.incident.timeline.filter(({ kind }) => kind === "severity").map(({ text }) => text)).toEqual(
      [expect.stringMatching(/P0: Fund loss/), expect.stringMatching(/P0 → P1: .*, because one user$/)],
    );
  });

  test("whatever comes in whatever order, a met clock is never lost and never met again, and raising never gives more time", () => {
    const step = fc.record({
      what: fc.constantFrom("P0", "P1", "P2", "P3", "lead", "write", "update"),
      after: fc.integer({ min: 0, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let story = atrium.declare("P2");
        let minute = 0;
        for (const { what, after } of steps) {
          minute += after;
          const before = story;
          const level = before.incident.severity!; // Declared with one.
          const metBefore = targetNames.map((name) => metAt(before.incident, name));
          if (what === level.levelId || (what === "lead" && before.incident.response.ledAt !== null))
            continue;
          const command =
            what === "lead"
              ? take("commander")
              : what === "write"
                ? take("scribe")
                : what === "update"
                  ? examples.update
                  : raise(what, "why");
          story = atrium.play(before, [minute, command, by(bo)]);
          for (const [at_, name] of targetNames.entries()) {
            const met = metBefore[at_] ?? null;
            if (met !== null) {
              expect(metAt(story.incident, name)).toBe(met);
              const wasDue = before.incident.response.dueAt[name];
              if (wasDue !== undefined) expect(story.incident.response.dueAt[name]).toBe(wasDue);
            }
            const was = before.incident.response.dueAt[name];
            const isRaised = (story.incident.severity?.rank ?? 0) < level.rank;
            if (isRaised && was !== undefined)
              expect((story.incident.response.dueAt[name] ?? "9") <= was).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

test("S0-42, B15: a P1 with more people in it than it should begin with says so, and nobody is turned away", () => {
  const crowd = ["fay", "gus", "hal", "ivy"].map((name) => person(name));
  const smes = crowd.map((who, index) => [index + 3, take("sme"), by(who)] as const);
  const six = seal.play(
    seal.declare("P1"),
    [1, take("leader"), by(ada)],
    [2, take("scribe"), by(bo)],
    ...smes.map(
      ([minute, command, actor]) => [minute, command, actor] as [number, typeof command, typeof actor],
    ),
  );
  const said = (story: Story): boolean =>
    nextSteps(story.incident, seal.policy).some((text) => text.includes("people are in on this"));
  expect(said(six)).toBe(false);
  const seven = seal.play(six, [9, take("communications"), by(cy)]);
  expect(said(seven)).toBe(true);
  // Somebody who is in already does not count twice.
  expect(said(seal.play(six, [9, take("communications"), by(bo)]))).toBe(false);
  const other = seal.play(
    seal.declare("P2"),
    ...crowd.map(
      (who) => [1, take("sme"), by(who)] as [number, ReturnType<typeof take>, ReturnType<typeof by>],
    ),
    [2, take("leader"), by(eve)],
    [3, take("scribe"), by(ada)],
    [4, take("communications"), by(bo)],
  );
  expect(said(other)).toBe(false);
});
