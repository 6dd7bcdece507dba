import { describe, expect, test } from "vitest";
import type { Command } from "../command.ts";
import { holdersOf } from "../roles/holders.ts";
import { ada, bo, by, clock, cy, eve, person, type Story } from "../testing.ts";
import { due, settingOf, told, under } from "../testing-policies.ts";

const people = ["ada", "bo", "cy"]
  .map((name) => `  ${name}: { discord: "${person(name).discord}", github: ${name} }`)
  .join("\n");
const experts = `people:\n${people}\nexperts:\n  smart-contracts: { primary: ada, backup: [bo, cy] }\n  frontend: { primary: cy }`;
const seal = under(settingOf(`extends: seal\n${experts}`));
const trust = under(settingOf("extends: trustledger"));

const call = (whom: string, reason: string | null = null): Command => ({ do: "call", whom, reason });
const answer = (id: string, who: typeof ada | null = null): Command => ({ do: "answer-call", call: id, who });
const silence = (id: string): Command => ({ do: "fire-timer", name: `call:${id}` });
const dee = person("dee");
const decider = by(dee, { isResponder: false, groups: ["decision-makers"] });
const texts = (story: Story) => story.incident.timeline.map(({ text }) => text);

describe("Decision Makers", () => {
  test("S0-43, S0-24: are called the moment a P1 is declared, in #ops-alerts and in its channel", () => {
    const story = seal.declare("P1");
    expect(story.incident.calls.calls).toMatchObject([
      { id: "C1", whom: "decision-makers", name: "Decision Makers", reason: "it is P1" },
    ]);
    expect(told(story)).toEqual(expect.arrayContaining(["ops-alert", "say room"]));
    expect(seal.declare("P2").incident.calls.calls).toEqual([]);
  });

  test("S0-43: are called when a lower incident is raised to P1, by a message of its own, and only once", () => {
    const low = seal.declare("P3");
    const raised = seal.play(low, [5, { do: "change-severity", level: "P1", reason: null }]);
    expect(raised.incident.calls.calls.map(({ whom }) => whom)).toEqual(["decision-makers"]);
    expect(told(raised, low)).toContain("say room");
    const again = seal.play(
      raised,
      [6, { do: "change-severity", level: "P2", reason: "less than we thought" }],
      [7, { do: "change-severity", level: "P1", reason: null }],
    );
    expect(again.incident.calls.calls).toHaveLength(1);
  });

  test("S0-11, S0-39: are called by whoever leads, with a reason, and one of them says that they are on it", () => {
    const story = seal.play(
      seal.declare("P2"),
      [3, call("Decision Makers", "the pause costs money")],
      [5, answer("C1"), decider],
    );
    expect(texts(story)).toContain("Called: Decision Makers, because the pause costs money");
    expect(texts(story)).toContain("dee is on it (Decision Makers)");
    expect(story.incident.calls.calls[0]).toMatchObject({ answeredBy: dee });
    expect(due(story, seal.policy)["call:C1"]).toBeUndefined();
  });

  test("whoever of them answers is the Decision Maker of the incident, once, and is not asked for any more", () => {
    const story = seal.play(seal.declare("P1"), [5, answer("C1"), decider]);
    expect(holdersOf(story.incident, "decision-maker")).toMatchObject([{ person: dee }]);
    const twice = seal.play(story, [6, answer("C1"), decider]);
    expect(twice.events).toEqual(story.events);
    // Who is only said to be on it has accepted nothing.
    const said = seal.play(seal.declare("P1"), [5, answer("C1", dee)]);
    expect(said.incident.calls.calls[0]).toMatchObject({ answeredBy: dee });
    expect(holdersOf(said.incident, "decision-maker")).toEqual([]);
  });

  test("S0R-3: can be reached around the clock, says the policy", () => {
    expect(seal.policy.groups["decision-makers"]).toMatchObject({
      reachable: "24/7",
      discordRole: "decision-maker",
    });
  });

  test("who is not one of them cannot answer for them, but a responder can say who was reached", () => {
    const story = seal.play(seal.declare("P1"));
    const outsider = by(eve, { isResponder: false });
    expect(seal.refusal(story, answer("C1"), outsider)).toContain("for Decision Makers");
    expect(seal.refusal(story, answer("C1"), by(bo))).toContain("/call answered");
    const reached = seal.play(story, [2, answer("C1", dee), by(bo)]);
    expect(texts(reached)).toContain("dee is on it (Decision Makers), as bo says");
  });

  test("a second press is no second answer", () => {
    const once = seal.play(seal.declare("P1"), [1, answer("C1"), decider]);
    expect(seal.play(once, [2, answer("C1"), decider]).events).toHaveLength(once.events.length);
  });

  test("B16: silence is told to whoever leads, with the policy's fallback, once", () => {
    const silent = seal.play(seal.declare("P1"), [15, silence("C1"), clock]);
    expect(silent.events.at(-1)).toMatchObject({
      type: "call-silent",
      fallback: expect.stringContaining("team-security@company.com"),
    });
    expect(due(silent, seal.policy)["call:C1"]).toBeUndefined();
    expect(seal.play(silent, [40, answer("C1"), decider]).incident.calls.calls[0]!.answeredBy).toEqual(dee);
  });
});

test("B16: calls that nobody answered at the same time are told of in one message", () => {
  const two = seal.play(seal.declare("P1"), [0, call("legal", "funds are lost")]);
  const silent = seal.play(two, [15, silence("C1"), clock]);
  expect(silent.events.slice(two.events.length)).toMatchObject([
    { type: "call-silent", name: "Decision Makers", also: [{ call: "C2", name: "Legal" }] },
  ]);
  expect(texts(silent).at(-1)).toBe("No answer from Decision Makers, Legal");
  expect(Object.keys(due(silent, seal.policy)).filter((name) => name.startsWith("call:"))).toEqual([]);
});

describe("experts", () => {
  test("S0-21, S0-44, S0R-5: the primary of a domain is called, then its backups, one after the other", () => {
    const called = seal.play(seal.declare("P2"), [
      1,
      call("smart-contracts", "the vault lets anybody withdraw"),
    ]);
    expect(called.incident.calls.calls[0]).toMatchObject({
      name: "Smart contracts",
      people: [{ name: "ada" }],
    });
    expect(due(called, seal.policy)["call:C1"]).toBe(16);

    const moved = seal.play(called, [16, silence("C1"), clock]);
    expect(moved.incident.calls.calls[0]!.people).toMatchObject([{ name: "bo" }]);
    expect(texts(moved).at(-1)).toBe("No answer from ada for Smart contracts; called bo");
    expect(due(moved, seal.policy)["call:C1"]).toBe(31);

    const exhausted = seal.play(moved, [31, silence("C1"), clock], [46, silence("C1"), clock]);
    expect(exhausted.events.at(-1)!.type).toBe("call-silent");
    expect(seal.play(exhausted, [50, answer("C1"), by(ada)]).incident.calls.calls[0]!.answeredBy).toEqual(
      ada,
    );
  });

  test("S0-21: the kind of an incident says which experts are called for it", () => {
    expect(seal.policy.kinds["exploit"]!.calls).toEqual(["smart-contracts", "security"]);
    expect(seal.policy.kinds["ddos"]!.calls).toEqual(["infrastructure"]);
  });

  test("one who is called need be no responder to answer", () => {
    const called = seal.play(seal.declare("P2"), [1, call("frontend")]);
    const answered = seal.play(called, [2, answer("C1"), by(cy, { isResponder: false })]);
    expect(answered.incident.calls.calls[0]!.answeredBy).toEqual(cy);
  });

  test("a domain for which nobody is named is refused with where to write them", () => {
    expect(seal.refusal(seal.declare("P2"), call("infrastructure"))).toContain(
      "`experts.infrastructure.primary`",
    );
    expect(seal.refusal(seal.declare("P2"), call("astrology"))).toContain("/call who");
  });

  test("whoever is called already is not called again", () => {
    const called = seal.play(seal.declare("P1"));
    expect(seal.refusal(called, call("decision-makers", "again"))).toContain("called already; no answer yet");
  });
});

test.each([
  [
    "S4-23: the extended team has its groups, each called in by its name",
    "security-experts",
    "Security experts",
  ],
  [
    "S4-24: the extended team has its groups, each called in by its name",
    "infrastructure-engineers",
    "Infrastructure engineers",
  ],
  [
    "S4-25: the extended team has its groups, each called in by its name",
    "smart-contract-developers",
    "Smart contract developers",
  ],
  [
    "S4-26: the extended team has its groups, each called in by its name",
    "community-managers",
    "Community managers",
  ],
])("%s (%#)", (_id, whom, name) => {
  const story = trust.play(trust.declare("P1"), [2, call(whom, "we need you")]);
  expect(story.incident.calls.calls).toMatchObject([{ whom, name }]);
});

test("S0-37: the link of the call is kept, and the room hears of it", () => {
  const before = seal.declare("P1");
  const story = seal.play(before, [1, { do: "set-bridge", link: "https://meet.example.org/abc" }]);
  expect(story.incident.calls.bridge).toBe("https://meet.example.org/abc");
  // Whoever reads the issue or the report is not let into the call.
  expect(JSON.stringify(story.incident.timeline)).not.toContain("meet.example.org");
  expect(told(story, before)).toContain("say room");
  expect(seal.refusal(before, { do: "set-bridge", link: "javascript:alert(1)" })).toContain("https://");
});

test("S0R-23: that SEAL 911 was contacted goes on record", () => {
  const story = seal.play(seal.declare("P1"), [4, { do: "record-packet", to: "seal-911", note: null }]);
  expect(texts(story)).toContain("SEAL 911 was contacted");
  expect(seal.refusal(story, { do: "record-packet", to: "batman", note: null })).toContain("`seal-911`");
});

test("a call in an incident without a channel is told in #ops-alerts", () => {
  const small = seal.declare("P4");
  expect(told(seal.play(small, [1, call("frontend")]), small)).toContain("say ops-alerts");
});

test("whoever is called is let into a channel that stands already", () => {
  const open = seal.declare("P2");
  expect(told(seal.play(open, [1, call("frontend")]), open)).toContain("channel");
});
