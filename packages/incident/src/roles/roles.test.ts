import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command } from "../command.ts";
import { decide } from "../decide.ts";
import { nextSteps } from "../next-steps.ts";
import type { Person } from "../person.ts";
import { ada, at, bo, by, clock, cy, eve, record, type Story } from "../testing.ts";
import { due, fire, settingOf, take, under } from "../testing-policies.ts";
import { holdersOf, leaderOf, offersOf } from "./holders.ts";

const settingOfSeal = settingOf("extends: seal");
const seal = under(settingOfSeal);
const atrium = under(settingOf("extends: atrium"));
const pci = under(settingOf("extends: pci"));

const offer = (role: string, to: Person): Command => ({ do: "offer-role", role, to });
const accept = (role: string): Command => ({ do: "accept-role", role });
const leave = (role: string): Command => ({ do: "leave-role", role });
const names = (story: Story, role: string): string[] =>
  holdersOf(story.incident, role).map(({ person }) => person.name);
const last = (story: Story): string => story.incident.timeline.at(-1)!.text;
const step = (story: Story, part: string, world = seal): string | undefined =>
  nextSteps(story.incident, world.policy).find((text) => text.includes(part));

/** Ada leads since minute 1. */
const led = seal.play(seal.declare("P1"), [1, accept("leader"), by(ada)]);

describe("several people in one role", () => {
  const two = seal.play(
    led,
    [2, offer("communications", bo)],
    [2, offer("communications", eve)],
    [3, accept("communications"), by(eve, { isResponder: false })],
    [4, accept("communications"), by(bo)],
  );

  test("S0-47: Communication Managers are asked side by side, and who accepts pushes nobody out", () => {
    expect(names(two, "communications")).toEqual(["eve", "bo"]);
  });

  test("S3-25, S3-26: the engineering team is as many people as take it", () => {
    const team = pci.play(
      pci.declare("Severity 1"),
      [1, take("engineering"), by(bo)],
      [2, take("engineering"), by(cy)],
    );
    expect(names(team, "engineering")).toEqual(["bo", "cy"]);
  });

  test("S0-3, S0-4: a role is given back by one without the other, and a person may keep another role", () => {
    const both = seal.play(two, [5, take("sme"), by(bo)], [6, leave("communications"), by(bo)]);
    expect(names(both, "communications")).toEqual(["eve"]);
    expect(names(both, "sme")).toEqual(["bo"]);
    expect(last(both)).toBe("bo gave back Communication Manager");
  });

  test("what one does not hold one cannot give back", () => {
    expect(seal.refusal(two, leave("leader"), by(bo))).toContain("You do not hold Incident Leader");
  });
});

describe("until somebody has accepted to lead", () => {
  const open = seal.declare("P1", by(eve));

  test("S0-5, S0-6, S0-41, B3: it is with whoever declared it, and the card says so", () => {
    expect(step(open, "Incident Leader")).toBe(
      "Incident Leader: waiting for ada to accept. Until then it is with eve, who declared it.",
    );
    const accepted = seal.play(open, [2, accept("leader"), by(ada)]);
    expect(step(accepted, "eve")).toBeUndefined();
    expect(accepted.incident.response.ledAt).toBe(at(2).toISOString());
  });

  test("a system that noticed it holds nothing", () => {
    const alert = by({ name: "alertmanager", discord: null, github: null }, { via: "alert" });
    expect(step(seal.declare("P1", alert), "Until then")).toBeUndefined();
  });

  test("B16: those on call are asked one after the other, 15 minutes each", () => {
    const second = seal.play(open, [15, fire("role:leader"), clock]);
    const third = seal.play(second, [30, fire("role:leader"), clock]);
    expect([open, second, third].map((story) => offersOf(story.incident, "leader")[0]?.to.name)).toEqual([
      "ada",
      "bo",
      "cy",
    ]);
    expect(due(third, seal.policy)["role:leader"]).toBe(45);
  });

  test("S1R-4: when nobody on call answers for a P0, the instruction to pause is given", () => {
    const silent = atrium.play(
      atrium.declare("P0"),
      [15, fire("role:commander"), clock],
      [30, fire("role:commander"), clock],
      [45, fire("role:commander"), clock],
    );
    expect(silent.events.at(-1)).toMatchObject({
      type: "role-offer-lapsed",
      isLadderExhausted: true,
      whenUnreachable: expect.stringMatching(/^Pause everything now: .*kill switch first, then the multisig/),
    });
    expect(offersOf(silent.incident, "commander")).toEqual([]);
  });

  test("S1R-1: when the week changes meanwhile, the next one asked is the first of the new week", () => {
    const setting = { ...settingOf("extends: atrium"), onCall: [eve, cy] };
    const lapse = { command: fire("role:commander"), actor: clock };
    const story = atrium.declare("P1");
    const decided = decide(story.incident, lapse, setting, at(15));
    if (!decided.ok) throw new Error("was refused");
    const next = record(story, decided.value, clock, at(15));
    expect(offersOf(next.incident, "commander")[0]).toMatchObject({ to: eve, ladderStep: 0 });
  });

  test("given back, the lead is offered to the next on call and not to the one who gave it back", () => {
    const left = seal.play(led, [5, leave("leader"), by(ada)]);
    expect(offersOf(left.incident, "leader")[0]?.to).toEqual(bo);
    expect(left.incident.response.ledAt).toBe(at(1).toISOString());
  });
});

describe("somebody who was asked by name", () => {
  const asked = seal.play(led, [2, offer("scribe", bo), by(ada)]);

  test("B3: is asked once more after 10 minutes, then the one who asked is told", () => {
    expect(due(asked, seal.policy)["role:scribe"]).toBe(12);
    const again = seal.play(asked, [12, fire("role:scribe"), clock]);
    expect(last(again)).toBe("No answer from bo for Scribe; asked once more");
    expect(due(again, seal.policy)["role:scribe"]).toBe(22);
    const told = seal.play(again, [22, fire("role:scribe"), clock]);
    expect(told.events.at(-1)).toMatchObject({ type: "role-offer-lapsed", to: bo, askedBy: ada });
    expect(offersOf(told.incident, "scribe")).toEqual([]);
  });

  test("is let into the room when they have no responder role, once", () => {
    const outside = by(ada, { outsiders: [eve.discord!] });
    const guest = seal.play(led, [2, offer("scribe", eve), outside], [3, offer("sme", eve), outside]);
    expect(guest.incident.response.guests).toEqual([eve]);
    const inside = seal.play(led, [2, offer("scribe", bo), outside]);
    expect(inside.incident.response.guests).toEqual([]);
  });

  test("and holds the role acts like a responder in this incident, and in no other", () => {
    const stranger = by(eve, { isResponder: false });
    const update: Command = { do: "update", text: "Users are told" };
    expect(seal.refusal(led, update, stranger)).toContain("Only responders");
    const held = seal.play(led, [2, offer("communications", eve)], [3, accept("communications"), stranger]);
    expect(seal.refusal(held, update, stranger)).toBeNull();
    expect(seal.refusal(seal.play(held, [4, leave("communications"), stranger]), update, stranger)).toContain(
      "Only responders",
    );
  });
});

test("B5, S0R-2: for P1 and P2 one person who leads and writes is said to be two; for P3 they are not", () => {
  for (const [level, isSaid] of [
    ["P1", true],
    ["P2", true],
    ["P3", false],
  ] as const) {
    const both = seal.play(seal.declare(level), [1, take("leader"), by(bo)], [2, take("scribe"), by(bo)]);
    expect(names(both, "scribe")).toEqual(["bo"]);
    expect(step(both, "is both Incident Leader and Scribe") !== undefined).toBe(isSaid);
  }
});

test("S0-45, S0-10: the Leader is reminded of the roles that nobody has, until they are filled", () => {
  expect(due(seal.declare("P3"), seal.policy)["fill"]).toBeUndefined();
  const small = seal.play(seal.declare("P3"), [1, accept("leader"), by(ada)]);
  expect(due(small, seal.policy)["fill"]).toBe(16);
  const reminded = seal.play(small, [16, fire("fill"), clock]);
  expect(last(reminded)).toBe("Reminder: nobody is Scribe");
  // A quarter of an hour later, or a little after it where another question is asked just then.
  expect(due(reminded, seal.policy)["fill"]).toBeGreaterThanOrEqual(31);
  expect(due(seal.play(reminded, [17, take("scribe"), by(bo)]), seal.policy)["fill"]).toBeUndefined();
});

test("S3-21, S3-22, S4-18, S4-19: whoever commands decides with a reason, and it is on record", () => {
  for (const world of [pci, under(settingOf("extends: trustledger"))]) {
    const level = Object.keys(world.policy.levels)[0]!; // Every preset has levels.
    const story = world.play(
      world.declare(level),
      [1, accept("commander"), by(ada)],
      [2, { do: "decide", text: "isolate the node", reason: "it spreads" }, by(ada)],
    );
    expect(leaderOf(story.incident, world.policy)).toEqual(ada);
    expect(story.incident.timeline.at(-1)).toMatchObject({ kind: "decision", by: ada });
  }
});

test("a record from before several people could hold a role is read as it was meant", () => {
  const old = record(
    seal.declare("P1"),
    [{ type: "role-accepted", role: "sme", roleName: "SME", from: null, isHandover: false }],
    by(bo),
    at(1),
  );
  expect(names(old, "sme")).toEqual(["bo"]);
});

describe("whatever people do with roles", () => {
  const people = [ada, bo, cy, eve];
  const ids = Object.keys(seal.policy.roles);
  const move = fc.record({
    do: fc.constantFrom(
      "offer-role",
      "accept-role",
      "decline-role",
      "take-role",
      "leave-role",
      "fire" as const,
    ),
    role: fc.constantFrom(...ids),
    who: fc.constantFrom(...people),
    to: fc.constantFrom(...people),
    after: fc.integer({ min: 0, max: 20 }),
  });

  test("one-person roles have one holder at most, nobody is offered what they hold, nobody stands twice, and exactly what waits for an answer has a clock", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let story = seal.declare("P1");
        let minute = 0;
        for (const { do: name, role, who, to, after } of moves) {
          minute += after;
          const command: Command =
            name === "fire"
              ? fire(`role:${role}`)
              : name === "offer-role"
                ? { do: name, role, to }
                : { do: name, role };
          const actor = name === "fire" ? clock : by(who);
          const decided = decide(story.incident, { command, actor }, settingOfSeal, at(minute));
          if (decided.ok) story = record(story, decided.value, actor, at(minute));
          for (const id of ids) {
            const holders = names(story, id);
            const asked = offersOf(story.incident, id).map((pending) => pending.to.name);
            if (!seal.policy.roles[id]!.isMany) expect(holders.length).toBeLessThanOrEqual(1);
            expect(new Set(holders).size).toBe(holders.length);
            expect(new Set(asked).size).toBe(asked.length);
            expect(holders.filter((holder) => asked.includes(holder))).toEqual([]);
          }
          const clocks = Object.keys(due(story, seal.policy)).filter((timer) => timer.startsWith("role:"));
          const waiting = ids.filter((id) => offersOf(story.incident, id).length > 0);
          expect(clocks.toSorted()).toEqual(waiting.map((id) => `role:${id}`).toSorted());
        }
      }),
      { numRuns: 60 },
    );
  });
});
