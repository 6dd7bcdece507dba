import { describe, expect, test } from "vitest";
import { checkPolicy } from "../check.ts";
import { explainPolicy } from "../explain-policy.ts";
import { policySchema, type Policy } from "../schema.ts";
import { presets } from "../presets/index.ts";
import { staleContacts } from "../stale-contacts.ts";

function changed(name: string, change: (policy: Policy) => void): Policy {
  const policy = policySchema.parse(structuredClone(presets[name]));
  change(policy);
  return policy;
}

const told = (kind: "errors" | "warnings", policy: Policy): Record<string, string> =>
  Object.fromEntries(checkPolicy(policy)[kind].map(({ path, message }) => [path.join("."), message]));

describe("a policy is not taken", () => {
  test.each<[string, string, (policy: Policy) => void, string, string]>([
    [
      "when a level pages a group that is not there",
      "seal",
      (p) => p.levels["P1"]!.pages.push("board"),
      "levels.P1.pages.2",
      '"board", which is no group',
    ],
    [
      "when a kind asks what is no question",
      "seal",
      (p) => p.kinds["ddos"]!.asks.push("mood"),
      "kinds.ddos.asks.0",
      "no question",
    ],
    [
      "when a kind calls nobody that there is",
      "seal",
      (p) => p.kinds["ddos"]!.calls.push("batman"),
      "kinds.ddos.calls.1",
      "no group or expert",
    ],
    [
      "when a question belongs to no role",
      "pci",
      (p) => (p.questions["impact"]!.role = "cook"),
      "questions.impact.role",
      "no role",
    ],
    [
      "when it raises to no level",
      "pci",
      (p) => (p.escalations["scope-expands"]!.raisesTo = "Severity 9"),
      "escalations.scope-expands.raisesTo",
      "no level",
    ],
    [
      "when an open question escalates",
      "pci",
      (p) => (p.questions["data-exposed"]!.asks = "text"),
      "questions.data-exposed.escalates",
      "asks: yes-no-unknown",
    ],
    [
      "when the order names nobody",
      "seal",
      (p) => (p.escalationOrder[0]!.whom = "seal-912"),
      "escalationOrder.0.whom",
      "neither a group nor outside help",
    ],
    [
      "when a packet holds what cannot be filled in",
      "seal",
      (p) => (p.outside["seal-911"]!.packet = "{password}"),
      "outside.seal-911.packet",
      "{password}",
    ],
    [
      "when an explorer's links are all the same",
      "seal",
      (p) => (p.explorers["etherscan"]!.tx = "https://etherscan.io"),
      "explorers.etherscan.tx",
      "{tx}",
    ],
    [
      "when two that can be called share an id",
      "seal",
      (p) => (p.experts["legal"] = { name: "Legal", duty: "Law", primary: null, backup: [], role: null }),
      "experts.legal",
      "id of another",
    ],
  ])("%s", (_when, preset, change, path, says) => {
    expect(told("errors", changed(preset, change))[path]).toContain(says);
  });
});

describe("people are warned", () => {
  test("S0-22: when the highest level has no Decision Makers, or nobody of them can be called", () => {
    const without = changed("seal", (p) => {
      delete p.groups["decision-makers"];
      p.levels["P1"]!.pages = ["on-call"];
      p.escalationOrder = [];
    });
    expect(told("warnings", without)["decisionMakers"]).toContain("P1 has nobody for high-stakes decisions");
    const nobody = changed("seal", (p) => (p.groups["decision-makers"]!.discordRole = null));
    expect(told("warnings", nobody)["groups.decision-makers"]).toContain("nobody can be called for P1");
    expect(
      told(
        "warnings",
        changed("seal", () => {}),
      )["decisionMakers"],
    ).toBeUndefined();
  });

  test("S0R-5: when a domain has no expert, or no backup", () => {
    const warned = told(
      "warnings",
      changed("seal", (p) => (p.experts["frontend"]!.primary = "cy")),
    );
    expect(warned["experts.frontend"]).toContain("rests on one person");
    expect(warned["experts.security"]).toContain("Nobody is named for Security");
  });

  test("B26: when contacts are to be tried and nobody says when they were", () => {
    expect(
      told(
        "warnings",
        changed("trustledger", () => {}),
      )["contacts.verifyEveryDays"],
    ).toContain("verifiedOn");
    const tried = changed("trustledger", (p) => (p.contacts.verifiedOn = "2026-01-01"));
    expect(told("warnings", tried)["contacts.verifyEveryDays"]).toBeUndefined();
  });

  test("when a step waits for a call to whom the policy does not know", () => {
    const step = "phases.coordination.steps.decision-makers-alerted.tickedBy";
    const board = changed("seal", (p) => {
      p.phases["coordination"]!.steps["decision-makers-alerted"]!.tickedBy = "called:board";
    });
    expect(told("warnings", board)[step]).toContain('"board", which is no group and no domain');
    expect(
      told(
        "warnings",
        changed("seal", () => {}),
      )[step],
    ).toBeUndefined();
  });
});

test("B26: contacts are stale on the day after the policy's days, not before; a policy that does not ask has none", () => {
  const tried = changed("seal", (p) => (p.contacts.verifiedOn = "2026-01-01"));
  expect(staleContacts(tried, new Date("2026-04-01T23:59:00Z"))).toBeNull();
  expect(staleContacts(tried, new Date("2026-04-02T00:00:00Z"))).toEqual({ daysAgo: 91 });
  expect(
    staleContacts(
      changed("atrium", () => {}),
      new Date("2036-01-01T00:00:00Z"),
    ),
  ).toBeNull();
});

test("what is asked and who is called is told in words", () => {
  const said = explainPolicy(changed("pci", () => {})).join("\n");
  expect(said).toContain("Chosen by: Confirmed data breach; Active unauthorized access");
  expect(said).toContain(
    "On yes: Escalate immediately if sensitive data is suspected to be exposed, which calls Decision Makers, which raises it to Severity 2.",
  );
  expect(explainPolicy(changed("seal", () => {})).join("\n")).toContain("Calls Decision Makers at once.");
});
