import { cy, declared, examples, play, policy, type Story } from "@muster/incident/testing";
import { everybody, inside, type Audience, type Command, type Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { expect, test } from "vitest";
import type { MaturityRecord, RecordedIncident } from "../maturity/record.ts";
import { quarterAt, quarterBefore, quartersUntil, readQuarter } from "./quarter.ts";
import { isEmptyReport, learningReport } from "./report.ts";

const q1 = readQuarter("2026-Q1")!;
const after = new Date("2026-04-01T00:00:00Z");
const day = 24 * 60;

/** An incident that was declared on 5 January and so many minutes later, told by its commands. */
function told(
  ref: string,
  steps: [number, Command][],
  change: Partial<Incident> & { title?: string; isDrill?: boolean } = {},
): RecordedIncident {
  const { title = `Trouble of ${ref}`, isDrill = false, ...rest } = change;
  const story: Story = play(declared({ title, isDrill }), ...steps);
  return {
    incident: { ...story.incident, id: ref, ref, ...rest },
    events: story.events,
    policy,
    links: { issue: `https://github.com/acme/protocol/issues/${ref.slice(4)}`, room: null },
    fault: null,
  };
}

function record(incidents: RecordedIncident[], policies: MaturityRecord["policies"] = []): MaturityRecord {
  return { incidents, policies, rota: [], checkpoints: 0, attestations: [], people: [], unread: 0 };
}

const report = (
  incidents: RecordedIncident[],
  policies: MaturityRecord["policies"] = [],
  audience: Audience = everybody,
) => learningReport(record(incidents, policies), q1, { now: after, audience });

const service = (name: string): Command => ({ ...examples["note-service"], name });
const cause = (text: string): Command => ({ do: "find-root-cause", text });
const item = (text: string, kind: "runbook" | "alert" | "fix", due = "3d"): Command => ({
  do: "add-action",
  text,
  owner: cy,
  due,
  kind,
});

test("quarters from one to another come in their order, and at most so many, the latest", () => {
  const named = (first: string, last: string, most: number) =>
    quartersUntil(readQuarter(first)!, readQuarter(last)!, most).map(({ name }) => name);
  expect(named("2025-Q3", "2026-Q1", 4)).toEqual(["2025-Q3", "2025-Q4", "2026-Q1"]);
  expect(named("2024-Q1", "2026-Q1", 2)).toEqual(["2025-Q4", "2026-Q1"]);
  expect(named("2026-Q1", "2026-Q1", 4)).toEqual(["2026-Q1"]);
  expect(named("2026-Q2", "2026-Q1", 4)).toEqual([]);
});

test("a quarter is read by its name, and the one before it is known", () => {
  expect(q1).toMatchObject({ name: "2026-Q1", first: "2026-01-01", last: "2026-03-31", until: after });
  expect(quarterBefore(q1).name).toBe("2025-Q4");
  expect(quarterAt(new Date("2026-12-31T23:59:59Z")).name).toBe("2026-Q4");
  expect(["2026-Q5", "Q1", "2026"].map(readQuarter)).toEqual([null, null, null]);
});

test("S0-69, B20: what recurs is counted with its incidents: services and words of causes that two share, or one with the year before", () => {
  const old = told("INC-1", [[1, service("Oracle")]], { date: "2025-11-02" });
  const all = [
    old,
    told("INC-2", [
      [1, service("vault")],
      [2, cause("an unchecked return value in the adapter")],
    ]),
    told("INC-3", [
      [1, service("Vault")],
      [2, cause("the adapter retries for ever")],
    ]),
    told("INC-4", [
      [1, service("oracle")],
      [2, cause("stale prices")],
    ]),
    told("INC-5", [[1, service("vault")]], { isDrill: true }),
    told("INC-6", [
      [1, service("vault")],
      [2, examples.dismiss],
    ]),
  ];
  const { factors, incidents, drills } = report(all);
  expect(incidents.map(({ ref }) => ref)).toEqual(["INC-2", "INC-3", "INC-4"]);
  expect(drills).toBe(1);
  expect(
    factors.map(({ is, name, before, incidents: own }) => [is, name, own.map(({ ref }) => ref), before]),
  ).toEqual([
    ["service", "vault", ["INC-2", "INC-3"], 0],
    ["service", "oracle", ["INC-4"], 1],
    ["cause", "adapter", ["INC-2", "INC-3"], 0],
  ]);
  expect(factors[0]?.incidents[0]?.url).toBe("https://github.com/acme/protocol/issues/2");
});

test("S4-71, S4-116, B20: a runbook item that is done is told with the runbook's later use, in incidents and apart in drills", () => {
  const open: Command = { do: "open-runbook", runbook: "third-party-outage" };
  const learnt = told("INC-1", [
    [1, open],
    [2, item("say whom to call", "runbook")],
    [3, item("Rewrite key-compromise", "runbook")],
    [4, item("mend the adapter", "fix")],
    [3 * day, { do: "complete-action", action: "A1" }],
    [3 * day, { do: "complete-action", action: "A2" }],
    [3 * day, { do: "complete-action", action: "A3" }],
  ]);
  const later = told("INC-2", [[9 * day, open]]);
  const practised = told("INC-3", [[9 * day, open]], { isDrill: true });
  const { done } = report([learnt, later, practised]);
  expect(done.map(({ id }) => id)).toEqual(["A1", "A2"]);
  const uses = done.flatMap(({ runbooks }) =>
    runbooks.map(({ name, used }) => [
      name,
      used.incidents.map(({ ref }) => ref),
      used.drills.map(({ ref }) => ref),
    ]),
  );
  // The first names none, so it is about the one that was open; its own opening came before and is no use of the change.
  expect(uses).toEqual([
    [expect.stringMatching(/third.party/i), ["INC-2"], ["INC-3"]],
    [expect.stringMatching(/key compromise/i), [], []],
  ]);
});

test("S1-41, S1-42, S4-76, B20: each question is counted from the asking to the item that is done, and an alert item with what monitoring found since", () => {
  const ask = (question: string, answer: string, action: string | null): Command => ({
    do: "give-feedback",
    question,
    answer,
    action,
    owner: action === null ? null : cy,
    due: action === null ? null : "3d",
  });
  const one = told("INC-1", [
    [90, examples.resolve],
    [91, ask("detection", "yes", "alert on pool size")],
    [92, ask("response", "no", null)],
    [day, { do: "complete-action", action: "A1" }],
  ]);
  const two = told("INC-2", [[90, examples.resolve]]);
  const { asked, done } = report([one, two]);
  expect(asked).toEqual([
    { name: "Slow detection", asked: 2, answered: 1, items: 1, done: 1 },
    { name: "Unclear response", asked: 2, answered: 1, items: 0, done: 0 },
  ]);
  // Both were declared before it was done.
  expect(done).toMatchObject([{ id: "A1", kind: "alert", foundByAlert: { count: 0, of: 0 } }]);
});

test("S4-116: what changed in the policy is told by field, and a changed runbook with its use since", () => {
  const changed: Policy = {
    ...policy,
    runbooks: {
      ...policy.runbooks,
      "key-compromise": { ...policy.runbooks["key-compromise"], name: "Lost keys" },
    },
  };
  const seen = (text: Policy, at: string) => ({
    policy: text,
    version: at,
    commit: "abcdef0123",
    loadedAt: new Date(at),
  });
  const { policy: changes, runbooks } = report(
    [told("INC-1", [[20 * day, { do: "open-runbook", runbook: "key-compromise" }]])],
    [seen(policy, "2025-12-01T00:00:00Z"), seen(changed, "2026-01-20T00:00:00Z")],
  );
  expect(changes).toEqual([
    { at: "2026-01-20T00:00:00.000Z", commit: "abcdef0123", fields: ["runbooks.key-compromise.name"] },
  ]);
  expect(runbooks).toMatchObject([
    { name: "Lost keys", isNew: false, used: { incidents: [{ ref: "INC-1" }], drills: [] } },
  ]);
});

test("what is overdue when the report is made is listed, of whatever quarter, the oldest date first", () => {
  const one = told("INC-1", [
    [1, item("late", "fix", "9d")],
    [2, item("later", "fix", "80d")],
  ]);
  const two = told("INC-2", [
    [1, item("latest of all", "fix", "120d")],
    [2, item("first", "fix", "2d")],
  ]);
  expect(report([one, two]).overdue.map(({ of, id, due }) => [of.ref, id, due])).toEqual([
    ["INC-2", "A2", "2026-01-07"],
    ["INC-1", "A1", "2026-01-14"],
    ["INC-1", "A2", "2026-03-26"],
  ]);
});

test("S3-62: for everybody a restricted incident is nowhere: no factor, no figure, no item, no link, no gap", () => {
  const hidden = told("INC-7", [
    [1, service("vault")],
    [2, cause("the adapter")],
    [3, item("secret work", "runbook", "2d")],
    [4, examples.restrict],
  ]);
  const open = told("INC-2", [
    [1, service("vault")],
    [2, cause("the adapter again")],
  ]);
  const linked: RecordedIncident = {
    ...open,
    incident: { ...open.incident, aftercare: { ...open.incident.aftercare, recurrenceOf: ["INC-7"] } },
  };
  const bare: RecordedIncident = {
    ...open,
    incident: { ...open.incident, aftercare: { ...open.incident.aftercare, recurrenceOf: [] } },
  };
  const seen = report([hidden, linked]);
  expect(seen).toEqual({
    ...report([bare]),
    returns: [{ one: seen.returns[0]!.one, of: [] }],
    metrics: seen.metrics,
  });
  expect(seen.metrics.incidents.counted).toBe(1);
  expect(report([hidden, linked], [], inside).factors[0]?.incidents).toHaveLength(2);
});

test("a quarter with nothing in it is empty", () => {
  expect(isEmptyReport(report([]))).toBe(true);
  expect(isEmptyReport(report([told("INC-1", [])]))).toBe(false);
});
