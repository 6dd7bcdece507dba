import { describe, expect, test } from "vitest";
import type { Command } from "@muster/incident";
import { ada, at, bo, by, declared, eve, type Story } from "@muster/incident/testing";
import { settingOf, under } from "@muster/incident/testing-policies";
import type { Policy } from "@muster/policy";
import { assessment } from "./assessment.ts";
import { assessView } from "./assess.ts";
import { classifyMessage } from "./classify.ts";
import { opsAlert } from "./ops-alert.ts";
import { roomMessage } from "./say.ts";
import { statusCard } from "./status-card.ts";

const pci = under(settingOf("extends: pci"));
const seal = under(settingOf("extends: seal"));
const atrium = under(settingOf("extends: atrium"));
const words = (message: unknown): string => JSON.stringify(message);
const sight = (story: Story, policy: Policy) => ({
  incident: story.incident,
  policy,
  remotes: {},
  person: ada,
  now: at(5),
});
const lastSaid = (story: Story, policy: Policy) =>
  roomMessage([story.events.at(-1)!], { incident: story.incident, policy });
const answer = (question: string, said: string): Command => ({
  do: "answer-question",
  question,
  answer: said,
  note: null,
});

describe("the criteria", () => {
  test("S1-7, S3-33, S4-32: of all levels are one menu from which several can be chosen, with a way out for none", () => {
    for (const world of [atrium, seal, pci]) {
      const message = classifyMessage({ incident: world.declare(null).incident, policy: world.policy });
      const menu = (
        message.components[0] as unknown as {
          components: { options: { label: string; value: string }[]; max_values: number }[];
        }
      ).components[0]!;
      expect(menu.max_values).toBe(menu.options.length);
      expect(words(message)).toContain("None of these fits");
      expect(words(message)).toContain("Not sure");
    }
  });

  test("of a policy with more than a menu holds stand in several menus, within Discord's five rows", () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`sign-${n}`, `Sign ${n}`]));
    const policy = {
      ...atrium.policy,
      levels: { ...atrium.policy.levels, P0: { ...atrium.policy.levels["P0"]!, criteria: many } },
    };
    const { components } = classifyMessage({ incident: atrium.declare(null).incident, policy });
    expect(components).toHaveLength(4);
    expect(words(components)).toContain("Sign 59");
  });

  test("that fit nothing are said so in the room, with what to do", () => {
    const story = atrium.play(atrium.declare(null), [1, { do: "classify", criteria: ["none"] }, by(bo)]);
    const said = lastSaid(story, atrium.policy).content!;
    expect(said).toContain("no criterion of the policy that fits. Pick a level");
    expect(said).toContain("consider adding the criterion to the policy");
  });

  test("B1: a lower judgement is told with its criterion, and how to lower", () => {
    const story = atrium.play(atrium.declare("P0"), [
      1,
      { do: "classify", criteria: ["P2/latency"] },
      by(bo),
    ]);
    expect(lastSaid(story, atrium.policy).content).toContain("bo says **P2** (p95 > 5s). It stays **P0**");
  });

  test("an incident without a severity offers them in #ops-alerts", () => {
    const { incident } = atrium.declare(null);
    const alert = words(
      opsAlert({ incident, policy: atrium.policy, remotes: {}, onCallRoleId: null, troubles: [] }),
    );
    expect(alert).toContain("Classify by criteria");
  });
});

describe("escalation", () => {
  test("S3-65: quotes the policy and raises with one button", () => {
    const story = pci.play(pci.declare("Severity 2"), [1, answer("scope-clear", "unknown")]);
    const escalated = story.events.find(({ type }) => type === "escalated")!;
    const message = roomMessage([escalated], { incident: story.incident, policy: pci.policy });
    expect(message.content).toContain("“Escalate immediately if the scope is unclear or expanding”");
    expect(words(message.components)).toContain("Raise to Severity 1");
    expect(assessView.presses["raise"]!(sight(story, pci.policy), "scope-clear/unknown", [])).toEqual({
      order: { do: "raise", rule: "scope-clear/unknown" },
    });
  });

  test("S3-61: regulated data puts its banner on the card until it is known that there is none", () => {
    const card = (story: Story) =>
      words(
        statusCard({
          incident: story.incident,
          policy: pci.policy,
          remotes: {},
          lagMs: { discord: 0, github: 0 },
          troubles: [],
        }),
      );
    const yes = pci.play(pci.declare("Severity 2"), [1, answer("regulated-data", "unknown")]);
    expect(card(yes)).toContain("🛡️ Regulated data: protect it first");
    expect(card(pci.play(yes, [9, answer("regulated-data", "no")]))).not.toContain("🛡️");
  });
});

describe("what is known", () => {
  test("S0-49, S4-53, S3-43: stands on the card in short and in /assess show with who said what before", () => {
    const story = pci.play(
      pci.declare("Severity 2"),
      [1, answer("data-accessed", "unknown")],
      [2, { do: "note-service", name: "Vault <@1>", impact: "no withdrawals", isCritical: true }],
      [3, { do: "note-funds", state: "lost", amount: "12", asset: "ETH", valuedAt: null }],
      [4, answer("data-accessed", "no"), by(bo)],
    );
    const [section] = assessView.card({ incident: story.incident, policy: pci.policy });
    expect(section!.text).toContain("Affected: Vault <\u200b@1> (critical)");
    expect(section!.text).toContain("Funds: 12 ETH lost");
    expect(section!.text).toContain("Was data accessed or altered? **no**");
    const shown = words(assessment(sight(story, pci.policy)));
    expect(shown).toContain("before: unknown");
    expect(shown).toContain("◻️ Is the scope of the incident clear? (Security lead)");
    expect(shown).toContain("Answer a question");
  });

  test("a question is answered with a button where yes, no or unknown is asked, else in a form", () => {
    const about = sight(pci.declare("Severity 2"), pci.policy);
    expect(words(assessView.presses["ask-question"]!(about, "", ["data-accessed"]))).toContain(
      "answer/data-accessed/unknown",
    );
    expect(assessView.presses["ask-question"]!(about, "", ["impact"])).toEqual({
      ask: "assess.answer",
      filled: { question: "impact" },
    });
    expect(assessView.presses["answer"]!(about, "data-accessed/yes", [])).toEqual({
      order: answer("data-accessed", "yes"),
    });
  });

  test("S0-21, S3-3: a kind names its runbooks and questions, and calls its experts with one button", () => {
    const story = pci.play(pci.declare("Severity 2"), [1, { do: "set-kind", kind: "exposure" }]);
    const message = lastSaid(story, pci.policy);
    expect(message.content).toContain("Find out: May regulatory reporting be required?");
    expect(words(message.components)).toContain("Call Legal");
    const ddos = seal.play(seal.declare("P2"), [1, { do: "set-kind", kind: "ddos" }]);
    expect(lastSaid(ddos, seal.policy).content).toContain("`ddos-attack`");
  });
});

describe("a report from outside", () => {
  const source = { kind: "report", ref: "1", url: null, name: null } as const;
  const story = declared(
    { level: null, source, title: "@everyone claim now" },
    { actor: by(eve, { isResponder: false }) },
  );
  const alert = opsAlert({
    incident: story.incident,
    policy: atrium.policy,
    remotes: {},
    onCallRoleId: "300000000000000001",
    troubles: [],
  });

  test("B29, S0-30: asks responders to make it an incident or to dismiss it, and pings nobody", () => {
    expect(words(alert)).toContain("who is no responder. Nothing was opened and nobody was called");
    expect(words(alert)).toContain("Dismiss");
    expect(words(alert)).not.toContain("takes the highest after");
    expect(alert.allowed_mentions).toMatchObject({ users: [], roles: [] });
  });
});

test("S0-40: all that was said with the declaration stands on the card and in #ops-alerts", () => {
  const source = { kind: "command", ref: null, url: null, name: null, foundBy: "partner" } as const;
  const { incident } = declared({ level: "P1", description: "Two users report it since 08:40", source });
  const shared = { incident, policy: atrium.policy, remotes: {}, troubles: [] };
  const card = words(statusCard({ ...shared, lagMs: { discord: 0, github: 0 } }));
  expect(card).toContain("Two users report it since 08:40");
  expect(card).toContain("Came to light by: A partner told us");
  expect(words(opsAlert({ ...shared, onCallRoleId: null }))).toContain("Two users report it since 08:40");
});

test("B25, S3-64: where an answer brings up clocks of the law, the question and the clocks are one press away at once", () => {
  const exposed = pci.play(pci.declare("Severity 2"), [1, answer("data-exposed", "yes")]);
  const escalated = exposed.events.find(({ type }) => type === "escalated")!;
  const message = words(roomMessage([escalated], { incident: exposed.incident, policy: pci.policy }));
  expect(message).toContain("Is a report needed?");
  expect(message).toContain("clock-ask/decide");
  expect(message).toContain("clock-list");
  const needed = pci.play(pci.declare("Severity 2"), [1, answer("reporting", "yes")]);
  const asked = needed.events.find(({ type }) => type === "escalated")!;
  const then = words(roomMessage([asked], { incident: needed.incident, policy: pci.policy }));
  expect(then).toContain("clock-ask/anchor");
  expect(then).not.toContain("Is a report needed?");
});

test("B25: what was said of a report answers the question that asks the same, also in the list", () => {
  const report: Command = { do: "decide-report", answer: "yes", reason: "card data" };
  const said = pci.play(pci.declare("Severity 2"), [1, report]);
  expect(words(assessment(sight(said, pci.policy)))).toContain(
    "☑️ May regulatory reporting be required? **yes**, card data",
  );
});
