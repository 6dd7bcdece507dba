import { z } from "zod";
import { factNames, isFact } from "../fact-names.ts";
import { key, line, minutes, name, sentence } from "../fields-of-text.ts";
import { runbookEntry } from "../runbook.ts";

/* Phases with their steps, and runbooks. Every field has a default, so that a policy that an older Muster stored still reads. */

const factText = `Write one of ${factNames.map((fact) => `\`${fact}\``).join(", ")}, \`role:\` with a role's id, \`answer:\` with a question's id, or \`called:\` with the id of a group or of an expert's domain.`;
const fact = z.string(factText).refine(isFact, factText);

const onlyAt = z.array(key).max(20).default([]).describe("Only at these levels; empty means at all.");

const phaseStep = z.strictObject({
  text: sentence,
  group: name.nullable().default(null).describe("A heading that it stands under, with its neighbours."),
  note: sentence
    .nullable()
    .default(null)
    .describe("What must be written down when it is ticked; null when a tick is enough."),
  tickedBy: fact.nullable().default(null).describe("A fact that ticks it by itself."),
  gates: z
    .enum(["mitigate", "resolve", "close"], "Write `mitigate`, `resolve` or `close`, or leave it out.")
    .nullable()
    .default(null)
    .describe("What waits until it is ticked, or skipped with a reason."),
  makesAction: z
    .boolean()
    .default(false)
    .describe("Ticking it asks for an owner and a due date and adds an action item."),
  role: key.nullable().default(null).describe("The role whose job it is."),
  levels: onlyAt,
});

const phase = z.strictObject({
  name,
  goal: sentence.nullable().default(null),
  window: z
    .strictObject({
      fromMin: minutes,
      toMin: minutes.nullable().describe("null leaves its end open: hours to days."),
    })
    .nullable()
    .default(null)
    .describe("Minutes after the declaration. Running over is said and recorded; it blocks nothing."),
  levels: onlyAt,
  begins: fact
    .nullable()
    .default(null)
    .describe("The fact that begins it by itself; null waits until somebody enters it."),
  looksForCause: z
    .boolean()
    .default(false)
    .describe("Until the damage has stopped, its steps are preceded by the question of `stopFirst`."),
  steps: z.record(key, phaseStep).default({}),
});

/** Fields of the policy. */
export const checklistFields = {
  phases: z
    .record(key, phase)
    .default({})
    .describe("The phases of the process, in the order in which they are written, each with its steps."),
  stopFirst: sentence
    .nullable()
    .default(null)
    .describe("Asked before anything that looks for the cause, until the damage has stopped."),
  confirmation: z
    .strictObject({
      levels: z
        .array(key)
        .max(20)
        .default([])
        .describe(
          "Levels at which, when several people took part, somebody other than the one who mitigated confirms the fix before it is resolved.",
        ),
    })
    .prefault({}),
  variables: z
    .record(
      z
        .string()
        .regex(
          /^[A-Z][A-Z0-9_]{0,59}$/,
          "Write a variable's name in capitals, such as `POSTERN_KILL_SWITCH`.",
        ),
      line(200).regex(
        /^[\w.:/@+,=-]+$/,
        "Write one word without quotes, spaces or `$`: it is put into commands as it is.",
      ),
    )
    .default({})
    .describe("Public values that are filled into the commands that are shown. Never a secret."),
  runbooks: z
    .record(key, runbookEntry)
    .default({})
    .describe(
      "Runbooks by their ids. `from` takes one that Muster brings along; other fields stand in its place.",
    ),
};

/** Fields of each level. */
export const checklistLevelFields = {};
