import { describe, expect, test } from "vitest";
import { explainPolicy } from "../explain-policy.ts";
import { loadPolicy } from "../load.ts";
import { runbooksOf } from "../index.ts";
import { staffingModels } from "../parts/staffing.ts";
import { loadPreset } from "../testing.ts";
import { presets } from "./index.ts";

test("S0-2: a policy says which way of staffing it assumes, and where the rota is", () => {
  const said = staffingModels.map((model) => {
    const loaded = loadPolicy(`extends: seal\nstaffing: ${model}\n`, { file: "policy.yaml" });
    if (!loaded.ok) throw new Error("The policy was not taken.");
    return explainPolicy(loaded.value.policy).find((line) => line.startsWith("Staffing:"));
  });
  expect(said).toEqual([
    "Staffing: informal. People are reached in their own working hours, and after hours in the order of runbooks/on-call-rotation.md.",
    "Staffing: a simple rotation. One person a week, by runbooks/on-call-rotation.md, looks first and calls in whoever knows the matter.",
    "Staffing: first responders, by runbooks/on-call-rotation.md. They look first around the clock, choose the severity, start the process and hand over; they neither fix nor take large decisions alone.",
  ]);
});

describe.each(Object.keys(presets))("%s", (name) => {
  test("says what it is for and how the team is staffed", () => {
    const { policy } = loadPreset(name);
    expect(policy.purpose).not.toBeNull();
    expect(staffingModels).toContain(policy.staffing);
  });
});

test("S3-1: what the policy is for is its own first sentence: to detect incidents, respond and recover", () => {
  const { policy } = loadPreset("pci");
  expect(explainPolicy(policy)).toContain(
    "Purpose: How to detect security incidents that affect the platform, respond to them and recover from them.",
  );
});

test("S4-101: the runbook's team has procedures for each kind of trouble, and its own phases to follow", () => {
  const { policy } = loadPreset("trustledger");
  expect(runbooksOf(policy).map(({ id }) => id)).toEqual(
    expect.arrayContaining(["smart-contract-exploit", "key-compromise", "ddos-attack", "third-party-outage"]),
  );
  expect(Object.values(policy.phases).map(({ name }) => name)).toEqual([
    "Detection and assessment",
    "Containment",
    "Investigation",
    "Recovery",
    "Post-incident",
  ]);
});

test("S3R-1: the plan itself is reviewed and tested once a year, which is part of the policy", () => {
  const { plan } = loadPreset("pci").policy.reviews;
  expect(plan).toMatchObject({ every: "year", title: "Review and test the incident response plan" });
  expect(explainPolicy(loadPreset("pci").policy).join("\n")).toContain(plan!.title);
});
