import { z } from "zod";
import { key } from "../fields-of-text.ts";

/* What is kept as evidence. Every field has a default, so that a policy that an older Muster stored still reads. */

const levels = z.array(key).max(20).default([]);
const daysText = "Write days as a whole number from 1 to 36500, or `null` for ever.";

/** Fields of the policy. */
export const evidenceFields = {
  evidence: z
    .strictObject({
      preserveFirst: levels.describe(
        "Levels at which people are told to preserve logs and state before they change anything.",
      ),
      gate: z
        .boolean("Write `true` or `false`.")
        .default(false)
        .describe(
          "At those levels a mitigation is only recorded once something was preserved, or somebody said why there is nothing.",
        ),
      custody: levels.describe(
        "Levels at which each piece of evidence must say where it is kept, and a missing hash is asked for.",
      ),
      retentionDays: z
        .number(daysText)
        .int(daysText)
        .min(1, daysText)
        .max(36_500, daysText)
        .nullable()
        .default(null)
        .describe(
          "Days after the resolution for which evidence is to be kept where it lies; null for ever. Muster itself deletes nothing of an incident.",
        ),
    })
    .prefault({}),
};

/** Fields of each level. */
export const evidenceLevelFields = {};
