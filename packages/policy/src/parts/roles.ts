import { z } from "zod";
import { key, minutes, name, sentence } from "../fields-of-text.ts";

/* Who does what. Every field has a default, so that a policy that an older Muster stored still reads. */

const span = minutes.min(1, "Write 1 or more, or `null` for none.").nullable().default(null);

/** Fields of the policy. */
export const rolesFields = {
  offers: z
    .strictObject({
      answerWithinMin: minutes
        .min(1, "Write 1 or more, or `null` to wait for ever.")
        .nullable()
        .default(10)
        .describe(
          "Minutes without an answer until somebody who was asked by name is asked once more, and then given up. A role's own `acceptWithinMin` goes first.",
        ),
      remindOfMissingEveryMin: span.describe(
        "Whoever leads is reminded this often of the roles that the level asks for and nobody has.",
      ),
    })
    .prefault({}),
  detector: z
    .strictObject({
      name: name.default("Reporter").describe("What the policy calls whoever noticed the incident."),
      duty: sentence
        .nullable()
        .default(null)
        .describe("What is theirs to do until somebody has accepted to lead. They are told when it ends."),
    })
    .prefault({}),
  training: z
    .strictObject({
      steps: z
        .array(sentence)
        .max(20)
        .default([])
        .describe("What everybody has done before they go on call. `/muster training` shows it."),
      validForDays: z
        .number("Write days, for example `365`.")
        .int("Write whole days.")
        .min(1, "Write 1 or more, or `null` for ever.")
        .max(3_650, "Write at most 3650 days.")
        .nullable()
        .default(null)
        .describe("After so many days a training counts as old."),
      trainedOn: z
        .record(
          name,
          z
            .string('Write the day in quotes, for example `"2026-11-21"`.')
            .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the day as `"2026-11-21"`.'),
        )
        .default({})
        .describe("The day on which each person last went through the steps, by the name in the rota."),
    })
    .prefault({}),
};

/** Fields of each role. */
export const rolesRoleFields = {
  isMany: z.boolean().default(false).describe("Several people may hold it at once."),
  fixes: z
    .boolean()
    .default(true)
    .describe("Whoever holds it may be given things to fix. Write `false` for a scribe, for example."),
  sheet: z
    .array(sentence)
    .max(12)
    .default([])
    .describe("What to do in this role, line by line. Whoever accepts it gets it to read."),
};

/** Fields of each level. */
export const rolesLevelFields = {
  separate: z
    .array(z.array(key).min(2, "Write two roles or more.").max(5))
    .max(10)
    .default([])
    .describe(
      "Sets of roles that different people should hold. It is said when one person holds two of them.",
    ),
  smallGroupMax: z
    .number("Write how many people, for example `6`.")
    .int("Write a whole number.")
    .min(1, "Write 1 or more, or `null` for no bound.")
    .max(1_000)
    .nullable()
    .default(null)
    .describe(
      "So many people at most in the beginning. It is said when there are more; nobody is turned away.",
    ),
  whenUnreachable: sentence
    .nullable()
    .default(null)
    .describe("What is to be done when nobody on call answers."),
  targets: z
    .strictObject({
      ackWithinMin: span.describe("Minutes until somebody must have accepted to lead."),
      firstUpdateWithinMin: span.describe("Minutes until the first update."),
      resolveWithinMin: span.describe("Minutes until it is to be resolved."),
    })
    .prefault({})
    .describe("Clocks that the card shows as met or missed. `response` has one of its own."),
  everybodyFixes: z
    .boolean()
    .default(false)
    .describe(
      "At this level people may fix things whatever role they hold: a small team is not split for a small matter.",
    ),
};
