import { progressOf, type Incident } from "@muster/incident";
import { ada, at, bo, cy, declared } from "@muster/incident/testing";
import { loadPolicy, type Policy } from "@muster/policy";
import { expect, test } from "vitest";
import { fillSlots } from "../documents.ts";

const policyOf = (preset: string): Policy => {
  const loaded = loadPolicy(`extends: ${preset}`, { file: preset });
  if (!loaded.ok) throw new Error("The preset was refused.");
  return loaded.value.policy;
};
const seal = policyOf("seal");
const { incident } = declared(
  { level: "P1" },
  { setting: { policy: seal, policyVersion: "v1", onCall: [] } },
);
const when = at(10).toISOString();

/** What a slot says of an incident in which this is so besides. */
const says = (slot: string, change: Partial<Incident>, policy = seal): string =>
  fillSlots(slot, { incident: { ...incident, ...change }, policy, remotes: {}, pathOf: () => null });

test("services, money and answers are told as they were found out; what nobody found out is unknown", () => {
  const assess: Incident["assess"] = {
    ...incident.assess,
    services: [{ name: "Bridge", impact: "paused", isCritical: true, at: when, by: ada }],
    funds: [{ state: "lost", amount: "11,000,000", asset: "DAI", valuedAt: null, at: when, by: ada }],
    answers: { "data-accessed": [{ answer: "no", note: "logs read", by: bo, at: when }] },
    kind: { id: "integrity", name: "Integrity" },
  };
  expect(says("{serviceNames}", { assess })).toBe("Bridge");
  expect(says("{services}", { assess })).toContain("| Bridge (critical) | paused |");
  expect(says("{financial}", { assess })).toBe("lost: 11,000,000 DAI");
  expect(says("{serviceNames} {financial}", {})).toBe("unknown unknown (at risk and lost)");
  expect(says("{data}", {}, policyOf("pci"))).toContain(
    "- Which systems and which data are affected? unknown",
  );
});

test("S0R-13: a notice to the public stands in the table with its place and address, an unpublished draft does not", () => {
  const draft = {
    id: "D1",
    version: 1,
    where: "X",
    kind: "copy" as const,
    template: null,
    text: "We paused the vault.",
    nextUpdateAt: null,
    isLast: false,
    mention: "nobody" as const,
    authors: [cy],
    at: when,
    approval: null,
    confirmed: [],
    rejection: null,
    published: null,
    withdrawn: null,
  };
  const published = {
    by: cy,
    at: at(12).toISOString(),
    url: "https://x.example/1",
    reached: null,
    hasThread: false,
  };
  const comms = { ...incident.comms, drafts: [draft, { ...draft, id: "D2", published }] };
  const text = says("{communications}", { comms });
  expect(text.match(/We paused the vault\./g)).toHaveLength(1);
  expect(text).toContain("| 2026-01-05 09:12 | X | We paused the vault. `https://x.example/1` |");
});

test("steps stand with who ticked them and when, tasks and calls with whose they are", () => {
  const ticked = { seq: 9, at: when, by: bo, is: "ticked" as const, note: "seen in the explorer" };
  const steps = progressOf({ incident, policy: seal })!.phases.flatMap((phase) => phase.steps); // SEAL has phases.
  const { id } = steps.find(({ standing }) => standing.is === "open")!.step;
  const marks = { [id]: ticked };
  const list = says("{checklist}", { checklist: { ...incident.checklist, marks } });
  expect(list).toContain("- [x] ");
  expect(list).toContain("seen in the explorer (bo, 09:10 UTC)");
  const call = {
    id: "C1",
    whom: "x",
    kind: "group" as const,
    name: "Decision Makers",
    reason: "P1",
    people: [],
    asked: [],
    at: when,
    answeredBy: ada,
    answeredAt: when,
    isSilent: false,
  };
  expect(says("{roles}", { calls: { ...incident.calls, calls: [call] } })).toContain(
    "- Called: Decision Makers, 09:10 UTC: ada answered 09:10 UTC",
  );
  expect(says("{channels}", { calls: { ...incident.calls, bridge: "https://meet.example/a" } })).toContain(
    "- Call: [video call](https://meet.example/a)",
  );
});
