import { expect, test } from "vitest";
import { clock, examples } from "./testing.ts";
import { everywhere, fire, outcome, settingOf, told, under } from "./testing-policies.ts";

const trustledger = under(settingOf("extends: trustledger"));

const coreTeam = ["Incident Commander", "Technical Lead", "Communications Lead", "Legal/Compliance"];

test("S4-2, S4-3, S4-4, S4-5: P0 opens everything, pages and asks for the whole core team", () => {
  expect(outcome(trustledger, "P0")).toEqual({
    level: "P0",
    tells: everywhere,
    isPaged: true,
    missing: coreTeam,
    due: {
      update: 120,
      "role:commander": 5,
      "target:ack": 15,
      "phase:assessment": 15,
      "report-question": 30,
      "public-next": 110,
    },
    postmortemDueAt: "2026-01-12T10:00:00.000Z",
  });
});

test("S4-6, S4-7, S4-8, S4-9: P1 does so too, and tells outside after a while", () => {
  expect(outcome(trustledger, "P1")).toEqual({
    level: "P1",
    tells: everywhere,
    isPaged: true,
    missing: coreTeam,
    due: {
      update: 120,
      "public-update:Status page": 30,
      "public-update:Email": 120,
      "role:commander": 5,
      "target:response": 60,
      "report-question": 30,
      "phase:assessment": 15,
    },
    postmortemDueAt: "2026-01-12T10:00:00.000Z",
  });
});

test("S4-10, S4-11, S4-12, S4-13: P2 has a channel, wakes nobody and is reviewed within two weeks", () => {
  expect(outcome(trustledger, "P2")).toEqual({
    level: "P2",
    tells: everywhere,
    isPaged: false,
    missing: ["Incident Commander", "Technical Lead"],
    due: {
      update: 1_440,
      "public-update:Status page": 60,
      "role:commander": 5,
      "target:response": 240,
      "phase:assessment": 15,
    },
    postmortemDueAt: "2026-01-19T10:00:00.000Z",
  });
});

test("S4-14, S4-15, S4-16, S4-17: P3 is a ticket", () => {
  expect(outcome(trustledger, "P3")).toEqual({
    level: "P3",
    tells: ["issue", "say reply"],
    isPaged: false,
    missing: [],
    due: { "target:response": 1_440 },
    postmortemDueAt: null,
  });
});

test("S4-34, S4-36: primary, secondary and escalation are each asked to command, five minutes apart", () => {
  let story = trustledger.declare("P0");
  const asked = [story.incident.roles["commander"]?.offer?.to.name];
  for (const minute of [5, 10]) {
    story = trustledger.play(story, [minute, fire("role:commander"), clock]);
    asked.push(story.incident.roles["commander"]?.offer?.to.name);
  }
  expect(asked).toEqual(["ada", "bo", "cy"]);
  const nobody = trustledger.play(story, [15, fire("role:commander"), clock]);
  expect(nobody.incident.timeline.at(-1)?.text).toBe(
    "No answer from cy for Incident Commander; nobody else is on call",
  );
});

test("S4-35, S4-37: a declared incident has its ticket and its channel", () => {
  expect(told(trustledger.declare("P2"))).toEqual(everywhere);
});

test("the mitigation of P0 and P1 offers a hotfix branch, that of P2 does not", () => {
  const offers = ["P0", "P1", "P2"].map((level) => {
    const event = trustledger.play(trustledger.declare(level), [9, examples.mitigate]).events.at(-1);
    return event?.type === "mitigated" && event.offersHotfix;
  });
  expect(offers).toEqual([true, true, false]);
});
