import { z } from "zod";
import { repoPath } from "../fields-of-text.ts";

/* Learning from what was. Every field has a default, so that a policy that an older Muster stored still reads. */

const amongText = "Write a whole number from 0 to 100.";

/** Fields of the policy. */
export const learningFields = {
  lookalikes: z
    .strictObject({
      among: z
        .number(amongText)
        .int(amongText)
        .min(0, amongText)
        .max(100, amongText)
        .default(100)
        .describe(
          "A new incident is compared with so many of the latest that are over, and those that it looks like are named in its room; 0 compares with none.",
        ),
    })
    .prefault({}),
  learning: z
    .strictObject({
      report: repoPath
        .nullable()
        .default("incidents/learning/{quarter}.md")
        .describe(
          "Where the report on each quarter is proposed as a pull request once the quarter is over; `{quarter}` is filled in, such as 2026-Q4. Null for none.",
        ),
      tellsFigures: z
        .boolean()
        .default(true)
        .describe(
          "Whether the ops-alerts channel hears the figures of each month once it is over. Nothing is said of a month in which nothing was.",
        ),
    })
    .prefault({}),
};

/** Fields of each level. */
export const learningLevelFields = {};
