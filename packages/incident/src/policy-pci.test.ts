import { expect, test } from "vitest";
import { ada, bo, clock } from "./testing.ts";
import { due, everywhere, fire, outcome, settingOf, told, under } from "./testing-policies.ts";

const pci = under(settingOf("extends: pci"));

test("S3-11, S3-12, S3-13: Severity 1 opens everything, pages and is reviewed within 72 hours", () => {
  expect(outcome(pci, "Severity 1")).toEqual({
    level: "Severity 1",
    tells: everywhere,
    isPaged: true,
    missing: ["Incident commander", "Security lead", "Engineering team", "Communications lead"],
    due: {
      update: 30,
      "role:commander": 15,
      "target:ack": 15,
      "report-question": 30,
      "public-next": 230,
      "question:scope-clear": 30,
    },
    postmortemDueAt: "2026-01-08T10:00:00.000Z",
  });
});

test("S3-14, S3-15, S3-16: Severity 2 does so too, with an hour for updates and a week for the review", () => {
  expect(outcome(pci, "Severity 2")).toEqual({
    level: "Severity 2",
    tells: everywhere,
    isPaged: true,
    missing: ["Incident commander", "Security lead", "Engineering team", "Communications lead"],
    due: {
      update: 60,
      "public-update:Designated stakeholders": 60,
      "role:commander": 15,
      "target:response": 60,
      "report-question": 30,
      "question:scope-clear": 30,
    },
    postmortemDueAt: "2026-01-12T10:00:00.000Z",
  });
});

test("S3-17, S3-18: Severity 3 is told to responders, has an issue and is reviewed within two weeks", () => {
  expect(outcome(pci, "Severity 3")).toEqual({
    level: "Severity 3",
    tells: ["ops-alert", "issue", "say reply"],
    isPaged: false,
    missing: ["Incident commander", "Security lead"],
    due: { "role:commander": 15, "target:response": 1_440, "report-question": 30 },
    postmortemDueAt: "2026-01-19T10:00:00.000Z",
  });
});

test("S3-19, S3-20: Severity 4 is an issue", () => {
  expect(outcome(pci, "Severity 4")).toEqual({
    level: "Severity 4",
    tells: ["issue", "say reply"],
    isPaged: false,
    missing: [],
    due: {},
    postmortemDueAt: null,
  });
});

test("S3-33: the level is chosen from the policy's own, by its whole name in any case", () => {
  const open = pci.declare("severity 3");
  expect(open.incident.severity).toEqual({ policyId: "pci", levelId: "Severity 3", rank: 3 });
  expect(pci.refusal(open, { do: "change-severity", level: "P1", reason: null })).toBe(
    "There is no level `P1`. Choose one of `Severity 1`, `Severity 2`, `Severity 3`, `Severity 4`, or `unsure`.",
  );
});

test("S3R-2: severity may rise as news arrives; the channel opens then, and the change is on record", () => {
  const small = pci.declare("Severity 3");
  const raised = pci.play(small, [9, { do: "change-severity", level: "Severity 1", reason: "data is gone" }]);
  expect(told(raised, small)).toContain("channel");
  expect(raised.incident.timeline.at(-1)?.text).toBe(
    "Severity 3 → Severity 1: Confirmed data breach; active unauthorized access; major service outage impacting all users, because data is gone",
  );
});

test("the word severity is not said twice", () => {
  expect(pci.declare("Severity 2").incident.timeline[1]?.text).toMatch(/^Severity 2: Suspected compromise/);
});

test("an incident whose level nobody can say takes the highest after 15 minutes", () => {
  const open = pci.declare(null);
  expect(due(open, pci.policy)).toEqual({ unsure: 15 });
  expect(pci.play(open, [15, fire("unsure"), clock]).incident.severity?.levelId).toBe("Severity 1");
});

test("S3-21: the commander is offered to the person on call, then to the next after 15 minutes", () => {
  const open = pci.declare("Severity 1");
  expect(open.incident.roles["commander"]?.offer?.to).toEqual(ada);
  expect(pci.play(open, [15, fire("role:commander"), clock]).incident.roles["commander"]?.offer?.to).toEqual(
    bo,
  );
});
