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
  // Until one is named by itself, the answer to the question which are hit stands for them.
  const scope = [{ answer: "Bridge and relay, all users", note: null, by: bo, at: when }];
  const answered = { ...incident.assess, answers: { scope } };
  expect(says("{serviceNames}", { assess: answered })).toBe("Bridge and relay, all users");
  expect(says("{services}", { assess: answered })).toContain("| Bridge and relay, all users |");
  expect(says("{serviceNames}", { assess: { ...answered, services: assess.services } })).toBe("Bridge");
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
  // A meeting's password is no matter of a report.
  const bridge = "https://meet.example/a?pwd=1#x";
  expect(says("{channels}", { calls: { ...incident.calls, bridge } })).toContain(
    "- Call: [video call](https://meet.example/a)",
  );
  expect(says("{channels}", { calls: { ...incident.calls, bridge } })).not.toContain("pwd");
});

test("S3-52, S0R-17: answers about detection and response stand beside what the record says, unanswered ones are unknown", () => {
  const asked = Object.keys(seal.aftercare.questions);
  const answers = { [asked[0]!]: { answer: "yes, nobody watched the pool", action: "A1", by: bo, at: when } };
  const over = { status: "resolved" as const, aftercare: { ...incident.aftercare, answers } };
  const text = says("{feedback}", over);
  expect(text).toContain("yes, nobody watched the pool (bo, 09:10 UTC, action item A1)");
  expect(text.match(/Answer: unknown/g)?.length).toBe(asked.length - 1);
});

test("the meeting is told as it was scheduled and as it was held, the permanent fix with its owner and date", () => {
  const planned = {
    at: at(60).toISOString(),
    scheduledAt: when,
    facilitator: cy,
    attendees: ["ada", "bo"],
    held: null,
  };
  const withMeeting = (meeting: typeof planned | Incident["aftercare"]["meeting"]) =>
    says("{meeting}", { aftercare: { ...incident.aftercare, meeting } });
  expect(withMeeting(planned)).toBe("Scheduled: 2026-01-05 10:00 UTC, led by cy, invited: ada, bo");
  const held = { at: at(90).toISOString(), attendees: "ada, bo", points: "the feed needs a second source" };
  expect(withMeeting({ ...planned, held })).toBe(
    "Held: 2026-01-05 10:30 UTC, led by cy, attendees: ada, bo. the feed needs a second source",
  );
  const item = {
    id: "A1",
    text: "second feed",
    owner: bo,
    due: "2026-02-01",
    done: false,
    at: when,
    kind: "fix" as const,
  };
  expect(says("{fix}", { actions: [item] })).toBe("second feed (bo, due 2026-02-01)");
});
