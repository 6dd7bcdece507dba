import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Command } from "../command.ts";
import { decide } from "../decide.ts";
import { nextSteps } from "../next-steps.ts";
import { explain } from "../explain.ts";
import { react } from "../react.ts";
import { ada, at, bo, by, clock, cy, declared, eve, person, record, type Story } from "../testing.ts";
import { due, settingOf, take, told, under, skipGates } from "../testing-policies.ts";
import { isSamePerson } from "../person.ts";
import { claimsIn, personalDataIn } from "./claims.ts";
import { downtimeMin } from "./downtime.ts";
import { levelOf } from "./draft.ts";
import { labelOfDraft, publicationsOf } from "./drafts.ts";
import { publicDues, timers } from "./due.ts";
import { commsExamples as examples } from "./testing.ts";

const seal = under(settingOf("extends: seal"));
const atrium = under(settingOf("extends: atrium"));
const pci = under(settingOf("extends: pci"));
const trust = under(settingOf("extends: trustledger"));
const allFive = ["approved", "verified", "no-cause", "action", "next"];
const dee = person("dee");
const decider = by(dee, { isResponder: false, groups: ["decision-makers"] });

const draft = (where: string, text: string, nextUpdate: string | null = "1h"): Command => ({
  do: "draft-public",
  where,
  template: null,
  blocks: [],
  text,
  nextUpdate,
});
const approve = (label: string, points = allFive): Command => ({
  do: "approve-public",
  draft: label,
  points,
});
const publish = (label: string): Command => ({ do: "publish-public", draft: label });
const only = (story: Story) => story.incident.comms.drafts[0]!;

/** A P1 under SEAL that ada leads, with words by cy. */
const led = seal.play(seal.declare("P1"), [1, take("leader"), by(ada)], [1, take("communications"), by(cy)]);
const drafted = seal.play(led, [2, draft("Community channels", "The vault is paused."), by(cy)]);

describe("S0-78, B12: nothing leaves without an approval", () => {
  test("by the Incident Leader or a Decision Maker, who need not be a responder", () => {
    expect(seal.refusal(drafted, publish("D1"), by(cy))).toContain("not approved");
    expect(seal.refusal(drafted, approve("D1"), by(bo))).toBe(
      "Only Incident Leader or Decision Maker approves this (now ada). Ask them to press Approve.",
    );
    for (const who of [by(ada), decider]) {
      const out = seal.play(drafted, [3, approve("D1"), who], [4, publish("D1"), by(cy)]);
      expect(publicationsOf(out.incident)).toMatchObject([
        { where: "Community channels", text: "The vault is paused.\n\nNext update by 10:02 UTC." },
      ]);
    }
    expect(seal.refusal(drafted, approve("D1"), by(eve, { isResponder: false }))).toContain("Only ");
  });

  test("at the highest level never by somebody who wrote a part of it; below that the Leader may", () => {
    const touched = seal.play(drafted, [
      3,
      { do: "edit-public", draft: "D1", text: "The vault is paused. All is quiet.", nextUpdate: "1h" },
      by(ada),
    ]);
    expect(seal.refusal(touched, approve("D1.2"))).toBe(
      "cy and ada wrote D1.2, and the policy asks for a second person. Somebody else must approve it.",
    );
    const lower = seal.play(
      seal.declare("P2"),
      [1, take("leader")],
      [2, draft("Community channels", "Slow.")],
    );
    const own = seal.play(lower, [3, approve("D1")]);
    expect(only(own).approval?.by).toEqual(ada);
    // Raised before it went out: now it needs a second person after all.
    const raised = seal.play(own, [4, { do: "change-severity", level: "P1", reason: null }]);
    expect(seal.refusal(raised, publish("D1"))).toContain("asks for a second person");
  });

  test("S0R-6: with every one of the five points ticked", () => {
    for (const left of allFive) {
      const points = allFive.filter((point) => point !== left);
      expect(seal.refusal(drafted, approve("D1", points))).toContain("Not ticked");
    }
  });

  test("of the very text: any edit and any other ping makes it void", () => {
    const approved = seal.play(drafted, [3, approve("D1")]);
    const edit: Command = { do: "edit-public", draft: "D1", text: "Other words.", nextUpdate: "1h" };
    const edited = seal.play(approved, [4, edit, by(cy)]);
    expect(seal.refusal(edited, publish("D1.2"))).toContain("not approved");
    expect(seal.refusal(edited, approve("D1"))).toContain("it is D1.2 now");
    const called = seal.play(approved, [4, { do: "set-public-mention", draft: "D1", whom: "everyone" }]);
    expect(only(called)).toMatchObject({ approval: null, version: 2, mention: "everyone" });
    const same = { ...edit, text: only(approved).text, nextUpdate: null };
    expect(only(seal.play(approved, [4, same])).approval).not.toBeNull();
  });

  test("and who rejects it says why", () => {
    const rejected = seal.play(drafted, [3, { do: "reject-public", draft: "D1", reason: "names a cause" }]);
    expect(nextSteps(rejected.incident, seal.policy)).toContain(
      "Public: D1 for Community channels was rejected: /comms edit.",
    );
  });
});

test("no sequence of commands publishes a text that was not approved byte for byte by somebody allowed", () => {
  const people = [by(ada), by(cy), decider, by(bo), by(eve, { isResponder: false })];
  const texts = ["Paused.", "Still paused.", "All user funds are safe.", "Paused. [what]"];
  // The draft's label as it is now, and sometimes that of an older text.
  type Step = { who: number; does: string; which: number; text: number; isStale: boolean };
  const step: fc.Arbitrary<Step> = fc.record({
    who: fc.nat(people.length - 1),
    does: fc.constantFrom(
      "approve",
      "approve",
      "approve",
      "publish",
      "publish",
      "publish",
      "edit",
      "draft",
      "confirm",
      "half",
      "reject",
      "mention",
      "withdraw",
      "lower",
      "raise",
      "record",
      "lead",
    ),
    which: fc.nat(1),
    text: fc.nat(texts.length - 1),
    isStale: fc.nat(9).map((dice) => dice === 0),
  });
  const commandFor = ({ does, which, text, isStale }: Step, story: Story): Command => {
    const { drafts } = story.incident.comms;
    const known = drafts[which] ?? drafts[0]!; // The story begins with one.
    const label = isStale ? known.id : labelOfDraft(known);
    const words = texts[text]!;
    const commands: Record<string, Command> = {
      approve: approve(label),
      half: approve(label, allFive.slice(1)),
      publish: publish(label),
      edit: { do: "edit-public", draft: label, text: words, nextUpdate: "1h" },
      draft: draft(which === 0 ? "Community channels" : "Twitter", words),
      confirm: { do: "confirm-claim", draft: label, claim: "funds-safe", basis: "counted" },
      reject: { do: "reject-public", draft: label, reason: "no" },
      mention: { do: "set-public-mention", draft: label, whom: "here" },
      withdraw: { do: "withdraw-public", draft: label, reason: "no" },
      lower: { do: "change-severity", level: "P2", reason: "less" },
      raise: { do: "change-severity", level: "P1", reason: null },
      record: { do: "record-publication", draft: label, url: "https://x.com/1", reached: null },
      lead: take("decision-maker"),
    };
    return commands[does]!;
  };
  let published = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), (steps) => {
      let story = drafted;
      for (const [index, one] of steps.entries()) {
        const actor = people[one.who]!;
        const now = at(3 + index / 10);
        const decided = decide(story.incident, { command: commandFor(one, story), actor }, settingOf2, now);
        if (decided.ok) story = record(story, decided.value, actor, now);
        else expect(explain(decided.refused).length).toBeGreaterThan(20);
      }
      published += publicationsOf(story.incident).length;
      story.events.forEach((event, index) => {
        if (event.type !== "public-published") return;
        const before = story.events.slice(0, index);
        const approval = before.findLast((e) => e.type === "public-approved" && e.draft === event.draft);
        if (approval?.type !== "public-approved") throw new Error("published without an approval");
        expect(approval.text).toBe(event.text);
        expect(approval.points).toEqual(allFive);
        expect(event.text).not.toContain("[what]");
        // Nothing about it changed in between, and a claim in it was confirmed for this text.
        const since = before.slice(before.indexOf(approval));
        expect(since.some((e) => e.type === "public-edited" && e.draft === event.draft)).toBe(false);
        if (event.text.includes("funds are safe"))
          expect(before.some((e) => e.type === "claim-confirmed" && e.draft === event.draft)).toBe(true);
        const level = before.findLast((e) => e.type === "severity-set");
        const authors = before.filter(
          (e) => (e.type === "public-drafted" || e.type === "public-edited") && e.draft === event.draft,
        );
        if (level?.type === "severity-set" && level.severity.levelId === "P1")
          expect(authors.some((e) => isSamePerson(e.by, approval.by))).toBe(false);
      });
    }),
    { numRuns: 1_000 },
  );
  // Otherwise nothing was shown.
  expect(published).toBeGreaterThan(50);
});
const settingOf2 = settingOf("extends: seal");

describe("S0R-7, B13: each notice says when the next one comes, and that is kept", () => {
  const out = seal.play(drafted, [3, approve("D1")], [4, publish("D1"), by(cy)]);

  test("the time stands in the text, and without one nothing is drafted", () => {
    expect(only(drafted).text).toContain("Next update by 10:02 UTC.");
    const bare = under(settingOf("extends: seal\nlevels: { P1: { publicUpdateEveryMin: null } }"));
    const story = bare.play(bare.declare("P1"), [1, take("leader")]);
    const asked = draft("Community channels", "Paused.", null);
    expect(bare.refusal(story, asked)).toContain("the time of the next one");
    const own = draft("Community channels", "Paused. The next update comes at 11:15 UTC.", null);
    expect(only(bare.play(story, [2, own])).nextUpdateAt).toBe("2026-01-05T11:15:00.000Z");
    expect(bare.refusal(story, draft("Community channels", "Over.", "none"))).toContain("still open");
  });

  /** The part's own timer, before asks are kept apart. */
  const next = ({ incident }: Story): number | undefined => {
    const level = levelOf(incident, seal.policy);
    const timer = timers({ incident, policy: seal.policy, level }).find(({ name }) => name === "public-next");
    return timer === undefined ? undefined : (timer.dueAt.getTime() - at(0).getTime()) / 60_000;
  };

  test("people are reminded before it, at it, and again until it is kept", () => {
    expect(next(out)).toBe(52);
    const fire: Command = { do: "fire-timer", name: "public-next" };
    const reminded = seal.play(out, [52, fire, clock]);
    expect(next(reminded)).toBe(62);
    // One ask keeps its distance from the one before it.
    const late = seal.play(reminded, [72, fire, clock]);
    expect(late.incident.timeline.at(-1)?.text).toBe(
      "Reminder: the public update on Community channels is overdue",
    );
    expect(next(late)).toBe(102);
    const kept = seal.play(
      late,
      [73, draft("Community channels", "Still paused."), by(cy)],
      [74, approve("D2")],
      [75, publish("D2"), by(cy)],
    );
    // Promised for 10:13, an hour after it was drafted at minute 73.
    expect(next(kept)).toBe(123);
  });

  test("once it is over the last notice is asked for once, and then no more", () => {
    const over = seal.play(
      out,
      [10, { do: "tell-downtime", since: "5m", until: null }],
      ...skipGates(out, seal.policy, 10),
      [11, { do: "mitigate", what: "paused", verified: "no transfer" }],
      ...skipGates(out, seal.policy, 12),
      [20, { do: "resolve", summary: "fixed" }, by(bo)],
    );
    expect(next(over)).toBeUndefined();
    const asked = seal.pass(over, 3 * 24 * 60);
    const asks = asked.events.filter(
      (event) => event.type === "reminded" && event.of.about.startsWith("public-"),
    );
    expect(
      asks.filter((event) => event.type === "reminded" && event.of.about === "public-last"),
    ).toHaveLength(1);
    expect(asks.at(-1)).toMatchObject({ of: { about: "public-last", where: ["Community channels"] } });
  });

  test("a promise that passed while it waited for its approval does not go out", () => {
    const approved = seal.play(drafted, [3, approve("D1")]);
    const decided = decide(approved.incident, { command: publish("D1"), actor: by(cy) }, settingOf2, at(70));
    if (decided.ok) throw new Error("It went out.");
    expect(explain(decided.refused)).toContain("promises the next update by 10:02 UTC, and that has passed");
  });

  test("the last notice promises none, and closes what was promised", () => {
    const over = seal.play(
      out,
      [10, { do: "tell-downtime", since: "5m", until: null }],
      [11, { do: "dismiss", reason: "a test" }],
      [12, draft("Community channels", "It was a false alarm.", "none"), by(cy)],
      [13, approve("D2")],
      [14, publish("D2")],
    );
    expect(due(over, seal.policy)["public-next"]).toBeUndefined();
  });
});

describe("B14: nobody says by habit that funds are safe", () => {
  test.each([
    "All user funds are safe.",
    "Your funds are 100% SAFE!",
    "Funds\nare still safe",
    "funds are SAFU",
    "No user funds were lost.",
    "No funds are at risk",
    "ｆｕｎｄｓ are safe",
    "fu\u200bnds are safe",
  ])("%j is a claim", (text) => {
    expect(claimsIn(seal.policy, text)).toEqual(["funds-safe"]);
  });

  test.each(["Funds in the vault may be at risk.", "We look after funds. Stay safe.", "The safe is closed."])(
    "%j is none",
    (text) => {
      expect(claimsIn(seal.policy, text)).toEqual([]);
    },
  );

  test("somebody answers for it by name, for this text alone", () => {
    const claimed = seal.play(led, [2, draft("Twitter", "All funds are safe."), by(cy)]);
    expect(seal.refusal(claimed, approve("D1"))).toContain("/comms confirm draft:D1 claim:funds-safe");
    const confirmed = seal.play(claimed, [3, { ...examples["confirm-claim"], basis: "block 812" }, by(bo)]);
    expect(confirmed.incident.timeline.at(-1)?.text).toBe(
      "bo confirmed for D1: Are all user funds really safe, and how do you know? block 812",
    );
    expect(only(seal.play(confirmed, [4, approve("D1")])).approval).not.toBeNull();
    const edit: Command = {
      do: "edit-public",
      draft: "D1",
      text: "Truly, all funds are safe.",
      nextUpdate: "1h",
    };
    expect(only(seal.play(confirmed, [4, edit, by(cy)])).confirmed).toEqual([]);
  });
});

describe("what the level asks for", () => {
  test.each([
    ["S1-16", "P2"],
    ["S1-18", "P3"],
  ])("%s: at %s there are no public words, and that is said", (_id, level) => {
    expect(atrium.refusal(atrium.declare(level), examples["draft-public"])).toBe(
      `The policy asks for no public words at ${level} (external: none), so nothing is drafted. If the public must hear of it, raise it: /incident severity.`,
    );
  });

  test("a template with words left to fill in is not said to wait for an approval that nobody may give", () => {
    const draft = { ...examples["draft-public"], text: null };
    const story = atrium.play(atrium.declare("P0"), [1, draft, by(cy)]);
    expect(nextSteps(story.incident, atrium.policy)).toContain(
      "Public: D1 for Twitter has words to fill in before anybody can approve it: /comms edit.",
    );
  });

  test("S1-12: a P0 has its Twitter status drafted, approved by a second person, and its address put on record", () => {
    const story = atrium.play(atrium.declare("P0"), [1, examples["draft-public"], by(cy)]);
    expect(nextSteps(story.incident, atrium.policy)).toContain(
      "Public: D1 for Twitter waits for approval by another responder: /comms approve.",
    );
    expect(atrium.refusal(story, examples["approve-public"], by(cy))).toContain("second person");
    const approved = atrium.play(story, [2, examples["approve-public"], by(bo)]);
    expect(atrium.refusal(approved, publish("D1"))).toContain("I do not post on Twitter");
    const out = atrium.play(approved, [3, examples["record-publication"]]);
    expect(publicationsOf(out.incident)).toMatchObject([
      { where: "Twitter", url: "https://x.com/acme/status/1", by: ada, approvedBy: bo },
    ]);
    expect(nextSteps(out.incident, atrium.policy).join()).not.toContain("Status update on Twitter");
  });

  test("a tweet that is too long is refused with its length", () => {
    const long = draft("Twitter", "x".repeat(281), "1h");
    expect(atrium.refusal(atrium.declare("P0"), long)).toMatch(
      /^Twitter takes 280 characters; this has 3\d\d/,
    );
  });

  test("S0R-10: a notice about a lost account is not put on that account", () => {
    const about: Command = { ...examples["draft-public"], template: "account-compromised", text: null };
    expect(seal.refusal(led, about)).toBe(
      "“Social account compromised” must not stand on Twitter: that account may not be ours now. Put it on Community channels: /comms draft where:Community channels",
    );
    expect(only(seal.play(led, [2, { ...about, where: "Community channels" }])).template).toBe(
      "account-compromised",
    );
  });

  test("S0R-9: @everyone only where the policy lets it", () => {
    const call: Command = { do: "set-public-mention", draft: "D1", whom: "everyone" };
    const lower = seal.play(seal.declare("P2"), [1, draft("Community channels", "Slow.")]);
    expect(seal.refusal(lower, call)).toContain("ping nobody");
    expect(seal.refusal(drafted, call)).toBeNull();
  });

  test("S0-77, S4-21: somebody else may draft, and it is said", () => {
    const other = seal.play(led, [2, draft("Twitter", "Paused."), by(bo)]);
    expect(other.incident.timeline.at(-1)?.text).toBe(
      "Public words D1 drafted for Twitter, in place of the Communication Manager",
    );
    const own = trust.play(
      trust.declare("P0"),
      [1, take("communications"), by(cy)],
      [2, draft("Twitter", "We look into it."), by(cy)],
    );
    expect(own.incident.timeline.at(-1)?.text).toBe("Public words D1 drafted for Twitter");
  });
});

describe("S1-14: downtime, not the time since somebody declared", () => {
  const twitter = (story: Story) => due(story, atrium.policy)["public-update:Twitter"];
  const mitigate: Command = { do: "mitigate", what: "rolled back", verified: "no errors" };
  const reopen: Command = { do: "reopen", reason: "it is back" };

  test("begins when the harm began, as far as anybody knows", () => {
    const told20 = atrium.play(atrium.declare("P1"), [5, { do: "tell-downtime", since: "25m", until: null }]);
    expect(twitter(told20)).toBe(10);
    expect(told20.incident.anchors.started?.at).toBe(at(-20).toISOString());
  });

  test("stops with the mitigation and goes on where it stopped when it is reopened", () => {
    const stopped = atrium.play(atrium.declare("P1"), [20, mitigate]);
    expect(twitter(stopped)).toBeUndefined();
    const again = atrium.play(stopped, [300, reopen]);
    expect(twitter(again)).toBe(310);
    expect(downtimeMin(again.incident, at(305))).toBe(25);
  });

  test("ends when people say that it works again, and is none when nothing was down", () => {
    const worked = atrium.play(atrium.declare("P1"), [
      20,
      { do: "tell-downtime", since: "20m", until: "5m" },
    ]);
    expect([twitter(worked), downtimeMin(worked.incident, at(60))]).toEqual([undefined, 15]);
    const none = atrium.play(atrium.declare("P1"), [2, { do: "tell-downtime", since: "none", until: null }]);
    expect(twitter(none)).toBeUndefined();
  });

  test("nobody is reminded of what stands there already", () => {
    const out = atrium.play(
      atrium.declare("P1"),
      [1, examples["draft-public"], by(cy)],
      [2, examples["approve-public"], by(bo)],
      [3, examples["record-publication"]],
    );
    expect(twitter(out)).toBeUndefined();
  });

  test("is never negative, and counts each stretch once", () => {
    const steps = fc.array(fc.constantFrom<Command>(mitigate, reopen), { maxLength: 12 });
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 12, maxLength: 12 }),
        (list, gaps) => {
          let story = atrium.declare("P1");
          let [minute, expected, isDown] = [0, 0, true];
          for (const [index, command] of list.entries()) {
            const gap = gaps[index]!;
            minute += gap;
            if (isDown) expected += gap;
            const decided = decide(story.incident, { command, actor: by(ada) }, settingAtrium, at(minute));
            if (!decided.ok) continue;
            story = record(story, decided.value, by(ada), at(minute));
            isDown = command.do === "reopen";
          }
          expect(downtimeMin(story.incident, at(minute))).toBe(expected);
        },
      ),
    );
  });
});
const settingAtrium = settingOf("extends: atrium");

describe("where words go", () => {
  const approved = seal.play(drafted, [3, approve("D1")]);

  test("a Discord notice opens its thread; a page of the repository is written; a copy leaves nothing to do", () => {
    expect(told(seal.play(approved, [4, publish("D1")]), approved)).toEqual(
      expect.arrayContaining(["announcements", "public-thread"]),
    );
    const page = trust.play(
      trust.declare("P0"),
      [1, take("commander"), by(bo)],
      [2, draft("Status page", "We look into it.", "2h")],
      [3, approve("D1", ["verified", "no-cause", "action", "legal", "next"]), by(bo)],
    );
    expect(told(trust.play(page, [4, publish("D1")]), page)).toContain("status-page");
  });

  test("S0R-8: the end of the incident locks the thread, a new beginning opens it", () => {
    const out = seal.play(approved, [4, publish("D1")]);
    const over = seal.play(out, [5, { do: "dismiss", reason: "a test" }]);
    expect(told(over, out)).toContain("public-thread");
    expect(told(seal.play(over, [6, { do: "reopen", reason: "it is real" }]), over)).toContain(
      "public-thread",
    );
  });

  test("nothing public leaves a drill", () => {
    const drill = declared({ level: "P1", isDrill: true }, { setting: settingOf2 });
    const steps = seal.play(
      drill,
      [1, take("leader")],
      [2, draft("Community channels", "Paused."), by(cy)],
      [3, approve("D1")],
    );
    const out = seal.play(steps, [4, publish("D1"), by(cy)]);
    const effects = react(steps.incident, out.incident, out.events.slice(steps.events.length));
    expect(effects.map((effect) => (effect.kind === "keep" ? effect.surface : effect.place))).toEqual([
      "status-card",
      "room",
    ]);
  });

  test("a draft's words are not in the timeline, which stands in the issue, before they are public", () => {
    const secretive = seal.play(led, [2, draft("Twitter", "The wording nobody approved."), by(cy)]);
    expect(JSON.stringify(secretive.incident.timeline)).not.toContain("nobody approved");
    expect(nextSteps(secretive.incident, seal.policy).join()).not.toContain("nobody approved");
  });

  test("a secret never becomes a draft", () => {
    const key = `0x${"ab12".repeat(16)}`;
    expect(seal.refusal(led, draft("Twitter", `the key is ${key}`))).toContain("secret");
  });

  test("S0-80: what may belong to a person is pointed out", () => {
    expect(personalDataIn("write to eve@example.org or 192.168.7.9")).toEqual([
      "an e-mail address",
      "an IP address",
    ]);
    expect(personalDataIn("Next update by 14:30 UTC.")).toEqual([]);
  });
});

describe("what is told to those who must know", () => {
  test("S4-72: an e-mail is sent outside; how many it reached is on record", () => {
    const story = trust.play(
      trust.declare("P0"),
      [1, take("commander"), by(bo)],
      [2, draft("Email", "Dear users, we look into it.", "2h"), by(cy)],
      [3, approve("D1", ["verified", "no-cause", "action", "legal", "next"]), by(bo)],
      [4, { do: "record-publication", draft: "D1", url: "list of affected users", reached: 1_204 }, by(cy)],
    );
    expect(publicationsOf(story.incident)).toMatchObject([{ where: "Email", reached: 1_204 }]);
    expect(story.incident.timeline.at(-1)?.text).toContain("Published D1 on Email, to 1204");
  });

  test("S4-84: the first notice says Investigating, the impact, and updates every 2 hours, which then run", () => {
    const first: Command = {
      ...examples["draft-public"],
      where: "Status page",
      template: "first",
      text: null,
      nextUpdate: null,
    };
    const text = only(trust.play(trust.declare("P0"), [1, first])).text;
    expect(text).toMatch(
      /^Subject: .*\n[^]*Status: Investigating\nImpact: \[brief description\]\nUpdates: every 2 hours, the next by 11:01 UTC/,
    );
    const open = trust.play(trust.declare("P0"), [1, take("commander"), by(bo)], [1, first]);
    expect(trust.refusal(open, approve("D1"), by(bo))).toContain("[brief description]");
    const edit: Command = {
      do: "edit-public",
      draft: "D1",
      text: text.replace("[brief description]", "transfers fail"),
      nextUpdate: null,
    };
    const out = trust.play(
      open,
      [2, edit],
      [3, approve("D1.2", ["verified", "no-cause", "action", "legal", "next"]), by(bo)],
      [4, publish("D1.2")],
    );
    const level = levelOf(out.incident, trust.policy);
    const dues = publicDues({ incident: out.incident, policy: trust.policy, level });
    expect(
      dues.map(({ where, why, dueAt }) => [where, why, (dueAt.getTime() - at(0).getTime()) / 60_000]),
    ).toEqual([
      ["Twitter", "first", 120],
      ["Email", "first", 120],
      ["Status page", "promise", 121],
    ]);
  });

  test("S0-72, S0-79, S4-73: that the report is shared is decided by name, with what was taken out; otherwise needs a reason", () => {
    const share = (change: Partial<Extract<Command, { do: "decide-sharing" }>>): Command => ({
      do: "decide-sharing",
      share: "public",
      redacted: "names of users",
      reason: null,
      ...change,
    });
    expect(seal.refusal(led, share({ redacted: null }))).toContain("Say in `redacted` what you took out");
    expect(seal.refusal(led, share({ share: "internal" }))).toContain("add a `reason`");
    expect(pci.refusal(pci.declare("Severity 1"), share({}))).toContain("kept inside");
    const decided = seal.play(led, [2, share({})]);
    expect(decided.incident.comms.report).toMatchObject({ share: "public", by: ada });
    expect(decided.incident.timeline.at(-1)?.text).toBe(
      "The report is shared with the public, redacted: names of users",
    );
  });

  test("S3-58, S3-59, S3-60: stakeholders outside are told by level, with approval, in time, and each word is logged", () => {
    const points = ["verified", "scope", "data", "legal", "next"];
    const story = pci.play(
      pci.declare("Severity 1"),
      [1, take("commander"), by(bo)],
      [2, draft("Designated stakeholders", "We investigate.", null), by(cy)],
    );
    expect(pci.refusal(story, { ...examples["record-publication"] }, by(cy))).toContain("not approved");
    const out = pci.play(
      story,
      [3, approve("D1", points), by(bo)],
      [4, { do: "record-publication", draft: "D1", url: "partner list", reached: 12 }, by(cy)],
    );
    expect(publicationsOf(out.incident)).toMatchObject([
      { where: "Designated stakeholders", approvedBy: bo },
    ]);
    // Promised by itself after four hours; reminded ten minutes before.
    expect(due(out, pci.policy)["public-next"]).toBe(232);
    expect(pci.refusal(pci.declare("Severity 3"), draft("Designated stakeholders", "Odd logins."))).toContain(
      "no public words",
    );
    expect(labelOfDraft(only(out))).toBe("D1");
  });

  test("S3-8, S3-28, S3-55, S3-56, S3-57: inside, each level tells its own places, asks for updates in its rhythm, and every word is in one log", () => {
    const places = (level: string) => told(pci.declare(level)).filter((place) => !place.startsWith("say"));
    expect(places("Severity 1")).toEqual(["channel", "status-card", "ops-alert", "issue"]);
    expect(places("Severity 3")).toEqual(["ops-alert", "issue"]);
    expect(places("Severity 4")).toEqual(["issue"]);
    const every = ["Severity 1", "Severity 2", "Severity 3"].map(
      (level) => due(pci.declare(level), pci.policy)["update"],
    );
    expect(every).toEqual([30, 60, undefined]);
    expect(pci.policy.roles["communications"]?.remindedOf).toEqual(["update", "public-update"]);
    const story = pci.play(
      pci.declare("Severity 1"),
      [1, { do: "update", text: "still looking" }],
      [2, draft("Designated stakeholders", "We investigate.", null)],
    );
    expect(story.incident.timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        "Update: still looking",
        "Public words D1 drafted for Designated stakeholders, in place of the Communications lead",
      ]),
    );
  });

  test("S0-16, S0-75, S0-76: inside, updates come as often as the severity asks, and the Communication Manager is asked for them", () => {
    const every = ["P1", "P2", "P3", "P4"].map((level) => due(seal.declare(level), seal.policy)["update"]);
    expect(every).toEqual([30, 60, 240, undefined]);
    expect(seal.policy.roles["communications"]?.remindedOf).toEqual(["update", "public-update"]);
  });

  test("S4-74: who was told that it began is told that it is over", () => {
    const points = ["verified", "no-cause", "action", "legal", "next"];
    const begun = trust.play(
      trust.declare("P0"),
      [1, take("commander"), by(bo)],
      [2, draft("Email", "We look into it.", "2h"), by(cy)],
      [3, approve("D1", points), by(bo)],
      [4, { do: "record-publication", draft: "D1", url: "list of users", reached: 40 }, by(cy)],
      [5, { do: "dismiss", reason: "a false alarm" }],
    );
    const owed = (story: Story) =>
      nextSteps(story.incident, trust.policy).filter((step) => step.includes("Public"));
    expect(owed(begun)).toEqual(["Public: the next update on Email is promised by 11:02 UTC: /comms draft."]);
    const over = trust.play(
      begun,
      [6, draft("Email", "It was a false alarm. Nothing is to be done.", "none"), by(cy)],
      [7, approve("D2", points), by(bo)],
      [8, { do: "record-publication", draft: "D2", url: null, reached: 40 }, by(cy)],
    );
    expect(owed(over)).toEqual([]);
  });
});
