import { z } from "zod";
import { minutes } from "../fields-of-text.ts";

/* Asking people no more than they can bear. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const promptsFields = {
  prompts: z
    .strictObject({
      spacingMin: minutes.default(5).describe("At least so long between two asks in one incident's channel."),
    })
    .prefault({}),
};

/** Fields of each level. */
export const promptsLevelFields = {};
