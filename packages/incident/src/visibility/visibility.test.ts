import { describe, expect, test } from "vitest";
import { decide } from "../decide.ts";
import { explain } from "../explain.ts";
import { nextSteps } from "../next-steps.ts";
import { ada, at, bo, by, cy, declared, eve, examples, person, type Story } from "../testing.ts";
import { settingOf, take, told, under } from "../testing-policies.ts";
import { audienceOf, everybody, inside, mayKnow } from "./may-know.ts";
import { membersOf } from "./members.ts";

const atrium = under(settingOf("extends: atrium"));
const seal = under(settingOf("extends: seal"));
const pci = under(settingOf("extends: pci"));
const dee = person("dee");
const mal = person("mal");

const names = ({ incident }: Story): string[] => membersOf(incident).people.map(({ name }) => name);
const sees = ({ incident }: Story, who: typeof ada, groups: string[] = []): boolean =>
  mayKnow(incident, audienceOf(by(who, { groups })));
const closed = (level = "P1"): Story =>
  declared(
    { level, restricted: "the hole is open" },
    { setting: settingOf("extends: atrium"), actor: by(eve) },
  );

describe("a restricted incident", () => {
  test("who is let in is told in the room once, wherever it was said", () => {
    const story = closed();
    const say = (inRoom: boolean): string[] =>
      told(atrium.play(story, [2, { do: "give-access", to: bo, reason: null }, by(eve, { inRoom })]), story);
    expect(say(false)).toContain("say room");
    // The answer stands there already, for all to read.
    expect(say(true)).not.toContain("say room");
  });

  test("S3-62: opens its room and nothing else, and nobody but those named may know of it", () => {
    const story = closed();
    expect(told(story)).toEqual(["channel", "status-card", "say reply", "say room"]);
    expect(story.incident.opened).toEqual({ channel: true, opsAlerts: false, issue: false });
    // Eve declared it; ada is on call and was offered the leading role.
    expect(names(story)).toEqual(["eve", "ada"]);
    expect([sees(story, eve), sees(story, ada), sees(story, bo), sees(story, mal)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(mayKnow(story.incident, everybody)).toBe(false);
    expect(mayKnow(story.incident, inside)).toBe(true);
  });

  test("S3-62: whoever gets a role, a task or a call is in; whoever hands it back is not for long", () => {
    const story = atrium.play(
      closed(),
      [1, { do: "offer-role", role: "scribe", to: cy }],
      [2, { ...examples["give-task"], to: bo }],
    );
    expect(names(story)).toEqual(["eve", "ada", "cy", "bo"]);
    const after = atrium.play(
      story,
      [3, { do: "decline-role", role: "scribe" }, by(cy)],
      [4, { do: "take-task", task: "T1" }, by(bo)],
      [5, { do: "finish-task", task: "T1", result: "restarted" }, by(bo)],
    );
    expect(names(after)).toEqual(["eve", "ada"]);
    expect(told(after, story)).toContain("channel");
  });

  test("S3-62: people and groups that the policy names are always in", () => {
    const setting = settingOf(
      "extends: atrium\npeople: { Gil: { discord: '100000000000000077' } }\nrestricted: { alwaysIn: [decision-makers, Gil] }",
    );
    const story = declared({ restricted: "keys" }, { setting, actor: by(eve) });
    expect(names(story)).toContain("Gil");
    expect(sees(story, mal, ["decision-makers"])).toBe(true);
    expect(sees(story, mal)).toBe(false);
  });

  test("no level and no rule opens what it keeps shut", () => {
    const raised = atrium.play(closed("P2"), [
      1,
      { do: "change-severity", level: "P0", reason: null },
      by(eve),
    ]);
    expect(raised.incident.opened).toEqual({ channel: true, opsAlerts: false, issue: false });
    expect(raised.incident.paged).toBe(false);
    const ended = atrium.play(raised, [2, examples.resolve, by(eve)]);
    expect(told(ended, raised)).not.toContain("ops-alert");
  });

  test("whoever is not in is refused as if there were no such incident", () => {
    const refused = (incident: Story["incident"]) =>
      decide(incident, { command: examples.note, actor: by(bo) }, settingOf("extends: atrium"), at(1));
    const said = refused(closed().incident);
    expect(said.ok ? "" : said.refused.because).toBe("not-found");
    expect(said.ok ? "" : explain(said.refused)).not.toContain("Withdrawals");
    expect(refused(declared().incident).ok).toBe(true);
  });
});

describe("access", () => {
  const invite = { do: "give-access", to: bo, reason: "wrote the relay" } as const;

  test("S3-62: an invitation and its end stand in the timeline, with who did it and why", () => {
    const story = atrium.play(
      closed(),
      [1, invite, by(eve)],
      [2, { do: "take-access", from: bo, reason: "off duty" }, by(eve)],
    );
    expect(
      story.incident.timeline.slice(-2).map(({ kind, text, by: who }) => [kind, who.name, text]),
    ).toEqual([
      ["access", "eve", "bo was let in, because wrote the relay"],
      ["access", "eve", "bo was taken out, because off duty"],
    ]);
    expect(sees(story, bo)).toBe(false);
  });

  test("whoever was taken out stays out, also by a group, until they are let in or given something to do", () => {
    const out = atrium.play(
      closed(),
      [1, invite, by(eve)],
      [2, examples.call, by(eve)],
      [3, { do: "take-access", from: bo, reason: "off duty" }, by(eve)],
    );
    expect(sees(out, bo, ["decision-makers"])).toBe(false);
    expect(sees(atrium.play(out, [4, invite, by(eve)]), bo)).toBe(true);
    const tasked = atrium.play(out, [4, { ...examples["give-task"], to: bo }, by(eve)]);
    expect(sees(tasked, bo)).toBe(true);
  });

  test("a request waits in the room for an answer; granted, they are in; refused, nothing else changes", () => {
    const ask = { do: "ask-access", reason: "I wrote that code" } as const;
    const asked = atrium.play(closed(), [1, ask, by(mal, { isResponder: false })]);
    expect(told(asked, closed())).toContain("say room");
    expect(nextSteps(asked.incident, atrium.policy).join()).toContain("mal asked to be let in");
    expect(nextSteps(asked.incident, atrium.policy, "outside").join()).not.toContain("mal");
    const again = atrium.play(asked, [2, ask, by(mal)]);
    expect(again.events).toHaveLength(asked.events.length);
    const who = mal.discord!; // Everybody here has an account.
    expect(sees(atrium.play(asked, [3, { do: "grant-access", who }, by(eve)]), mal)).toBe(true);
    const refused = atrium.play(asked, [3, { do: "refuse-access", who }, by(eve)]);
    expect(sees(refused, mal)).toBe(false);
    expect(refused.incident.access.asked).toEqual([]);
  });

  test("asking is answered the same where there is nothing to be let into, and where one is in already", () => {
    const ask = { do: "ask-access", reason: "let me see" } as const;
    for (const story of [declared(), closed()]) {
      const said = decide(
        story.incident,
        { command: ask, actor: by(eve) },
        settingOf("extends: atrium"),
        at(1),
      );
      expect(said).toEqual({ ok: true, value: [] });
    }
  });
});

describe("becoming restricted later", () => {
  const kind = { do: "set-kind", kind: "exploit" } as const;

  test("S3-62: a security kind at the top level closes what was open and says what could be read", () => {
    const open = seal.play(seal.declare("P1"), [3, examples.note, by(bo)]);
    const story = seal.play(open, [5, kind, by(ada)]);
    expect(story.incident.restricted?.why).toBe(
      "the policy restricts what is P1, of the kind Smart contract exploit",
    );
    expect(told(story, open)).toEqual(expect.arrayContaining(["channel", "ops-alert", "issue", "say room"]));
    expect(story.incident.access).toMatchObject({
      shown: ["room", "ops-alerts", "issue"],
      shownSince: at(0).toISOString(),
    });
    // Those who worked on it keep their room; whoever only could have read it does not.
    expect(sees(story, bo)).toBe(true);
    expect(sees(story, mal)).toBe(false);
  });

  test("a lower level, or another kind, stays open", () => {
    expect(seal.play(seal.declare("P2"), [5, kind]).incident.restricted).toBeNull();
    const ddos = seal.play(seal.declare("P1"), [5, { do: "set-kind", kind: "ddos" }]);
    expect(ddos.incident.restricted).toBeNull();
    const raised = seal.play(
      seal.declare("P2"),
      [5, kind],
      [6, { do: "change-severity", level: "P1", reason: null }],
    );
    expect(raised.incident.restricted).not.toBeNull();
  });

  test("S3-61: an answer can do it: data that a rule protects is suspected exposed", () => {
    const world = under(settingOf("extends: pci\nrestricted: { when: [{ answers: [data-accessed/yes] }] }"));
    const open = world.declare("Severity 3");
    const answer = (word: string) =>
      ({ do: "answer-question", question: "data-accessed", answer: word, note: null }) as const;
    expect(world.play(open, [1, answer("no")]).incident.restricted).toBeNull();
    expect(world.play(open, [1, answer("yes")]).incident.restricted?.why).toContain("is yes");
  });

  test("it is opened again by whoever leads or decides, with a reason, and the same rule does not close it again", () => {
    const story = seal.play(seal.declare("P1"), [5, kind]);
    expect(seal.refusal(story, { do: "lift-restriction", reason: "it is out" })).toContain("Whoever leads");
    const led = seal.play(story, [6, take("leader")], [7, { do: "lift-restriction", reason: "it is out" }]);
    expect(led.incident.restricted).toBeNull();
    expect(led.incident.opened).toEqual({ channel: true, opsAlerts: true, issue: true });
    const on = seal.play(led, [8, { do: "set-kind", kind: "ddos" }], [9, kind]);
    expect(on.incident.restricted).toBeNull();
    const decider = by(dee, { groups: ["decision-makers"] });
    expect(
      seal.play(story, [6, { do: "lift-restriction", reason: "it is out" }, decider]).incident.restricted,
    ).toBeNull();
  });
});

test("a guest whom nothing names any more loses the room; one who is invited keeps it", () => {
  const outsiders = [cy.discord!]; // Everybody here has an account.
  const open = pci.declare("Severity 1");
  const inOn = pci.play(open, [1, { ...examples["give-task"], to: cy }, by(ada, { outsiders })]);
  expect(inOn.incident.response.guests.map(({ name }) => name)).toEqual(["cy"]);
  const over = pci.play(inOn, [2, { do: "drop-task", task: "T1", reason: "I lack the key" }, by(cy)]);
  expect(over.incident.response.guests).toEqual([]);
  expect(told(over, inOn)).toContain("channel");
  const invited = pci.play(inOn, [
    2,
    { do: "give-access", to: mal, reason: null },
    by(ada, { outsiders: [mal.discord!] }),
  ]);
  expect(invited.incident.access.invited.map(({ name }) => name)).toEqual(["mal"]);
});
