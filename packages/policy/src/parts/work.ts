import { z } from "zod";
import { key, line, minutes } from "../fields-of-text.ts";

/* Work on the repository. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const workFields = {
  suspects: z
    .strictObject({
      windowMin: minutes
        .max(10_080, "Write at most 10080 minutes, which is a week.")
        .default(120)
        .describe(
          "Commits on the default branch and deployments of so many minutes before an incident was noticed are listed as what changed before it; 0 lists none.",
        ),
      levels: z
        .array(key)
        .nullable()
        .default(null)
        .describe("Levels at which they are listed by themselves; null for all."),
    })
    .prefault({}),
  fixes: z
    .strictObject({
      promotedByHand: z
        .boolean("Write `true` or `false`.")
        .default(false)
        .describe("Whether a person promotes a merged fix to production; people are then asked to."),
    })
    .prefault({}),
};

/** Fields of each level. */
export const workLevelFields = {
  milestone: line(255)
    .nullable()
    .default(null)
    .describe(
      "The milestone that the incident's issue gets: its title, or `next` for the open one that is due next. Null for none.",
    ),
};
