import { loadPolicy, policySchema, presets, type Policy } from "@muster/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ada, at, bo, by, declared, play, policy as atrium, type Story } from "../testing.ts";
import { whatIf } from "./index.ts";

/** Atrium with changes, as a team would write them. */
function changed(text: string): Policy {
  const loaded = loadPolicy(`extends: atrium\n${text}`, { file: "policy.yaml" });
  if (!loaded.ok) throw new Error(loaded.refused.map(({ message }) => message).join("\n"));
  return loaded.value.policy;
}

const later = at(60 * 24 * 30);
const differs = (story: Story, text: string, before = atrium): string[] =>
  whatIf(story, before, changed(text), later);

/** A P1 of two hours: commander after 12 min, an update after 60 min, mitigated after 90 min, resolved after two hours. */
const twoHours = play(
  declared({ level: "P1" }),
  [12, { do: "take-role", role: "commander" }],
  [60, { do: "update", text: "still looking" }],
  [90, { do: "mitigate", what: "paused", verified: "no transfer" }],
  [120, { do: "resolve", summary: "fixed" }],
);

describe("what would have happened differently", () => {
  test("is nothing when only words that nobody acts on were changed", () => {
    const cosmetic = `
name: Our own rules
levels:
  P1: { examples: ["Something else"], name: Grave, definition: "${atrium.levels["P1"]!.definition}." }
people: { ada: { github: ada } }
`;
    expect(differs(twoHours, cosmetic)).toEqual([]);
    expect(differs(twoHours, "levels: { P3: { updateEveryMin: 5, opens: { channel: true } } }")).toEqual([]);
  });

  test.each([
    [
      "a level that is gone",
      "levels: { P1: null }\nalerts: { rules: [{ level: P2 }] }",
      ["P1 would not have been there; another level would have had to be chosen."],
    ],
    [
      "another definition",
      "levels: { P1: { definition: Money is gone } }",
      [`P1 would have been defined as “Money is gone” instead of “${atrium.levels["P1"]!.definition}”.`],
    ],
    [
      "what it opens",
      "levels: { P1: { opens: { channel: false, issue: false } } }",
      ["There would not have been an incident channel.", "There would not have been an issue."],
    ],
    [
      "another alert channel",
      "discord: { opsAlerts: sirens }",
      ["The alert would have stood in #sirens instead of #ops-alerts."],
    ],
    [
      "nobody to page",
      "levels: { P1: { pages: [] } }",
      [`Nobody would have been paged (it paged @${atrium.discord.onCallRole}).`],
    ],
    [
      "another role to page",
      "discord: { onCallRole: firefighters }",
      [`It would have paged @firefighters instead of @${atrium.discord.onCallRole}.`],
    ],
    [
      "a response target that was missed",
      "levels: { P1: { response: { text: at once, withinMin: 5 } } }",
      [
        "The first answer came after 12 min and would have missed the target of 5 min instead of meeting one of 1 h.",
      ],
    ],
    [
      "a response target that is met as well",
      "levels: { P1: { response: { text: half, withinMin: 30 } } }",
      [],
    ],
    [
      "a role that nobody held",
      "roles: { legal: { name: Legal, duty: Looks at duties. } }\nlevels: { P1: { roles: [commander, communications, scribe, legal] } }",
      ["Legal would have been a role to fill; nobody held it."],
    ],
    [
      "no hotfix branch",
      "levels: { P1: { offersHotfix: false } }",
      ["No hotfix branch would have been offered."],
    ],
    [
      "a postmortem that is not asked for",
      "levels: { P1: { postmortem: { required: false, dueHours: null } } }",
      ["No postmortem would have been required."],
    ],
    [
      "another due time for it",
      "postmortem: { dueFrom: declared }\nlevels: { P1: { postmortem: { dueHours: 24 } } }",
      ["The postmortem would have been due 2026-01-06 09:00 UTC instead of 2026-01-07 11:00 UTC."],
    ],
  ])("tells %s", (_what, text, sentences) => {
    expect(differs(twoHours, text)).toEqual(expect.arrayContaining(sentences));
  });

  test("counts the reminders of an update as the clock would have given them", () => {
    // Reminded at 20 and 40; the update at 60 starts anew: 80 and 100; resolved at 120.
    const every = (min: number | null) => changed(`levels: { P1: { updateEveryMin: ${min} } }`);
    expect(whatIf(twoHours, every(null), every(20), later)).toEqual([
      "There would have been 4 reminders of an update instead of 0.",
    ]);
    // 45, and after the update at 60 once more at 105.
    expect(whatIf(twoHours, every(20), every(45), later)).toEqual([
      "There would have been 2 reminders of an update instead of 4.",
    ]);
    // Each earlier than the next one would be due.
    expect(whatIf(twoHours, every(60), every(90), later)).toEqual([]);
  });

  test("follows the levels that the incident had, one after the other", () => {
    const raised = play(
      declared({ level: "P3" }),
      [30, { do: "change-severity", level: "P0", reason: "funds are leaving" }],
      [50, { do: "resolve", summary: "fixed" }],
    );
    const quiet = "levels: { P0: { updateEveryMin: 10 }, P3: { updateEveryMin: null } }";
    const none = changed("levels: { P0: { updateEveryMin: null }, P3: { updateEveryMin: null } }");
    // Ten minutes have long passed when P0 comes: one at once, one ten minutes later; at the end it is over.
    expect(whatIf(raised, none, changed(quiet), later)).toEqual([
      "There would have been 2 reminders of an update instead of 0.",
    ]);
    expect(differs(raised, "levels: { P3: { opens: { channel: true } } }")).toEqual([]);
  });

  test("public words are due by downtime, each with who approves it, and a drill has none", () => {
    const words = `
levels:
  P1:
    external:
      - { where: Twitter, what: We are down, when: { downtimeOverMin: 60 }, approvedBy: commander }
`;
    const less = words.replace("60", "100");
    const other = words.replace("approvedBy: commander", "approvedBy: scribe");
    const scribe = "roles: { scribe: { name: Scribe, duty: Writes. } }";
    const pages = (text: string) => changed(`${text}${scribe}`);
    expect(whatIf(twoHours, pages(less), pages(words), later)).toEqual([
      "Words on Twitter would have been due.",
    ]);
    expect(whatIf(twoHours, pages(words), pages(less), later)).toEqual([
      "Words on Twitter would not have been due.",
    ]);
    expect(whatIf(twoHours, pages(words), pages(other), later)).toEqual([
      "Words on Twitter would have been approved by Scribe instead of Incident commander.",
    ]);
    const drill = play(declared({ level: "P1", isDrill: true }), [120, { do: "resolve", summary: "done" }]);
    expect(whatIf(drill, pages(less), pages(words), later)).toEqual([]);
  });

  test("tells of an incident that waited for a severity", () => {
    const waited = play(declared({ level: null }), [
      20,
      { do: "change-severity", level: "P2", reason: "slow" },
    ]);
    const soon = "classification: { unsureAfterMin: 10 }";
    const never = changed("classification: { unsureAfterMin: null }");
    expect(differs(waited, soon, never)).toEqual([
      "Without a severity it would have become P0, before anybody chose one.",
    ]);
    expect(whatIf(waited, changed(soon), never, later)).toEqual([
      "It would have waited for somebody to choose a severity, instead of taking the highest.",
    ]);
  });

  test("is empty for the same policy, and told in whole sentences between any two, whatever happened", () => {
    const all = Object.values(presets).map((preset) => policySchema.parse(preset));
    const step = fc.constantFrom<Parameters<typeof play>[1][1]>(
      { do: "take-role", role: "commander" },
      { do: "update", text: "still looking" },
      { do: "change-severity", level: "P0", reason: "worse" },
      { do: "mitigate", what: "paused", verified: "yes" },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(null, "P0", "P1", "P2", "P3"),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), step), { maxLength: 6 }),
        fc.constantFrom(...all),
        (level, steps, other) => {
          let story = declared({ level });
          for (const [minute, command] of steps.toSorted(([a], [b]) => a - b)) {
            try {
              story = play(story, [minute, command, by(minute % 2 === 0 ? ada : bo)]);
            } catch {
              // Refused here; the next one may be granted.
            }
          }
          expect(whatIf(story, atrium, atrium, later)).toEqual([]);
          for (const sentence of whatIf(story, atrium, other, later)) expect(sentence).toMatch(/^\S.*\S$/);
        },
      ),
      { numRuns: 200 },
    );
  });
});
