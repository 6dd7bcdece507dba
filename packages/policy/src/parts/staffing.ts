import { z } from "zod";
import { sentence } from "../fields-of-text.ts";

/* What the policy is for, and how the team is staffed. Every field has a default, so that a policy that an older Muster stored still reads. */

export const staffingModels = ["informal", "simple-rotation", "first-responder"] as const;

/** Fields of the policy. */
export const staffingFields = {
  purpose: sentence.nullable().default(null).describe("What the policy is for, in one sentence."),
  staffing: z
    .enum(staffingModels, "Write `informal`, `simple-rotation` or `first-responder`.")
    .nullable()
    .default(null)
    .describe(
      "How the team is reached: `informal` (2 to 5 people, in their working hours and by a named order after hours), `simple-rotation` (one person a week looks first and calls in others) or `first-responder` (15 and more: trained people look first around the clock, start the process and hand over). Null when it does not say.",
    ),
};

/** Fields of each level. */
export const staffingLevelFields = {};
