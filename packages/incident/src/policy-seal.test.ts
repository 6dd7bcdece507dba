import { expect, test } from "vitest";
import { nextSteps } from "./next-steps.ts";
import { ada, at, bo, by, clock, cy, eve, examples } from "./testing.ts";
import { due, everywhere, fire, missing, outcome, settingOf, take, told, under } from "./testing-policies.ts";

const seal = under(settingOf("extends: seal"));

const coreTeam = ["Incident Leader", "Scribe", "Communication Manager"];

/** A P1 calls the Decision Makers in its channel as well. */
const everywhereWithCall = [...everywhere, "say room"];

test("S0-24: P1 opens everything, pages, asks for Decision Makers, is updated every 30 min and reviewed in a week", () => {
  expect(outcome(seal, "P1")).toEqual({
    level: "P1",
    tells: everywhereWithCall,
    isPaged: true,
    missing: [...coreTeam, "Decision Maker", "Subject Matter Expert"],
    due: {
      update: 30,
      "role:leader": 15,
      "target:ack": 15,
      "public-next": 50,
      "question:scope": 30,
      "call:C1": 15,
    },
    postmortemDueAt: "2026-01-12T10:00:00.000Z",
  });
});

test("S0-25: P2 does so too, without Decision Makers, and tells the public after an hour of downtime", () => {
  expect(outcome(seal, "P2")).toEqual({
    level: "P2",
    tells: everywhere,
    isPaged: true,
    missing: [...coreTeam, "Subject Matter Expert"],
    due: {
      update: 60,
      "public-update:Community channels": 60,
      "role:leader": 15,
      "target:ack": 15,
      "question:scope": 30,
    },
    postmortemDueAt: "2026-01-12T10:00:00.000Z",
  });
});

test("S0-26: P3 has a channel, wakes nobody and is updated every 4 hours", () => {
  expect(outcome(seal, "P3")).toEqual({
    level: "P3",
    tells: everywhere,
    isPaged: false,
    missing: ["Incident Leader", "Scribe"],
    due: { update: 240, "question:scope": 30, "role:leader": 15, "target:response": 240 },
    postmortemDueAt: "2026-01-12T10:00:00.000Z",
  });
});

test.each(["P4", "P5"])("%s is an issue, calls nobody and owes nothing", (level) => {
  expect(outcome(seal, level)).toEqual({
    level,
    tells: ["issue", "say reply"],
    isPaged: false,
    missing: [],
    due: {},
    postmortemDueAt: null,
  });
});

test("S0-27, S0-28: P4 and P5 open no channel; raised to P1 they open it and page", () => {
  for (const level of ["P4", "P5"]) {
    const small = seal.declare(level);
    expect(told(small)).not.toContain("channel");
    const raised = seal.play(small, [5, { do: "change-severity", level: "P1", reason: null }]);
    expect(told(raised, small)).toEqual(["channel", "status-card", "ops-alert", "issue", "say room"]);
    expect(raised.incident.paged).toBe(true);
  }
});

test("S0-23: whoever is unsure gets the highest level, and so does an incident that nobody classifies", () => {
  expect(seal.declare("unsure").incident.severity?.levelId).toBe("P1");
  const open = seal.declare(null);
  expect(due(open, seal.policy)).toEqual({ unsure: 5 });
  expect(seal.play(open, [5, fire("unsure"), clock]).incident.severity?.levelId).toBe("P1");
});

test("S0-3: one person may hold several roles", () => {
  const { roles } = seal.play(
    seal.declare("P3"),
    [1, take("leader"), by(bo)],
    [2, take("scribe"), by(bo)],
  ).incident;
  expect([roles["leader"]?.holder, roles["scribe"]?.holder]).toEqual([bo, bo]);
});

test("S0-4, S0-41: a role moves during the incident when the one who is asked accepts, and both times are on record", () => {
  const led = seal.play(seal.declare("P1"), [1, { do: "accept-role", role: "leader" }, by(ada)]);
  const offered = seal.play(led, [5, { do: "offer-role", role: "leader", to: bo }, by(ada)]);
  expect(offered.incident.roles["leader"]?.holder).toEqual(ada);
  const moved = seal.play(offered, [9, { do: "accept-role", role: "leader" }, by(bo)]);
  expect(moved.incident.roles["leader"]).toMatchObject({ holder: bo, heldSince: at(9).toISOString() });
  expect(moved.incident.timeline.at(-1)?.text).toBe("bo is Incident Leader, handed over by ada");
});

test("S0-5, S0-6: whoever declares is on record as the one who noticed it, and has no role to do", () => {
  const { incident } = seal.declare("P1", by(eve));
  expect(incident.reporter).toEqual(eve);
  expect(incident.timeline[0]).toMatchObject({ kind: "declared", by: eve });
  expect(Object.values(incident.roles).map(({ holder, offer }) => holder ?? offer?.to)).toEqual([ada]);
});

test("S0-7: there is one Incident Leader at a time", () => {
  const led = seal.play(seal.declare("P1"), [1, take("leader"), by(bo)]);
  expect(seal.refusal(led, take("leader"), by(cy))).toBe(
    "bo holds Incident Leader. To hand it over, offer it: /incident role.",
  );
});

test("S0-9, S0-14: a decision is recorded with its reason, and not without", () => {
  const open = seal.declare("P1");
  expect(seal.refusal(open, { do: "decide", text: "pause the bridge", reason: " " })).toContain(
    "`reason` is empty",
  );
  const decided = seal.play(open, [3, examples.decide]);
  expect(decided.incident.timeline.at(-1)).toMatchObject({
    kind: "decision",
    text: "Decision: pause the bridge, because stops the loss",
  });
});

test("S0-10, S0-45: the card names every role that is missing until somebody has it", () => {
  const led = seal.play(
    seal.declare("P2"),
    [1, { do: "accept-role", role: "leader" }, by(ada)],
    [2, take("scribe"), by(bo)],
  );
  expect(missing(led, seal.policy)).toEqual(["Communication Manager", "Subject Matter Expert"]);
});

test("S0-13: all times on record are UTC", () => {
  const story = seal.play(seal.declare("P1"), [60, examples.resolve]);
  for (const { at: time, recordedAt } of story.incident.timeline) {
    expect([time, recordedAt]).toEqual([expect.stringMatching(/Z$/), expect.stringMatching(/Z$/)]);
  }
});

test("public words are asked of people and wait for an approval", () => {
  expect(nextSteps(seal.declare("P1").incident, seal.policy)).toContain(
    "Public: Update drafted by the Communication Manager. Have it approved before it goes out: /comms draft.",
  );
});

test("S0-35: one command opens the channel with its card, the message to responders and the issue", () => {
  expect(told(seal.declare("P1"))).toEqual(everywhereWithCall);
});

test("S0-38: the channel is called by a brief description, safe for Discord", () => {
  const story = seal.declare("P1");
  expect(story.incident.slug).toBe("withdrawals-fail");
  expect(told(story)).toContain("channel");
});

test("S0-65: the post-mortem is reminded of 3 days and 1 day before its week is over, and daily after it", () => {
  let story = seal.play(seal.declare("P1"), [0, examples.resolve]);
  for (const hours of [96, 144, 168, 192, 216]) {
    expect(due(story, seal.policy)).toMatchObject({ postmortem: hours * 60 });
    story = seal.play(story, [hours * 60, fire("postmortem"), clock]);
  }
});

test("S0-75, S0-76: silence is noticed sooner the higher the level", () => {
  const silence = ["P1", "P2", "P3"].map((level) => due(seal.declare(level), seal.policy)["update"]);
  expect(silence).toEqual([30, 60, 240]);
});
