import { expect, test } from "vitest";
import { alertLevel, externalPostsFor, highestLevel, levelsOf } from "../index.ts";
import { loadPreset } from "../testing.ts";

const { policy, warned, level } = loadPreset("seal");
const alert = (labels: Record<string, string>) => alertLevel(policy, labels);
const where = (id: string, downMin: number | null) =>
  externalPostsFor(level(id), downMin).map((post) => post.where);
const everything = { channel: true, opsAlerts: true, issue: true };
const issueOnly = { channel: false, opsAlerts: false, issue: true };

test("the preset has no errors, and warns of nothing but people whom only the team can name", () => {
  expect(warned.filter((path) => !/^(?:experts|contacts|groups)\./.test(path))).toEqual([]);
  expect(levelsOf(policy).map(({ id, name }) => `${id} ${name}`)).toEqual([
    "P1 Critical",
    "P2 High",
    "P3 Moderate",
    "P4 Low",
    "P5 Info",
  ]);
});

test("S0-23: in doubt it is the highest level, and an alert without a severity the second, not the lowest", () => {
  expect(highestLevel(policy).id).toBe("P1");
  expect(policy.classification.unsureAfterMin).toBe(5);
  expect(alert({ alertname: "Odd" })).toBe("P2");
});

test("S0-24: P1 is loss of funds, answered at once by the core team with Decision Makers; everything opens and on-call is paged", () => {
  expect(level("P1")).toMatchObject({
    definition: "Loss of funds, critical systems down, active exploit",
    examples: [
      "Active exploit",
      "Private key compromise",
      "Critical smart contract vulnerability",
      "Production down",
    ],
    response: { withinMin: 0 },
    opens: everything,
    pages: ["on-call", "decision-makers"],
    roles: ["leader", "scribe", "communications", "decision-maker", "sme"],
    updateEveryMin: 30,
    postmortem: { required: true, dueHours: 168 },
  });
  expect(level("P1").response.text).toBe("Immediate. Core team. Scale as needed. Decision Makers involved");
});

test("S0-25: P2 is a high impact on production, answered at once, and on-call is paged", () => {
  expect(level("P2")).toMatchObject({
    definition: "High impact to production, potential fund loss under specific conditions",
    examples: ["Major vulnerability (not actively exploited)", "Significant outage", "DDoS on core services"],
    response: { text: "Immediate", withinMin: 0 },
    opens: everything,
    pages: ["on-call"],
    roles: ["leader", "scribe", "communications", "sme"],
    updateEveryMin: 60,
    postmortem: { required: true, dueHours: 168 },
  });
});

test("S0-26: P3 is a medium impact, answered within hours, and wakes nobody", () => {
  expect(level("P3")).toMatchObject({
    definition: "Medium impact, no fund loss likely",
    examples: ["Minor vulnerability", "Degraded performance", "Non-critical service down"],
    response: { text: "Within hours", withinMin: 240 },
    opens: everything,
    pages: [],
    roles: ["leader", "scribe"],
    updateEveryMin: 240,
    postmortem: { required: true, dueHours: 168 },
  });
});

test("S0-27: P4 has a low impact, can be scheduled, and is an issue only", () => {
  expect(level("P4")).toMatchObject({
    definition: "Low impact, no fund loss",
    examples: ["Minor bugs", "Display issues", "Non-urgent fixes"],
    response: { text: "Can be scheduled", withinMin: null },
    opens: issueOnly,
    pages: [],
    roles: [],
    updateEveryMin: null,
    postmortem: { required: false, dueHours: null },
    ticketNote: "Can be scheduled.",
  });
});

test("S0-28: P5 is informational, asks for no action and is kept as an issue that calls nobody", () => {
  expect(level("P5")).toMatchObject({
    definition: "Informational, often from automated systems",
    examples: ["Expiring certificates", "Resource spikes", "Maintenance notices"],
    response: { text: "No immediate action", withinMin: null },
    opens: issueOnly,
    pages: [],
    roles: [],
    updateEveryMin: null,
    postmortem: { required: false, dueHours: null },
  });
  expect(alert({ severity: "info" })).toBe("P5");
});

test("S0-7, S0R-1: the Incident Leader coordinates, is offered to the person on call and has 15 minutes to answer", () => {
  expect(policy.roles["leader"]).toMatchObject({
    name: "Incident Leader",
    offeredTo: "on-call",
    acceptWithinMin: 15,
  });
  expect(policy.roles["leader"]?.duty).toMatch(/^Coordinates the response: assigns tasks, makes decisions/);
});

test("S0-12: the Scribe documents everything, in UTC, and is asked for wherever there is a channel", () => {
  expect(policy.roles["scribe"]?.name).toBe("Scribe");
  expect(policy.roles["scribe"]?.duty).toMatch(
    /^Documents everything in the incident log: timestamps in UTC/,
  );
  expect(["P1", "P2", "P3", "P4"].map((id) => level(id).roles.includes("scribe"))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test("S0-16, S0-17: the Communication Manager handles internal and external words, and drafts the public ones", () => {
  expect(policy.roles["communications"]).toMatchObject({
    name: "Communication Manager",
    duty: expect.stringMatching(/^Handles internal and external communications: drafts updates/),
  });
  expect(level("P1").external[0]?.what).toBe("Update drafted by the Communication Manager");
});

test("specialists and Decision Makers are roles of their own; only P1 asks for a Decision Maker", () => {
  expect(policy.roles["sme"]?.name).toBe("Subject Matter Expert");
  expect(policy.roles["decision-maker"]?.name).toBe("Decision Maker");
  expect(
    levelsOf(policy)
      .filter(({ roles }) => roles.includes("decision-maker"))
      .map(({ id }) => id),
  ).toEqual(["P1"]);
});

test("S0-55: from P1 to P3 people are told to prefer the faster temporary fix, then to verify it", () => {
  expect(policy.stopFirst).toMatch(/temporary fix \(rollback, pause, disable a feature\) is faster/);
  const { levels, steps } = policy.phases["resolution"]!; // SEAL's fourth step.
  expect(levels).toEqual(expect.arrayContaining(["P1", "P2", "P3"]));
  expect(Object.keys(steps).slice(0, 2)).toEqual(["mitigation-applied", "mitigation-verified"]);
});

test("S0-65: the post-mortem is due a week after the resolution", () => {
  expect(policy.postmortem.dueFrom).toBe("resolved");
  expect(level("P1").postmortem.dueHours).toBe(7 * 24);
});

test("S0R-14: P1 to P3 ask for a post-mortem, P4 and P5 do not", () => {
  expect(levelsOf(policy).map(({ postmortem }) => postmortem.required)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test("S0R-11: the post-mortem's file is named by date and brief description", () => {
  expect(policy.postmortem.path).toBe("post-mortems/{date}-{slug}.md");
});

test("S0-76: how often people hear news depends on the severity", () => {
  expect(levelsOf(policy).map(({ updateEveryMin }) => updateEveryMin)).toEqual([30, 60, 240, null, null]);
});

test("P1 calls for public words at once, P2 after an hour of downtime, the others never; the Leader approves", () => {
  expect(where("P1", null)).toEqual(["Community channels"]);
  expect(where("P2", 59)).toEqual([]);
  expect(where("P2", 60)).toEqual(["Community channels"]);
  for (const id of ["P3", "P4", "P5"]) expect(where(id, 100_000)).toEqual([]);
  for (const id of ["P1", "P2"]) expect(level(id).external[0]?.approvedBy).toBe("leader");
});

test.each([
  [{ severity: "critical" }, "P1"],
  [{ severity: "P2" }, "P2"],
  [{ severity: "warning" }, "P3"],
  [{ severity: "low" }, "P4"],
  [{ source: "uptime-kuma" }, "P1"],
  [{ source: "uptime-kuma", severity: "info" }, "P5"],
  [{ severity: "none" }, null],
])("an alert with %j is %s", (labels, id) => {
  expect(alert(labels as Record<string, string>)).toBe(id);
});
