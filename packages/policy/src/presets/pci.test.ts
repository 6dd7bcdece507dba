import { expect, test } from "vitest";
import { alertLevel, externalPostsFor, findLevel, levelLabel, levelsOf } from "../index.ts";
import { loadPreset } from "../testing.ts";

const { policy, warned, level } = loadPreset("pci");
const alert = (labels: Record<string, string>) => alertLevel(policy, labels);

test("the preset has no errors, and warns of a gap in the seed, which knows no scribe, and of people whom only the team can name", () => {
  expect(warned.filter((path) => !/^(?:experts|contacts)\./.test(path))).toEqual(["roles"]);
  expect(levelsOf(policy).map(levelLabel)).toEqual([
    "Severity 1 Critical",
    "Severity 2 High",
    "Severity 3 Medium",
    "Severity 4 Low",
  ]);
});

test("a level is found by its whole id, in any case, and never by its number alone", () => {
  expect(findLevel(policy, " severity 2 ")?.id).toBe("Severity 2");
  expect(findLevel(policy, "2")).toBeNull();
});

test.each([
  ["S3-11", "Severity 1", "Confirmed data breach"],
  ["S3-12", "Severity 1", "active unauthorized access"],
  ["S3-13", "Severity 1", "major service outage impacting all users"],
  ["S3-14", "Severity 2", "Suspected compromise"],
  ["S3-15", "Severity 2", "partial service disruption"],
  ["S3-16", "Severity 2", "unauthorized activity with limited scope"],
  ["S3-17", "Severity 3", "Policy violations"],
  ["S3-18", "Severity 3", "suspicious activity without confirmed impact"],
  ["S3-19", "Severity 4", "Informational alerts"],
  ["S3-20", "Severity 4", "non-impacting anomalies"],
])("%s: %s has the criterion %j, and no other level has", (_, id, criterion) => {
  const having = levelsOf(policy).filter(({ definition }) => definition.split("; ").includes(criterion));
  expect(having.map((one) => one.id)).toEqual([id]);
});

test("S3-11, S3-12, S3-13: Severity 1 is answered at once; everything opens, on-call is paged and all roles are asked for", () => {
  expect(level("Severity 1")).toMatchObject({
    rank: 1,
    response: { text: "Immediate", withinMin: 0 },
    opens: { channel: true, opsAlerts: true, issue: true },
    pages: ["on-call"],
    roles: ["commander", "security", "engineering", "communications"],
    updateEveryMin: 30,
    postmortem: { required: true, dueHours: 72 },
  });
});

test("S3-14, S3-15, S3-16: Severity 2 is answered within the hour and opens as much", () => {
  expect(level("Severity 2")).toMatchObject({
    rank: 2,
    response: { text: "Within 1 hour", withinMin: 60 },
    opens: { channel: true, opsAlerts: true, issue: true },
    pages: ["on-call"],
    roles: ["commander", "security", "engineering", "communications"],
    updateEveryMin: 60,
    postmortem: { required: true, dueHours: 168 },
  });
});

test("S3-17, S3-18: Severity 3 is told to responders and gets an issue, no channel and no page", () => {
  expect(level("Severity 3")).toMatchObject({
    rank: 3,
    response: { text: "Within 24 hours", withinMin: 1_440 },
    opens: { channel: false, opsAlerts: true, issue: true },
    pages: [],
    roles: ["commander", "security"],
    postmortem: { required: true, dueHours: 336 },
  });
});

test("S3-19, S3-20: Severity 4 is an entry in the log, an issue that calls nobody", () => {
  expect(level("Severity 4")).toMatchObject({
    rank: 4,
    response: { text: "When next reviewed", withinMin: null },
    opens: { channel: false, opsAlerts: false, issue: true },
    pages: [],
    roles: [],
    postmortem: { required: false, dueHours: null },
  });
});

test("S3-21, S3-22: the commander leads the response, coordinates decisions and is offered to the person on call", () => {
  expect(policy.roles["commander"]).toMatchObject({
    name: "Incident commander",
    duty: "Leads response efforts and coordinates decision-making.",
    offeredTo: "on-call",
    acceptWithinMin: 15,
    remindedOf: [],
  });
});

const askedFor = (role: string) =>
  levelsOf(policy)
    .filter(({ roles }) => roles.includes(role))
    .map(({ id }) => id);

test("S3-23, S3-24: the security lead finds the root cause, scope and impact, from Severity 3 on", () => {
  expect(policy.roles["security"]).toMatchObject({
    name: "Security lead",
    duty: "Investigates the root cause. Determines scope and impact.",
  });
  expect(askedFor("security")).toEqual(["Severity 1", "Severity 2", "Severity 3"]);
});

test("S3-25, S3-26: the engineering team contains, remediates and restores, in Severity 1 and 2", () => {
  expect(policy.roles["engineering"]).toMatchObject({
    name: "Engineering team",
    duty: "Implements containment and remediation actions. Restores system functionality.",
  });
  expect(askedFor("engineering")).toEqual(["Severity 1", "Severity 2"]);
});

test("S3-27, S3-28: the communications lead has both sides' communication and stakeholder updates, in Severity 1 and 2", () => {
  expect(policy.roles["communications"]).toMatchObject({
    name: "Communications lead",
    duty: "Manages internal and external communication. Coordinates stakeholder updates.",
  });
  expect(askedFor("communications")).toEqual(["Severity 1", "Severity 2"]);
});

test("S3-56: status updates are regular while it is active, more often the worse it is", () => {
  expect(levelsOf(policy).map(({ updateEveryMin }) => updateEveryMin)).toEqual([30, 60, null, null]);
});

test("S3-57: every level has an issue, so that the log is in one place", () => {
  expect(levelsOf(policy).every(({ opens }) => opens.issue)).toBe(true);
});

test("S3-58: those outside are told by severity, and only what the commander approved", () => {
  const told = (id: string, downMin: number | null) =>
    externalPostsFor(level(id), downMin).map((post) => `${post.where}, by ${post.approvedBy}`);
  expect(told("Severity 1", null)).toEqual(["Designated stakeholders, by commander"]);
  expect(told("Severity 2", 59)).toEqual([]);
  expect(told("Severity 2", 60)).toEqual(["Designated stakeholders, by commander"]);
  expect(told("Severity 3", 100_000)).toEqual([]);
  expect(told("Severity 4", 100_000)).toEqual([]);
});

test("the four containment actions are shown for Severity 1 and 2", () => {
  for (const id of ["Severity 1", "Severity 2"]) {
    expect(level(id).mitigation.map(({ text }) => text)).toEqual([
      "Revoke compromised credentials.",
      "Isolate affected services.",
      "Block malicious IP addresses.",
      "Disable impacted integrations.",
    ]);
  }
});

test.each([
  [{ severity: "critical" }, "Severity 1"],
  [{ severity: "SEV2" }, "Severity 2"],
  [{ severity: "Severity 3" }, "Severity 3"],
  [{ severity: "info" }, "Severity 4"],
  [{ source: "uptime-kuma" }, "Severity 2"],
  [{ severity: "none" }, null],
  [{}, "Severity 3"],
])("an alert with %j is %s", (labels, id) => {
  expect(alert(labels as Record<string, string>)).toBe(id);
});
