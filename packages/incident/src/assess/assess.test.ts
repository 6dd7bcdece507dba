import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { criteriaOf, levelsOf } from "@muster/policy";
import { explain } from "../explain.ts";
import { declare } from "../declare.ts";
import { foundBy } from "../found-by.ts";
import { nextSteps } from "../next-steps.ts";
import { decide } from "../decide.ts";
import { timersFor } from "../timers.ts";
import { aDeclaration, ada, at, bo, by, clock, cy, declared, eve, record, type Story } from "../testing.ts";
import { due, settingOf, told, under } from "../testing-policies.ts";
import type { Command } from "../command.ts";

const seal = under(settingOf("extends: seal"));
const pciSetting = settingOf("extends: pci");
const pci = under(pciSetting);
const trust = under(settingOf("extends: trustledger"));
const atriumSetting = settingOf("extends: atrium");
const atrium = under(atriumSetting);

const classify = (...criteria: string[]): Command => ({ do: "classify", criteria });
const answer = (question: string, said: string, note: string | null = null): Command => ({
  do: "answer-question",
  question,
  answer: said,
  note,
});
const levelOf = (story: Story) => story.incident.severity?.levelId;
const newest = (story: Story) => story.events.at(-1)!;
const happened = (after: Story, before: Story) =>
  after.events.slice(before.events.length).map(({ type }) => type);

describe("criteria", () => {
  test.each([
    ["atrium", atrium, ["P0/key-compromise"], "P0", "Key compromise"],
    ["atrium", atrium, ["P2/latency", "P1/balances"], "P1", "p95 > 5s; Incorrect balances shown"],
    ["seal", seal, ["P2/ddos"], "P2", "DDoS on core services"],
    [
      "trustledger",
      trust,
      ["P1/privacy", "P0/funds"],
      "P0",
      "Data breach affecting user privacy; Security breach with user funds at risk",
    ],
    ["pci", pci, ["Severity 3/violation"], "Severity 3", "Policy violations"],
  ])(
    "S1-7, S3-33, S4-32: under %s the highest level among the chosen criteria counts, and each is quoted",
    (_, world, chosen, level, quoted) => {
      const story = world.play(world.declare(null), [1, classify(...chosen)]);
      expect(levelOf(story)).toBe(level);
      const set = story.events.find(({ type }) => type === "severity-set");
      expect(set).toMatchObject({ criterion: quoted, criteria: quoted.split("; ") });
    },
  );

  test("that fit nothing are said so: no level is guessed, and the record shows who looked", () => {
    const before = atrium.declare(null);
    const story = atrium.play(before, [1, classify("none"), by(bo)]);
    expect(happened(story, before)).toEqual(["no-criterion-fits"]);
    expect(levelOf(story)).toBeUndefined();
    expect(story.incident.assess.noCriterionFits).toEqual(bo);
    expect(story.incident.timeline.at(-1)!.text).toBe("No criterion of the policy matches");
  });

  test("B1, S0-23: whoever is not sure gets the highest level", () => {
    expect(levelOf(seal.play(seal.declare(null), [1, classify("unsure")]))).toBe("P1");
  });

  test("that the policy does not have are refused with the way to those that it has", () => {
    expect(atrium.refusal(atrium.declare(null), classify("P9/odd"))).toContain("/assess severity");
  });

  test("whatever is chosen, no chosen criterion is of a higher level than the one that was set", () => {
    const all = criteriaOf(seal.policy);
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), (chosen) => {
        const story = seal.play(seal.declare(null), [1, classify(...chosen.map(({ id }) => id))]);
        expect(story.incident.severity!.rank).toBe(Math.min(...chosen.map(({ level }) => level.rank)));
      }),
    );
  });

  test("a level without criteria of its own is chosen by its definition and its examples", () => {
    const own = settingOf(
      "extends: atrium\nlevels:\n  P2: { criteria: { performance: null, latency: null, partial-feature: null } }",
    );
    const signs = criteriaOf(own.policy).filter(({ level }) => level.id === "P2");
    expect(signs.map(({ text }) => text)).toEqual([
      "Performance degradation",
      "p95 > 5s",
      "Partial feature broken",
    ]);
  });
});

describe("people who disagree", () => {
  test("B1: take the higher level, whoever says it", () => {
    const low = atrium.declare("P2");
    const story = atrium.play(low, [1, { do: "say-level", level: "P0" }, by(bo)]);
    expect(levelOf(story)).toBe("P0");
  });

  test("B1: a lower one is kept with who said it, and changes nothing; to lower it takes a reason", () => {
    const before = atrium.declare("P0");
    const story = atrium.play(before, [1, classify("P2/latency"), by(bo)]);
    expect(happened(story, before)).toEqual(["level-said"]);
    expect(levelOf(story)).toBe("P0");
    expect(story.incident.assess.said).toMatchObject([{ levelId: "P2", by: { name: "bo" } }]);
    expect(story.incident.timeline.at(-1)!.text).toBe("bo says P2 (p95 > 5s); it stays P0");
    expect(atrium.refusal(story, { do: "change-severity", level: "P2", reason: null })).toContain(
      "needs a reason",
    );
  });

  test("B1: in any order the highest that anybody said stands", () => {
    const ids = levelsOf(seal.policy).map(({ id }) => id);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 6 }), (said) => {
        const people = [ada, bo, cy, eve];
        const story = said.reduce(
          (sofar, level, n) => seal.play(sofar, [n + 1, { do: "say-level", level }, by(people[n % 4]!)]),
          seal.declare("P5"),
        );
        expect(levelOf(story)).toBe(said.toSorted()[0]);
      }),
    );
  });

  test("S3R-2: a severity rises as facts come in, with one step and without a reason", () => {
    const story = pci.play(pci.declare("Severity 3"), [30, classify("Severity 1/breach")]);
    expect(levelOf(story)).toBe("Severity 1");
  });
});

describe("the kind of an incident", () => {
  test.each([
    ["S3-2: is one of the page's own scope", "access", "Unauthorized access or suspected compromise"],
    ["S3-3: is one of the page's own scope", "exposure", "Data exposure or potential data leakage"],
    ["S3-4: is one of the page's own scope", "disruption", "Service disruption caused by malicious activity"],
    [
      "S3-5: is one of the page's own scope",
      "integrity",
      "Integrity issues affecting system or data accuracy",
    ],
  ])("%s (%#)", (_id, kind, name) => {
    const story = pci.play(pci.declare("Severity 2"), [1, { do: "set-kind", kind }]);
    expect(story.incident.assess.kind).toEqual({ id: kind, name });
    expect(story.incident.timeline.at(-1)!.text).toBe(`Kind: ${name}`);
  });

  test("S0-1, S4-1: security and operational incidents run under one policy", () => {
    const names = (policy: typeof seal.policy) => Object.values(policy.kinds).map(({ name }) => name);
    expect(names(seal.policy)).toEqual(expect.arrayContaining(["Smart contract exploit", "Operational"]));
    expect(names(trust.policy)).toEqual(
      expect.arrayContaining(["Data breach", "Infrastructure failure", "Other critical event"]),
    );
  });

  test("S3-4: brings its own questions: whether a disruption is malicious", () => {
    const plain = pci.declare("Severity 2");
    expect(
      pci.play(plain, [1, { do: "set-kind", kind: "disruption" }, by(ada)], [2, answer("malicious", "yes")])
        .incident.assess.answers["malicious"],
    ).toMatchObject([{ answer: "yes" }]);
    expect(nextSteps(plain.incident, pci.policy).join()).not.toContain("malicious");
  });

  test("an unknown one is refused with those that there are", () => {
    expect(seal.refusal(seal.declare("P2"), { do: "set-kind", kind: "odd" })).toContain("`ddos`");
    expect(atrium.refusal(atrium.declare("P2"), { do: "set-kind", kind: "odd" })).toContain("names no kinds");
  });
});

describe("how it came to light", () => {
  const declaredBy = (source: Parameters<typeof aDeclaration>[0]) => foundBy(declared(source).incident);
  const alert = (name: string) => declaredBy({ source: { kind: "alert", ref: "a", url: null, name } });

  test("S0-29, S3-29, S4-28, S4-29, S4-93, S4-94: alerts of monitoring say so by themselves", () => {
    expect(alert("alertmanager")).toEqual({ how: "monitoring", ref: "alertmanager" });
  });

  test("S3-32, S4-31: those of scanners and security tools too", () => {
    expect(alert("GitHub Dependabot")).toEqual({ how: "security-tool", ref: "GitHub Dependabot" });
  });

  test.each([
    ["S0-31: people say it with a reference, also afterwards", "team"],
    ["S0-30, S4-30, S3-31: people say it with a reference, also afterwards", "community"],
    ["S0-32: people say it with a reference, also afterwards", "bug-bounty"],
    ["S0-33: people say it with a reference, also afterwards", "audit"],
    ["S0-34, S3-31: people say it with a reference, also afterwards", "partner"],
    ["S3-30: people say it with a reference, also afterwards", "log-analysis"],
    ["S3-32, S4-31: people say it with a reference, also afterwards", "security-tool"],
  ])("%s (%#)", (_ids, how) => {
    const story = seal.play(seal.declare("P2"), [1, { do: "set-found-by", how, ref: "report 42" }]);
    expect(foundBy(story.incident)).toEqual({ how, ref: "report 42" });
    expect(story.incident.timeline.at(-1)!.text).toBe(`Came to light by: ${how} (report 42)`);
  });

  test("nothing is said where nobody knows, and no other way is taken", () => {
    expect(declaredBy({})).toBeNull();
    expect(
      seal.refusal(seal.declare("P2"), { do: "set-found-by", how: "crystal ball", ref: null }),
    ).toContain("`bug-bounty`");
  });
});

describe("what is to be found out", () => {
  test("S3-64, S4-54: suspected exposure of sensitive data quotes the rule, calls those who decide and raises", () => {
    const before = pci.declare("Severity 3");
    const story = pci.play(before, [5, answer("data-exposed", "Yes", "a dump is on a forum")]);
    expect(happened(story, before).slice(0, 4)).toEqual([
      "question-answered",
      "escalated",
      "called",
      "severity-set",
    ]);
    expect(story.events.find(({ type }) => type === "escalated")).toMatchObject({
      text: "Escalate immediately if sensitive data is suspected to be exposed",
      opensClocks: ["pci-acq", "pci-visa"],
    });
    expect(story.incident.calls.calls).toMatchObject([{ whom: "decision-makers" }]);
    expect(levelOf(story)).toBe("Severity 2");
  });

  test("S3-65: half an hour without a word on the scope asks; an unclear one offers to raise with one step", () => {
    const early = pci.declare("Severity 2");
    expect(due(early, pci.policy)["question:scope-clear"]).toBe(30);
    const asked = pci.play(early, [30, { do: "fire-timer", name: "question:scope-clear" }, clock]);
    expect(newest(asked)).toMatchObject({ type: "reminded", of: { about: "question", role: "security" } });
    expect(due(asked, pci.policy)["question:scope-clear"]).toBeUndefined();

    const unclear = pci.play(asked, [31, answer("scope-clear", "unknown")]);
    expect(levelOf(unclear)).toBe("Severity 2");
    expect(unclear.incident.assess.escalated).toMatchObject([{ asksToRaiseTo: "Severity 1" }]);
    const raised = pci.play(unclear, [32, { do: "raise", rule: "scope-clear/unknown" }]);
    expect(levelOf(raised)).toBe("Severity 1");
    // What the rule says is quoted to those inside; the severity's own reason is read by everybody who reads the issue.
    const quoted = raised.incident.timeline.find(
      ({ kind, text }) => kind === "assessment" && text.startsWith("Escalated"),
    );
    expect(quoted?.text).toContain("scope is unclear or expanding");
    expect(raised.incident.severityReason).toBe("a rule of the policy holds");
  });

  test("S3-65: a further service some time after the first means that it expands; a first listing does not", () => {
    const service = (name: string): Command => ({
      do: "note-service",
      name,
      impact: "slow",
      isCritical: null,
    });
    const listedAtOnce = pci.play(pci.declare("Severity 2"), [1, service("api")], [3, service("web")]);
    expect(listedAtOnce.incident.assess.escalated).toEqual([]);
    const grown = pci.play(listedAtOnce, [40, service("ledger")]);
    expect(grown.incident.assess.escalated).toMatchObject([{ rule: "scope-expands" }]);
    expect(pci.play(grown, [50, service("mail")]).incident.assess.escalated).toHaveLength(1);
  });

  test("S3-66: a critical service that is hit escalates, by the policy's list or by a person's word", () => {
    const own = under(settingOf("extends: pci\nservices: { pay: { name: Payments, isCritical: true } }"));
    const hit: Command = { do: "note-service", name: "pay", impact: "no payments", isCritical: null };
    const story = own.play(own.declare("Severity 2"), [1, hit]);
    expect(story.incident.assess.services).toMatchObject([{ name: "Payments", isCritical: true }]);
    expect(story.incident.assess.escalated).toMatchObject([
      { rule: "critical-functionality", asksToRaiseTo: "Severity 1" },
    ]);
  });

  test("S3-67, S3R-5: possible regulatory reporting and regulated data call for legal review", () => {
    for (const question of ["reporting", "regulated-data"]) {
      const story = pci.play(pci.declare("Severity 2"), [1, answer(question, "yes")]);
      expect(story.incident.calls.calls.map(({ whom }) => whom)).toContain("legal");
      expect(pci.play(pci.declare("Severity 2"), [1, answer(question, "no")]).incident.calls.calls).toEqual(
        [],
      );
    }
  });

  test("S3-43: whether data was accessed or altered is yes, no or unknown; a yes is a confirmed breach", () => {
    const before = pci.declare("Severity 2");
    expect(pci.refusal(before, answer("data-accessed", "perhaps"))).toContain("`yes`, `no` or `unknown`");
    const story = pci.play(
      before,
      [1, answer("data-accessed", "unknown")],
      [20, answer("data-accessed", "yes", "SELECT in the audit log")],
    );
    expect(story.incident.assess.answers["data-accessed"]!.map((one) => one.answer)).toEqual([
      "unknown",
      "yes",
    ]);
    expect(story.incident.timeline.some(({ text }) => text.includes("unknown → yes: SELECT"))).toBe(true);
    expect(levelOf(story)).toBe("Severity 1");
  });

  test.each([
    [
      "S3-35: is asked, belongs to a role, and is answered on record",
      pci,
      "Severity 2",
      "systems-and-data",
      "security",
    ],
    [
      "S3-41: is asked, belongs to a role, and is answered on record",
      pci,
      "Severity 2",
      "entry-point",
      "security",
    ],
    [
      "S3-42: is asked, belongs to a role, and is answered on record",
      pci,
      "Severity 2",
      "impact",
      "security",
    ],
    ["S0-49: is asked, belongs to a role, and is answered on record", seal, "P2", "scope", "leader"],
    ["S4-52: is asked, belongs to a role, and is answered on record", trust, "P1", "scope", "technical"],
    [
      "S4-56: is asked, belongs to a role, and is answered on record",
      trust,
      "P1",
      "communication-approach",
      "communications",
    ],
  ])("%s (%#)", (_id, world, level, question, role) => {
    expect(world.policy.questions[question]?.role).toBe(role);
    const story = world.play(world.declare(level), [5, answer(question, "through the old VPN")]);
    expect(story.incident.timeline.at(-1)!.text).toBe(
      `${world.policy.questions[question]!.text} through the old VPN`,
    );
  });

  test("S4-53: financial impact is amounts at risk, lost and recovered, with their asset and when they were valued", () => {
    const funds = (state: string, amount: string): Command => ({
      do: "note-funds",
      state,
      amount,
      asset: "USDC",
      valuedAt: "at par, 14:00 UTC",
    });
    const story = trust.play(
      trust.declare("P0"),
      [5, funds("at-risk", "1,250,000")],
      [9, funds("lost", "300,000")],
      [90, funds("recovered", "120,000")],
    );
    expect(story.incident.assess.funds.map(({ state, amount }) => `${state} ${amount}`)).toEqual([
      "at-risk 1,250,000",
      "lost 300,000",
      "recovered 120,000",
    ]);
    expect(trust.refusal(story, answer("financial-impact", "much"))).toContain("/assess funds");
    expect(trust.refusal(story, funds("lost", "a lot"))).toContain("no number");
    expect(trust.refusal(story, funds("gone", "1"))).toContain("`at-risk`");
  });

  test("S0-51: options for mitigation are listed with how fast and how risky each is", () => {
    const option: Command = {
      do: "note-option",
      what: "pause the vault",
      speed: "5 minutes",
      risk: "no withdrawals",
    };
    const story = seal.play(seal.declare("P1"), [5, option]);
    expect(story.incident.timeline.at(-1)!.text).toBe(
      "Option O1: pause the vault. Speed: 5 minutes. Risk: no withdrawals",
    );
  });

  test("a changed answer keeps what was said before, and the same answer twice is no news", () => {
    const once = seal.play(seal.declare("P2"), [1, answer("scope", "the vault")]);
    const again = seal.play(once, [2, answer("scope", "the vault")]);
    expect(again.events).toHaveLength(once.events.length);
    const changed = seal.play(again, [3, answer("scope", "the vault and the bridge")]);
    expect(changed.incident.assess.answers["scope"]!.map((one) => one.answer)).toEqual([
      "the vault",
      "the vault and the bridge",
    ]);
  });

  test("an escalation never lowers: what stands higher stays", () => {
    const story = pci.play(pci.declare("Severity 1"), [1, answer("data-exposed", "yes")]);
    expect(levelOf(story)).toBe("Severity 1");
    expect(story.events.filter(({ type }) => type === "severity-set")).toHaveLength(1);
  });

  test("whatever is answered in whatever order, the severity only rises and nobody is called twice", () => {
    const questions = Object.entries(pci.policy.questions)
      .filter(([, { asks }]) => asks === "yes-no-unknown")
      .map(([id]) => id);
    const step = fc.tuple(fc.constantFrom(...questions), fc.constantFrom("yes", "no", "unknown"));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let story = pci.declare("Severity 3");
        let rank = 3;
        steps.forEach(([question, said], n) => {
          story = pci.play(story, [n + 1, answer(question, said)]);
          expect(story.incident.severity!.rank).toBeLessThanOrEqual(rank);
          rank = story.incident.severity!.rank;
        });
        const called = story.incident.calls.calls;
        expect(new Set(called.map(({ whom }) => whom)).size).toBe(called.length);
        expect(called.map(({ id }) => id)).toEqual(called.map((_, n) => `C${n + 1}`));
      }),
      { numRuns: 60 },
    );
  });
});

describe("a report by somebody who is no responder", () => {
  const outsider = by(eve, { isResponder: false });
  const source = { kind: "report", ref: "1", url: null, name: null } as const;
  const reported = declared({ level: "P0", source }, { setting: atriumSetting, actor: outsider });

  test("B29, S0-30, S3-31, S4-30: waits in #ops-alerts, opens nothing else, pages nobody, and no clock makes it more", () => {
    expect(told(reported)).toEqual(["ops-alert", "say reply"]);
    expect(levelOf(reported)).toBeUndefined();
    expect(reported.incident.paged).toBe(false);
    expect(timersFor(reported.incident, atrium.policy)).toEqual([]);
    expect(foundBy(reported.incident)?.how).toBe("community");
  });

  test("B29, S3-34: becomes an incident when a responder says how severe it is", () => {
    const promoted = atrium.play(reported, [5, classify("P1/balances"), by(bo)]);
    expect(told(promoted, reported)).toEqual(expect.arrayContaining(["channel", "status-card", "issue"]));
    expect(promoted.incident.reporter).toEqual(eve);
    // Its clocks run from then; that it was noticed earlier stays on record.
    expect(promoted.incident.anchors).toMatchObject({
      detected: { at: at(0).toISOString() },
      declared: { at: at(5).toISOString() },
    });
  });

  test("B29: dismissed as a false positive, it keeps its record", () => {
    const dismissed = atrium.play(reported, [
      5,
      { do: "dismiss", reason: "a phishing test of our own" },
      by(bo),
    ]);
    expect(dismissed.incident).toMatchObject({ status: "dismissed", reporter: { name: "eve" } });
    expect(dismissed.incident.timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining(["Declared: Withdrawals fail"]),
    );
  });

  test("whoever reports may do nothing else with it", () => {
    for (const command of [classify("P0/exploit"), answer("scope", "x")]) {
      const said = decide(reported.incident, { command, actor: outsider }, atriumSetting, at(1));
      expect(said.ok ? "" : explain(said.refused)).toContain("Only responders");
    }
  });
});

describe("what may tell of a hole that is still open", () => {
  const from = (foundByHow: "bug-bounty" | "team", level: string | null) =>
    declared(
      { level, source: { kind: "command", ref: null, url: null, name: null, foundBy: foundByHow } },
      { setting: atriumSetting },
    );

  test("S1R-12: a serious report from the bug bounty gets its channel, and no public issue", () => {
    expect(told(from("bug-bounty", "P1"))).toEqual(["channel", "status-card", "ops-alert", "say reply"]);
    // At the top level it is restricted: the alerts channel does not hear of it either.
    expect(told(from("bug-bounty", "P0"))).toEqual(["channel", "status-card", "say reply", "say room"]);
    expect(told(from("team", "P0"))).toContain("issue");
  });

  test("S1R-12: nor while nobody has said how severe it is", () => {
    expect(told(from("bug-bounty", null))).toEqual(["ops-alert", "say reply"]);
    const chosen = atrium.play(from("bug-bounty", null), [3, classify("P1/integrity")]);
    expect(chosen.incident.opened).toEqual({ channel: true, opsAlerts: true, issue: false });
  });

  test("a level without a channel keeps its issue: something must show that it exists", () => {
    expect(told(from("bug-bounty", "P3"))).toContain("issue");
  });
});

test("S1R-7: an alert that fires again and again is one message in #ops-alerts, which is edited", () => {
  const signal = (minute: number, state: "firing" | "over") => ({
    do: "report-signals" as const,
    signals: [{ key: "a", title: "RpcDown", state, startedAt: at(minute).toISOString(), url: null }],
  });
  const first = declared({ level: "P1", signals: signal(0, "firing").signals }, { setting: atriumSetting });
  let story = first;
  for (let minute = 1; minute < 10; minute += 1) {
    const said = decide(
      story.incident,
      { command: signal(minute, minute % 2 === 0 ? "firing" : "over"), actor: clock },
      atriumSetting,
      at(minute),
    );
    if (!said.ok) throw new Error("It was refused.");
    story = record(story, said.value, clock, at(minute));
  }
  expect(told(story, first)).not.toContain("say ops-alerts");
});

test("a declaration by somebody who is no responder is still refused", () => {
  const identity = { id: "i", workspaceId: "acme", ref: "INC-9", date: "2026-01-05", slug: "x" };
  const said = declare(aDeclaration(), identity, by(eve, { isResponder: false }), atriumSetting, at(0));
  expect(said.ok ? "" : explain(said.refused)).toContain("Only responders");
});
