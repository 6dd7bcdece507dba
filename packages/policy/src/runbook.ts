import { z } from "zod";
import { key, line, minutes, name, sentence } from "./fields-of-text.ts";

/* A runbook: what people do when a known kind of trouble comes. Shown and ticked, never run. */

const sentences = z.array(sentence).max(20);

const runbookStep = z.strictObject({
  text: sentence,
  why: sentence.nullable().default(null),
  command: line(1_000)
    .nullable()
    .default(null)
    .describe("Shown to people, never run. `$NAMES` are filled in from `variables` and from the incident."),
  expected: sentence.nullable().default(null).describe("What people see when it worked."),
  note: sentence
    .nullable()
    .default(null)
    .describe("What must be written down when the step is ticked, such as a transaction hash."),
});

const option = z.strictObject({
  name,
  when: sentence.describe("When this option is the right one."),
  impact: sentence.describe("What it costs those who use the service."),
  rollbackSafe: z
    .enum(["yes", "no", "with care"], "Write `yes`, `no` or `with care`.")
    .describe("Whether it can be taken back without further harm."),
  steps: sentences.default([]),
  verify: sentence.describe("How people see that it worked."),
});

const day = z
  .string("Write the day in quotes, for example `2026-11-01`.")
  .regex(/^\d{4}-\d{2}-\d{2}$/, "Write the day as `2026-11-01`.");

const fields = {
  name,
  typicalSeverity: name.describe("How bad it usually is, in words: levels differ between policies."),
  expert: name.describe("The field of the expert who is called first."),
  owner: name.nullable().describe("Who keeps it up to date."),
  updatedOn: day.describe("When it was last looked through."),
  reviewEveryDays: z
    .number("Write days, for example `180`.")
    .int()
    .min(1)
    .max(1_000)
    .nullable()
    .describe("After so many days it is shown as out of date; null never."),
  keywords: z
    .array(line(40))
    .max(40)
    .describe("Words in an incident's title or description that make it worth a suggestion."),
  symptoms: sentences.describe("What people see."),
  alerts: sentences.describe("What monitoring says."),
  differs: sentences.describe("How to tell it from what looks alike."),
  triageMin: minutes.nullable().describe("Minutes within which it should be clear what this is."),
  steps: z.record(key, runbookStep).describe("What to do at once, in this order. Each can be ticked."),
  options: z.array(option).max(10).describe("Ways to stop the damage."),
  questions: sentences.describe("What the investigation asks."),
  escalateIf: sentences,
  resolution: z.record(key, runbookStep).describe("What must hold before it is over. Each can be ticked."),
  causes: sentences.describe("Common root causes."),
  related: z.array(key).max(20).describe("Ids of other runbooks."),
  ask: z
    .strictObject({ everyMin: minutes.min(1, "Write 1 or more."), text: sentence })
    .nullable()
    .describe("While it is open and the incident goes on, people are asked this so often."),
};

export const runbookSchema = z.strictObject(fields);

/** What a policy writes: any of the fields, over those of a runbook that Muster brings along. */
export const runbookEntry = z
  .strictObject({ from: key.optional().describe("A runbook that Muster brings along."), ...fields })
  .partial();

export type Runbook = z.infer<typeof runbookSchema>;
export type RunbookStep = Runbook["steps"][string];
/** As data is written, with what is usually empty left out. */
export type RunbookDraft = Partial<z.input<typeof runbookSchema>> & { name: string };
