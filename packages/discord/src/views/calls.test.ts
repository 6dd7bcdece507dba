import { describe, expect, test } from "vitest";
import { packetMessage } from "./call-packet.ts";
import { whoToCall } from "./call-who.ts";
import { callsView } from "./calls.ts";
import { linkList } from "./link-list.ts";
import { roomMessage } from "./say.ts";
import { statusCard } from "./status-card.ts";
import { opsAlert } from "./ops-alert.ts";
import { ada, at, bo, by, person, type Story } from "@muster/incident/testing";
import { settingOf, under } from "@muster/incident/testing-policies";
import type { Policy } from "@muster/policy";

const dee = person("dee");
const names = ["ada", "bo"].map(
  (name) => `  ${name}: { discord: "${person(name).discord}", github: ${name} }`,
);
const experts = `people:\n${names.join("\n")}\nexperts:\n  smart-contracts: { primary: ada, backup: [bo] }`;
const seal = under(settingOf(`extends: seal\n${experts}`));
const trust = under(settingOf("extends: trustledger"));
const pci = under(settingOf("extends: pci"));
const roleId = "200000000000000001";
const groupRoles = { "decision-makers": roleId };

const around = (policy: Policy) => ({ policy, onCall: [ada, bo], now: at(0) });
const words = (message: unknown): string => JSON.stringify(message);
const sight = (story: Story, policy: Policy) => ({
  incident: story.incident,
  policy,
  remotes: {},
  person: ada,
  now: at(5),
});
const calling = (story: Story) => story.events.find(({ type }) => type === "called")!;

describe("a call", () => {
  test("S0-39, S0-43: pings the group's Discord role and nobody else, with a button to say that one is on it", () => {
    const story = seal.declare("P1");
    const message = roomMessage([calling(story)], {
      incident: story.incident,
      policy: seal.policy,
      groupRoles,
    });
    expect(message.content).toContain(`<@&${roleId}> **Decision Makers** called, because it is P1`);
    expect(message.allowed_mentions).toEqual({ parse: [], users: [], roles: [roleId], replied_user: false });
    expect(words(message.components)).toContain("I'm on it");
  });

  test("S0-43: says that nobody was called, and whom to call by hand, where the role does not exist", () => {
    const story = seal.declare("P1");
    const message = roomMessage([calling(story)], {
      incident: story.incident,
      policy: seal.policy,
      groupRoles: {},
    });
    expect(message.content).toContain(
      "⚠️ Nobody was called for **Decision Makers**: the role decision-maker does not exist here",
    );
    expect(message.content).toContain("/call who");
    expect(message.allowed_mentions.roles).toEqual([]);
  });

  test("S0-44: pings the expert, by name", () => {
    const story = seal.play(seal.declare("P2"), [
      1,
      { do: "call", whom: "smart-contracts", reason: "@everyone look" },
    ]);
    const message = roomMessage([calling(story)], {
      incident: story.incident,
      policy: seal.policy,
      groupRoles,
    });
    expect(message.allowed_mentions).toMatchObject({ users: [ada.discord], roles: [], parse: [] });
    expect(message.content).not.toContain("@everyone");
  });

  test("rings #ops-alerts too when the alert is first posted", () => {
    const { incident } = seal.declare("P1");
    const alert = opsAlert({
      incident,
      policy: seal.policy,
      remotes: {},
      onCallRoleId: "300000000000000001",
      groupRoles,
      troubles: [],
    });
    expect(alert.allowed_mentions.roles).toEqual(["300000000000000001", roleId]);
    expect(words(alert)).toContain(`Called: <@&${roleId}> (Decision Makers)`);
  });

  test("reaches nobody in a drill", () => {
    const { incident, events } = seal.declare("P1");
    const drill = { ...incident, isDrill: true };
    const message = roomMessage([events.find(({ type }) => type === "called")!], {
      incident: drill,
      policy: seal.policy,
      groupRoles,
    });
    expect(message.allowed_mentions).toMatchObject({ users: [], roles: [] });
    expect(message.content).toContain("In a drill nobody is called");
  });

  test("S0-43: its acknowledgement stands on the card", () => {
    const story = seal.declare("P1");
    const answered = seal.play(story, [
      3,
      { do: "answer-call", call: "C1", who: null },
      by(dee, { groups: ["decision-makers"], isResponder: false }),
    ]);
    const card = (one: Story) => words(callsView.card({ incident: one.incident, policy: seal.policy }));
    expect(card(story)).toContain("no answer yet");
    expect(card(answered)).toContain(`<@${dee.discord}> is on it`);
    const nowhere = callsView.card({ incident: story.incident, policy: seal.policy, groupRoles: {} });
    expect(words(nowhere)).toContain("nobody was reached**, call them by hand: /call who");
  });
});

describe("whom to call", () => {
  const sealed = words(whoToCall(around(seal.policy)));

  test("S0-36, S0-2: is told without an incident: on call, the fallback, who decides, who knows what", () => {
    expect(sealed).toContain(`<@${ada.discord}>, then <@${bo.discord}>`);
    expect(sealed).toContain("team-security@company.com");
    expect(sealed).toContain("/call group decision-makers");
    expect(sealed).toContain("Smart contracts: ada, backup bo");
    expect(whoToCall(around(seal.policy)).allowed_mentions).toMatchObject({ users: [], roles: [] });
  });

  test("S0R-18: the order of a P1 is SEAL 911, Decision Makers, security partners, legal, each with its when", () => {
    const at911 = sealed.indexOf("1. SEAL 911");
    const order = ["1. SEAL 911", "2. Decision Makers", "3. Security partners", "4. Legal"].map((step) =>
      sealed.indexOf(step),
    );
    expect(at911).toBeGreaterThan(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(sealed).toContain("If there is an active exploit");
  });

  test("S0-19, S0R-3: the PR contact is there, and Decision Makers around the clock", () => {
    expect(sealed).toMatch(/⚠️ 5 contacts are not filled in: .*Public relations/);
    expect(sealed).toContain("24/7");
  });

  test.each([
    [
      "S4-86: the contacts are the policy's, and an empty one says so",
      "4 contacts are not filled in: Primary on call (24/7, asked first)",
    ],
    [
      "S4-87: the contacts are the policy's, and an empty one says so",
      "Secondary on call (24/7, when the primary does not answer)",
    ],
    [
      "S4-88: the contacts are the policy's, and an empty one says so",
      "Escalation (24/7, when neither answers)",
    ],
    ["S4-89: the contacts are the policy's, and an empty one says so", "Security: security@trustledger.org"],
    [
      "S4-90: the contacts are the policy's, and an empty one says so",
      "Infrastructure: infra@trustledger.org",
    ],
    ["S4-91: the contacts are the policy's, and an empty one says so", "Legal: legal@trustledger.org"],
    ["S4-103: the contacts are the policy's, and an empty one says so", "Vendors ("],
    ["S4-102: the contacts are the policy's, and an empty one says so", "**Contacts**"],
  ])("%s (%#)", (_id, line) => {
    expect(words(whoToCall(around(trust.policy)))).toContain(line);
  });
});

describe("contacts that nobody has tried for long", () => {
  const tried = (on: string) => under(settingOf(`extends: seal\ncontacts: { verifiedOn: "${on}" }`));
  const card = (world: typeof seal) =>
    words(
      statusCard({
        incident: world.declare("P1").incident,
        policy: world.policy,
        remotes: {},
        lagMs: { discord: 0, github: 0 },
        troubles: [],
      }),
    );

  test("B26, S0R-19, S0-85: are marked in every incident once the policy's quarter is over", () => {
    expect(card(tried("2025-12-01"))).not.toContain("out of date");
    expect(card(tried("2025-09-01"))).toContain("The contacts may be out of date: last tried 126 days ago");
    expect(card(seal)).toContain("nobody says when they were last tried");
    expect(words(whoToCall(around(tried("2025-09-01").policy)))).toContain("⚠️ last tried 126 days ago");
  });
});

describe("the message to SEAL 911", () => {
  const hash = `0x${"ab".repeat(32)}`;
  const story = seal.play(
    seal.declare("P1"),
    [
      1,
      { do: "note", text: `drained in tx ${hash}`, saidBy: null, saidAt: null, url: null, attachments: [] },
    ],
    [2, { do: "note-funds", state: "at-risk", amount: "1,250,000", asset: "USDC", valuedAt: null }],
  );
  const message = words(packetMessage(sight(story, { ...seal.policy, protocolName: "Acme" }), null));

  test("S0R-23: holds protocol, attack transactions, funds at risk and description, from the record", () => {
    expect(message).toContain(
      "Protocol: Acme\\nAttack Tx(s): " +
        hash +
        "\\nFunds at Risk: 1,250,000 USDC at-risk\\nDescription: Withdrawals fail",
    );
  });

  test("S0R-23: is never sent by Muster; a button records that people did", () => {
    expect(message).toContain("I never send this");
    expect(message).toContain("Sent: record it");
    const press = callsView.presses["packet-sent"]!(sight(story, seal.policy), "seal-911", []);
    expect(press).toEqual({ order: { do: "record-packet", to: "seal-911", note: null } });
  });

  test("cannot break out of its block, whatever people wrote", () => {
    const odd = { ...story.incident, title: "``` <@&1> @everyone" };
    expect(words(packetMessage({ ...sight(story, seal.policy), incident: odd }, null))).not.toMatch(
      /``` <@&1>|@everyone/,
    );
  });
});

describe("links", () => {
  const filled = under(
    settingOf("extends: trustledger\nlinks: { grafana: { url: 'https://grafana.example.org/d/1' } }"),
  );
  const shown = words(linkList(filled.policy, null));

  test.each([
    [
      "S4-92: have a place, and one that is empty says so",
      "Grafana dashboards: https://grafana.example.org/d/1",
    ],
    ["S4-93: have a place, and one that is empty says so", "Prometheus alerts"],
    ["S4-94: have a place, and one that is empty says so", "Application Insights"],
    [
      "S4-97: have a place, and one that is empty says so",
      "Secure communication channels: Each incident's own channel is private",
    ],
    ["S4-98: have a place, and one that is empty says so", "Forensic analysis tools"],
    ["S4-99: have a place, and one that is empty says so", "Backup systems"],
    ["S4-100: have a place, and one that is empty says so", "System architecture diagrams"],
    ["S4-101: have a place, and one that is empty says so", "Runbooks and procedures"],
  ])("%s (%#)", (_id, line) => {
    expect(shown).toContain(line);
    expect(shown).toContain("Not filled in yet:");
  });

  test.each([
    ["S3-68: under PCI each has its place", "Application and system logs"],
    ["S3-69: under PCI each has its place", "Monitoring and alerting dashboards"],
    ["S3-70: under PCI each has its place", "Audit trails: Muster's own: `muster export`"],
    ["S3-71: under PCI each has its place", "Incident tracking records: Muster's own: /incident list"],
    ["S3-77: under PCI each has its place", "Data handling policy"],
    ["S3-78: under PCI each has its place", "Access control standards"],
    ["S3-79: under PCI each has its place", "System architecture documentation"],
    ["S3-80: under PCI each has its place", "Operational runbooks"],
  ])("%s (%#)", (_id, line) => {
    expect(words(linkList(pci.policy, null)).replaceAll("\\\\", "")).toContain(line);
  });

  test("S4-95: block explorers are built for a transaction or an address, and for nothing else", () => {
    const hash = `0x${"cd".repeat(32)}`;
    expect(words(linkList(trust.policy, `tx ${hash}`))).toContain(`https://etherscan.io/tx/${hash}`);
    expect(words(linkList(trust.policy, `0x${"12".repeat(20)}`))).toContain(
      `https://etherscan.io/address/0x${"12".repeat(20)}`,
    );
    expect(words(linkList(trust.policy, "../../login?x=1"))).toContain(
      "neither a transaction nor an address",
    );
  });
});
