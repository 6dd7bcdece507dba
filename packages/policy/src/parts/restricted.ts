import { z } from "zod";
import { discordName, key, line } from "../fields-of-text.ts";

/* Incidents that only those named may know of. Every field has a default, so that a policy that an older Muster stored still reads. */

const foundByText = "Write `bug-bounty`, `audit`, `partner`, `community` or `security-tool`.";

const condition = z
  .strictObject({
    levels: z.array(key).default([]).describe("At one of these levels."),
    kinds: z.array(key).default([]).describe("Of one of these kinds."),
    foundBy: z
      .array(z.enum(["bug-bounty", "audit", "partner", "community", "security-tool"], foundByText))
      .default([])
      .describe("That came to light in one of these ways."),
    answers: z
      .array(
        z
          .string("Write a question with its answer, such as `data-exposed/yes`.")
          .regex(
            /^[A-Za-z][A-Za-z0-9 _-]{0,39}\/(?:yes|no|unknown)$/,
            "Write a question with its answer, such as `data-exposed/yes`.",
          ),
      )
      .max(20)
      .default([])
      .describe("In which one of these questions was answered so, such as `data-exposed/yes`."),
  })
  .describe("What is left out does not matter; all that is named must hold.");

const issueText = "Write `none`, `advisory`, or `repo:` with a private repository such as `acme/security`.";

/** Fields of the policy. */
export const restrictedFields = {
  restricted: z
    .strictObject({
      when: z
        .array(condition)
        .max(20, "Name at most 20 conditions.")
        .default([])
        .describe(
          "An incident to which one of these applies is restricted by itself. People can restrict any.",
        ),
      issue: z
        .union(
          [
            z.enum(["none", "advisory"]),
            z.strictObject({
              repo: z
                .string(issueText)
                .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/, issueText),
            }),
          ],
          { error: issueText },
        )
        .default("none")
        .describe(
          "Where its issue, pull request and action items go: a private repository, a draft security advisory (which takes the issue alone), or nowhere. Never into a public one.",
        ),
      alwaysIn: z
        .array(line(80))
        .max(20, "Name at most 20 groups or people.")
        .default([])
        .describe("Groups of the policy, or people under `people`, who can see every restricted incident."),
      opsChannel: discordName
        .nullable()
        .default(null)
        .describe(
          "A channel that hears of it instead of the ops-alerts channel. It is told only while @everyone and the responder role cannot see it; null tells nobody.",
        ),
      category: discordName
        .default("Restricted")
        .describe("The category that its channels stand in, which nobody else sees."),
    })
    .prefault({})
    .describe("Which incidents only those named may know of, and what is then kept where."),
};

/** Fields of each level. */
export const restrictedLevelFields = {};
