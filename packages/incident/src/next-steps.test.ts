import { expect, test } from "vitest";
import { nextSteps } from "./next-steps.ts";
import { declared, examples, play, policy } from "./testing.ts";

test("a fresh P0 says who is awaited, what is missing and what to do first", () => {
  expect(nextSteps(declared({ level: "P0" }).incident, policy)).toEqual([
    "Incident commander: waiting for ada to accept.",
    "Communications lead and Scribe are missing: take one with the button, or /incident role.",
    "Stop the damage first, then say so: /incident mitigate.",
    "Public: Status update on Twitter. Have it approved before it goes out: /comms draft.",
  ]);
});

test("S1-12, S1-14: the public is told at once for a P0, and after 30 minutes of downtime for a P1", () => {
  expect(nextSteps(declared({ level: "P1" }).incident, policy)).toContain(
    "Public, if down for more than 30 min: Status update on Twitter: /comms draft.",
  );
});

test("S1-16, S1-18: P2 and P3 ask for no public word", () => {
  for (const level of ["P2", "P3"]) {
    expect(nextSteps(declared({ level }).incident, policy).filter((step) => step.includes("Public"))).toEqual(
      [],
    );
  }
});

test("without a severity the first thing to do is to set one", () => {
  expect(nextSteps(declared({ level: null }).incident, policy)[0]).toBe(
    "Set the severity: /incident severity. If unsure, choose the higher. Without one it takes the highest after 5 min.",
  );
});

test("after the resolution the postmortem and its items are asked for, until it is published", () => {
  const resolved = play(declared(), [10, examples.resolve]);
  expect(nextSteps(resolved.incident, policy)).toEqual([
    "Postmortem due 2026-01-07 09:10 UTC: complete the pull request and merge it.",
    "No action items yet: /action add, each with an owner and a due date. The policy gives 2 days for naming them.",
    "The report is shared with the public unless somebody decides otherwise. Put it on record: /comms report.",
    "Answer: Slow detection, Unclear response. /review show has the questions.",
  ]);
  const followedUp = play(resolved, [15, examples["add-action"]], [20, examples["publish-postmortem"]]);
  expect(nextSteps(followedUp.incident, policy)).toEqual([
    "Answer: Slow detection, Unclear response. /review show has the questions.",
  ]);
});
