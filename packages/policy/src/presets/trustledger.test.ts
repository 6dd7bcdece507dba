import { expect, test } from "vitest";
import { alertLevel, externalPostsFor, levelLabel, levelsOf } from "../index.ts";
import { loadPreset } from "../testing.ts";

const { policy, warned, level } = loadPreset("trustledger");
const alert = (labels: Record<string, string>) => alertLevel(policy, labels);
const where = (id: string, downMin: number | null) =>
  externalPostsFor(level(id), downMin).map((post) => post.where);
const everything = { channel: true, opsAlerts: true, issue: true };

test("the preset has no errors, and warns of a gap in the seed, which knows no scribe, and of people whom only the team can name", () => {
  expect(warned.filter((path) => !/^(?:experts|contacts)\./.test(path))).toEqual(["roles"]);
  expect(levelsOf(policy).map(levelLabel)).toEqual(["P0 Critical", "P1 High", "P2 Medium", "P3 Low"]);
});

test("S4-2, S4-3, S4-4: P0 has three criteria", () => {
  expect(level("P0").definition.split("; ")).toEqual([
    "System-wide outage",
    "security breach with user funds at risk",
    "smart contract vulnerability exploited",
  ]);
});

test("S4-5: P0 is answered at once; everything opens, on-call is paged and the whole core team is asked for", () => {
  expect(level("P0")).toMatchObject({
    rank: 1,
    response: { text: "Immediate action required", withinMin: 0 },
    opens: everything,
    pages: ["on-call"],
    roles: ["commander", "technical", "communications", "legal"],
    offersHotfix: true,
    postmortem: { required: true, dueHours: 168 },
  });
});

test("S4-6, S4-7, S4-8: P1 has three criteria", () => {
  expect(level("P1").definition.split("; ")).toEqual([
    "Major service degradation",
    "security vulnerability discovered",
    "data breach affecting user privacy",
  ]);
});

test("S4-9: P1 is answered within 1 hour and opens as much as P0", () => {
  expect(level("P1")).toMatchObject({
    rank: 2,
    response: { text: "Within 1 hour", withinMin: 60 },
    opens: everything,
    pages: ["on-call"],
    roles: ["commander", "technical", "communications", "legal"],
    offersHotfix: true,
    postmortem: { required: true, dueHours: 168 },
  });
});

test("S4-10, S4-11, S4-12: P2 has three criteria", () => {
  expect(level("P2").definition.split("; ")).toEqual([
    "Partial service degradation",
    "non-critical security issues",
    "performance issues",
  ]);
});

test("S4-13: P2 is answered within 4 hours, in a channel, and wakes nobody", () => {
  expect(level("P2")).toMatchObject({
    rank: 3,
    response: { text: "Within 4 hours", withinMin: 240 },
    opens: everything,
    pages: [],
    roles: ["commander", "technical"],
    offersHotfix: false,
    postmortem: { required: true, dueHours: 336 },
  });
});

test("S4-14, S4-15, S4-16: P3 has three criteria, and an alert that says nothing of its severity is one", () => {
  expect(level("P3").definition.split("; ")).toEqual([
    "Minor issues",
    "monitoring alerts",
    "user-reported bugs",
  ]);
  expect(alert({ alertname: "DiskFilling" })).toBe("P3");
});

test("S4-17: P3 is answered within 24 hours and is an issue only", () => {
  expect(level("P3")).toMatchObject({
    rank: 4,
    response: { text: "Within 24 hours", withinMin: 1_440 },
    opens: { channel: false, opsAlerts: false, issue: true },
    pages: [],
    roles: [],
    postmortem: { required: false, dueHours: null },
  });
});

test("S4-18, S4-19: the commander coordinates and decides, and each of three people on call is asked within the first 15 minutes", () => {
  expect(policy.roles["commander"]).toMatchObject({
    name: "Incident Commander",
    duty: "Coordinates response, makes decisions.",
    offeredTo: "on-call",
    acceptWithinMin: 5,
    remindedOf: [],
  });
});

test("S4-20, S4-21, S4-22: the rest of the core team has the duties of the runbook", () => {
  expect(["technical", "communications", "legal"].map((id) => policy.roles[id])).toMatchObject([
    { name: "Technical Lead", duty: "Handles technical investigation." },
    { name: "Communications Lead", duty: "Manages external communications." },
    { name: "Legal/Compliance", duty: "Handles regulatory requirements." },
  ]);
});

test("the extended team has roles that can be offered, and no level waits for them", () => {
  const extended = ["security-expert", "infrastructure-engineer", "contract-developer", "community-manager"];
  expect(extended.map((id) => policy.roles[id]?.name)).toEqual([
    "Security expert",
    "Infrastructure engineer",
    "Smart contract developer",
    "Community manager",
  ]);
  expect(levelsOf(policy).flatMap(({ roles }) => roles.filter((role) => extended.includes(role)))).toEqual(
    [],
  );
});

test("the runbook knows no scribe, so there is none", () => {
  expect(Object.keys(policy.roles)).not.toContain("scribe");
});

test("S4-32: the level is to be determined within the first 15 minutes", () => {
  expect(policy.classification.unsureAfterMin).toBe(15);
});

test("S4-78: incidents are told in #incident-response", () => {
  expect(policy.discord.opsAlerts).toBe("incident-response");
});

test("S4-35: every level has a ticket", () => {
  expect(levelsOf(policy).map(({ opens }) => opens.issue)).toEqual([true, true, true, true]);
});

test("an update is due every 2 hours in P0 and P1, as promised outside, and daily in P2", () => {
  expect(levelsOf(policy).map(({ updateEveryMin }) => updateEveryMin)).toEqual([120, 120, 1_440, null]);
});

test("P0 calls for the status page, Twitter and email at once; lesser levels for less and later; the commander approves", () => {
  expect(where("P0", null)).toEqual(["Status page", "Twitter", "Email"]);
  expect(where("P1", 29)).toEqual([]);
  expect(where("P1", 30)).toEqual(["Status page"]);
  expect(where("P1", 120)).toEqual(["Status page", "Email"]);
  expect(where("P2", 59)).toEqual([]);
  expect(where("P2", 60)).toEqual(["Status page"]);
  expect(where("P3", 100_000)).toEqual([]);
  const approvers = levelsOf(policy).flatMap(({ external }) => external.map(({ approvedBy }) => approvedBy));
  expect(new Set(approvers)).toEqual(new Set(["commander"]));
});

test("containment is shown in the runbook's order: isolate, collect evidence, mitigate", () => {
  for (const id of ["P0", "P1"]) {
    expect(level(id).mitigation.map(({ text }) => text.split(":")[0])).toEqual([
      "Isolate affected systems",
      "Collect evidence",
      "Mitigate for the time being",
    ]);
  }
});

test.each([
  [{ severity: "p0" }, "P0"],
  [{ severity: "critical" }, "P1"],
  [{ severity: "warning" }, "P2"],
  [{ severity: "info" }, "P3"],
  [{ source: "uptime-kuma" }, "P1"],
  [{ severity: "none" }, null],
])("an alert with %j is %s", (labels, id) => {
  expect(alert(labels as Record<string, string>)).toBe(id);
});
