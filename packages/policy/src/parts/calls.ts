import { z } from "zod";
import { discordName, key, name, sentence } from "../fields-of-text.ts";

/* People who are called in, and whom to call. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const callsFields = {
  groups: z
    .record(
      key,
      z.strictObject({
        name,
        duty: sentence,
        discordRole: discordName
          .nullable()
          .default(null)
          .describe(
            "The Discord role whose members belong to the group: its name or id. It is mentioned when the group is called.",
          ),
        people: z
          .array(name)
          .max(50)
          .default([])
          .describe("Names from `people` who belong to the group without that role."),
      }),
    )
    .default({})
    .describe("Groups of people beside the roles, such as the decision makers."),
};

/** Fields of each level. */
export const callsLevelFields = {};
