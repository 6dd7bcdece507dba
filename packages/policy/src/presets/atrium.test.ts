import { expect, test } from "vitest";
import {
  alertLevel,
  externalPostsFor,
  findLevel,
  levelsOf,
  loadPolicy,
  sayProblem,
  type NamedLevel,
  type Policy,
} from "../index.ts";

const loaded = loadPolicy("extends: atrium", { file: ".muster/policy.yaml" });
if (!loaded.ok) throw new Error(loaded.refused.map(sayProblem).join("\n"));
const policy: Policy = loaded.value.policy;

function level(id: string): NamedLevel {
  const found = findLevel(policy, id);
  if (found === null) throw new Error(`There is no level ${id}.`);
  return found;
}

const where = (id: string, downMin: number | null) =>
  externalPostsFor(level(id), downMin).map((post) => post.where);

test("the preset has no errors, and warns of exactly what its source leaves open", () => {
  expect(loaded.value.warnings.map((warning) => warning.path)).toEqual([
    "levels.P2.ticketLinksChannel",
    "levels.P3.ticketLinksChannel",
    "levels.P0.external[0]",
    "levels.P1.external[0]",
  ]);
});

test("S1-3: P0 is fund loss or an unauthorized admin action, answered immediately", () => {
  expect(level("P0")).toMatchObject({
    rank: 1,
    definition: "Fund loss or unauthorized admin action",
    examples: ["Exploit", "Key compromise", "Unauthorized pause"],
    response: { text: "Immediate", withinMin: 0 },
  });
});

test("S1-4: P1 is a service down or a data integrity issue, answered within the hour", () => {
  expect(level("P1")).toMatchObject({
    rank: 2,
    definition: "Service down or data integrity issue",
    examples: ["UI unreachable", "Incorrect balances shown"],
    response: { text: "< 1 hour", withinMin: 60 },
  });
});

test("S1-5: P2 is performance degradation, answered within a day; a warning about latency is one", () => {
  expect(level("P2")).toMatchObject({
    rank: 3,
    definition: "Performance degradation",
    examples: ["p95 > 5s", "Partial feature broken"],
    response: { text: "< 24 hours", withinMin: 1_440 },
  });
  expect(alertLevel(policy, { alertname: "LatencyP95High", severity: "warning", source: "prometheus" })).toBe(
    "P2",
  );
});

test("S1-6: P3 is cosmetic or non-blocking, for the next sprint", () => {
  expect(level("P3")).toMatchObject({
    rank: 4,
    definition: "Cosmetic or non-blocking",
    examples: ["Typo", "Minor UI glitch"],
    response: { text: "Next sprint", withinMin: null },
  });
});

test("S1-8: the commander is offered to the person on call", () => {
  expect(policy.roles["commander"]).toMatchObject({ name: "Incident commander", offeredTo: "on-call" });
  expect(level("P0").roles).toContain("commander");
});

test("S1-9: the rota is runbooks/on-call-rotation.md", () => {
  expect(policy.onCall.document).toBe("runbooks/on-call-rotation.md");
});

test.each([
  ["S1-11", "P0", { channel: true, opsAlerts: true, issue: true }],
  ["S1-13", "P1", { channel: true, opsAlerts: true, issue: true }],
  ["S1-15", "P2", { channel: false, opsAlerts: true, issue: true }],
  ["S1-17", "P3", { channel: false, opsAlerts: false, issue: true }],
])("%s: what an incident of %s opens inside", (_, id, opens) => {
  expect(level(id).opens).toEqual(opens);
  expect(policy.discord.opsAlerts).toBe("ops-alerts");
});

test("S1-12: P0 calls for a Twitter status update at once, known downtime or not", () => {
  expect(where("P0", null)).toEqual(["Twitter"]);
  expect(where("P0", 0)).toEqual(["Twitter"]);
});

test("S1-14: P1 calls for Twitter once the service was down for 30 minutes, and not before", () => {
  expect(where("P1", null)).toEqual([]);
  expect(where("P1", 29.9)).toEqual([]);
  expect(where("P1", 30)).toEqual(["Twitter"]);
});

test.each([
  ["S1-16", "P2"],
  ["S1-18", "P3"],
])("%s: %s calls for nothing outside, however long it lasts", (_, id) => {
  expect(where(id, 100_000)).toEqual([]);
});

test("S1-19: P0 lists the emergency pause through the Praetor multisig, as a command to be shown", () => {
  expect(level("P0").mitigation[1]?.command).toBe(
    'cast send $PRAETOR_TIMELOCK "pause()" --private-key $MULTISIG_KEY_1',
  );
});

test("S1-20: the pause carries the warning that it needs 2 of 3 confirmations and waits 48 h", () => {
  expect(level("P0").mitigation[1]?.caution).toMatch(/not immediate.*2 of 3.*48 h timelock/i);
});

test("S1-21: the kill switch, which acts at once, stands first", () => {
  expect(level("P0").mitigation[0]?.command).toBe(
    'cast send $POSTERN_KILL_SWITCH "revokeAll(address)" $COMPROMISED_ACCOUNT',
  );
  expect(level("P0").mitigation[0]?.caution).toContain("transaction hash");
});

test("S1-22: commands name their secrets by environment variables", () => {
  for (const { mitigation } of levelsOf(policy)) {
    for (const { command } of mitigation) expect(command ?? "").not.toMatch(/0x[0-9a-f]{40}|-----BEGIN/i);
  }
});

test("S1-23: P1 offers the branch hotfix/incident-{date}, other levels offer none", () => {
  expect(policy.hotfix.branch).toBe("hotfix/incident-{date}");
  expect(
    levelsOf(policy)
      .filter((one) => one.offersHotfix)
      .map((one) => one.id),
  ).toEqual(["P1"]);
});

test("S1-26: promoting to production is left to a person", () => {
  expect(level("P1").mitigation[1]?.text).toContain("a person promotes it to production");
});

test("S1-27: every incident's issue has the label incident", () => {
  expect(policy.github.label).toBe("incident");
});

test("S1-28: tickets of P2 and P3 are to link the channel", () => {
  expect(
    levelsOf(policy)
      .filter((one) => one.ticketLinksChannel)
      .map((one) => one.id),
  ).toEqual(["P2", "P3"]);
});

test("S1-29: tickets of P2 and P3 say to schedule them for the next sprint", () => {
  for (const id of ["P2", "P3"]) expect(level(id).ticketNote).toBe("Schedule for next sprint.");
});

test("S1-30: P0 and P1 require a postmortem, P2 and P3 do not", () => {
  expect(levelsOf(policy).map((one) => one.postmortem.required)).toEqual([true, true, false, false]);
});

test("S1-31: the postmortem is due within 48 hours, and the anchor can be chosen", () => {
  for (const id of ["P0", "P1"]) expect(level(id).postmortem.dueHours).toBe(48);
  expect(policy.postmortem.dueFrom).toBe("resolved");
  const other = loadPolicy("extends: atrium\npostmortem: { dueFrom: declared }", { file: "x" });
  expect(other).toMatchObject({ value: { policy: { postmortem: { dueFrom: "declared" } } } });
});

test("S1-32: the postmortem is incidents/{date}-{slug}.md", () => {
  expect(policy.postmortem.path).toBe("incidents/{date}-{slug}.md");
});

test("S1-39: action items are tracked in docs/plan-tracker.md", () => {
  expect(policy.tracker.path).toBe("docs/plan-tracker.md");
});

test.each([
  [{ severity: "critical" }, "P1"],
  [{ severity: "PAGE" }, "P1"],
  [{ Severity: "p0" }, "P0"],
  [{ severity: "p3" }, "P3"],
  [{ severity: "info" }, null],
  [{ source: "uptime-kuma" }, "P1"],
  [{ source: "uptime-kuma", severity: "P0" }, "P0"],
  [{ source: "uptime-kuma", severity: "info" }, null],
  [{}, "P2"],
])("an alert with %j is %s", (labels, id) => {
  expect(alertLevel(policy, labels as Record<string, string>)).toBe(id);
});
