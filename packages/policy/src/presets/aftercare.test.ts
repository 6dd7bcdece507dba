import { describe, expect, test } from "vitest";
import { loadPolicy } from "../load.ts";
import { partsOfLevel, partsOfPolicy } from "../explain/index.ts";
import { findLevel, levelsOf } from "../levels.ts";

function policyOf(text: string) {
  const loaded = loadPolicy(text, { file: "x" });
  if (!loaded.ok) throw new Error(loaded.refused.map(({ message }) => message).join("\n"));
  return loaded.value;
}

describe.each([
  // Written out by hand from the seeds: [postmortem due after, meeting within, watched for], hours and days.
  [
    "seal",
    {
      P1: [168, 168, 7],
      P2: [168, 168, 7],
      P3: [168, 168, 7],
      P4: [null, null, null],
      P5: [null, null, null],
    },
  ],
  ["atrium", { P0: [48, null, null], P1: [48, null, null], P2: [null, null, null], P3: [null, null, null] }],
  [
    "pci",
    {
      "Severity 1": [72, 168, 7],
      "Severity 2": [168, 168, 7],
      "Severity 3": [336, null, 7],
      "Severity 4": [null, null, null],
    },
  ],
  ["trustledger", { P0: [168, 168, 7], P1: [168, 168, 7], P2: [336, 336, 7], P3: [null, null, null] }],
] as const)("%s", (preset, expected) => {
  test("B17: when the postmortem is due, when the review is held and how long it is watched", () => {
    const { policy } = policyOf(`extends: ${preset}`);
    const found = levelsOf(policy).map(({ id, postmortem, meetingWithinHours, watchDays }) => [
      id,
      [postmortem.dueHours, meetingWithinHours, watchDays],
    ]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test("every incident that is forgotten is found at last", () => {
    const { policy } = policyOf(`extends: ${preset}`);
    for (const level of levelsOf(policy)) expect(level.forgottenAfterHours).toBeGreaterThan(0);
  });
});

test("what follows an incident, and how people are asked, is told in plain sentences", () => {
  const { policy } = policyOf(
    "extends: trustledger\nprompts: { quietHours: { from: '22:00', to: '07:00', timeZone: Europe/Berlin } }",
  );
  expect(partsOfLevel(policy, findLevel(policy, "P0")!)).toEqual(
    expect.arrayContaining([
      "Watched for 7 days after the resolution, with a question each day.",
      "A review meeting within 7 d of the resolution.",
      "Asks whether it is still going on when nothing was recorded for 1 d.",
    ]),
  );
  expect(partsOfPolicy(policy)).toEqual(
    expect.arrayContaining([
      "Each month an issue: Review tools and process.",
      "What can wait is not asked from 22:00 to 07:00 (Europe/Berlin).",
      "A stand-up is asked for 1 d after the declaration and every 1 d after that.",
    ]),
  );
});

test.each([
  ["prompts: { quietHours: { from: '22:00', to: '22:00' } }", "end when they begin"],
  ["prompts: { quietHours: { from: '25:00', to: '07:00' } }", "time of day"],
  ["prompts: { quietHours: { from: '22:00', to: '07:00', timeZone: Mars } }", "time zone"],
  ["levels: { P0: { watchDays: 0 } }", "1 or more"],
  ["reviews: { keys: { title: Keys, every: day } }", "`week`, `month`, `quarter` or `year`"],
  ["aftercare: { questions: { x: { name: X, ask: 'X?', becomes: joke } } }", "Write one of"],
])("%s is refused in words", (text, words) => {
  const loaded = loadPolicy(`extends: atrium\n${text}`, { file: "x" });
  expect(loaded.ok ? "" : loaded.refused.map(({ message }) => message).join("\n")).toContain(words);
});

test.each([
  ["levels: { P0: { updateEveryMin: 3 } }", "asks for an update every 3 min, but two asks stay 5 min apart"],
  ["levels: { P3: { meetingWithinHours: 24 } }", "requires no postmortem, so there is nothing to review"],
  ["reviews: { keys: { title: Keys, every: month } }", "has no checklist"],
])("%s is warned of", (text, words) => {
  const { warnings } = policyOf(`extends: atrium\n${text}`);
  expect(warnings.map(({ message }) => message).join("\n")).toContain(words);
});
