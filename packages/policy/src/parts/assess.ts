import { z } from "zod";
import { key, line, minutes, name, sentence } from "../fields-of-text.ts";

/* Criteria, questions and escalation. Every field has a default, so that a policy that an older Muster stored still reads. */

/** What is done when a rule of escalation holds. */
const consequence = {
  raisesTo: key
    .nullable()
    .default(null)
    .describe("The level's id, or `highest`. It never lowers; null leaves the severity as it is."),
  raises: z
    .enum(["ask", "at-once"], "Write `ask` or `at-once`.")
    .default("ask")
    .describe("Whether people are asked with a button, or the severity is raised by itself."),
  calls: z.array(key).max(10).default([]).describe("Ids of groups or experts who are called at once."),
  opensClocks: z
    .array(line(60))
    .max(20)
    .default([])
    .describe("Ids of deadlines that the law sets and that may begin to run."),
};

const question = z.strictObject({
  text: sentence,
  asks: z
    .enum(["yes-no-unknown", "text", "funds"], "Write `yes-no-unknown`, `text` or `funds`.")
    .default("text")
    .describe("`funds` is answered by amounts with their asset."),
  role: key.nullable().default(null).describe("The role whose job the answer is."),
  askedOf: z
    .enum(["every", "kinds"], "Write `every` or `kinds`.")
    .default("every")
    .describe("Asked in every incident, or only in the kinds that list it under `asks`."),
  about: z
    .literal("services", "Write `services`, or leave it out.")
    .nullable()
    .default(null)
    .describe(
      "`services`: its answer stands for the affected services in documents until one is named by itself.",
    ),
  askAfterMin: minutes
    .min(1, "Write 1 or more, or `null` to wait for people.")
    .nullable()
    .default(null)
    .describe("Minutes after the declaration at which people are asked, if there is no answer by then."),
  banner: sentence
    .nullable()
    .default(null)
    .describe("Stands on the status card while the answer is yes or unknown."),
  escalates: z
    .strictObject({
      on: z
        .array(z.enum(["yes", "no", "unknown"], "Write `yes`, `no` or `unknown`."))
        .min(1, "Name at least one answer."),
      reason: sentence.describe("The policy's own words, which are quoted."),
      ...consequence,
    })
    .nullable()
    .default(null)
    .describe("Answers on which the incident is escalated."),
});

const kind = z.strictObject({
  name,
  description: sentence.nullable().default(null),
  asks: z.array(key).max(30).default([]).describe("Ids of the questions that this kind brings."),
  calls: z
    .array(key)
    .max(10)
    .default([])
    .describe("Ids of experts or groups who can be called with one button."),
  runbooks: z.array(line(60)).max(10).default([]).describe("Ids of the runbooks that fit."),
});

const escalation = z.strictObject({
  when: z
    .enum(["services-grow", "critical-service"], "Write `services-grow` or `critical-service`.")
    .describe("A further service is hit some time after the first, or one that is critical."),
  afterMin: minutes
    .default(10)
    .describe("Services named so soon after the first count as its first listing, not as growth."),
  text: sentence.describe("The policy's own words, which are quoted."),
  ...consequence,
});

/** Fields of the policy. */
export const assessFields = {
  kinds: z.record(key, kind).default({}).describe("Kinds of incidents, by their ids."),
  questions: z
    .record(key, question)
    .default({})
    .describe("What must be found out. Answers stand in the timeline; the latest on the card."),
  escalations: z
    .record(key, escalation)
    .default({})
    .describe("Escalation by what is hit, beside that by answers."),
  services: z
    .record(
      key,
      z.strictObject({
        name,
        isCritical: z.boolean().default(false).describe("Without it the service is of little use."),
      }),
    )
    .default({})
    .describe("Services that can be hit. Others can be named as well."),
  discretion: z
    .strictObject({
      foundBy: z
        .array(
          z.enum(
            ["bug-bounty", "audit", "partner", "community", "security-tool"],
            "Write `bug-bounty`, `audit`, `partner`, `community` or `security-tool`.",
          ),
        )
        .default([]),
    })
    .prefault({})
    .describe(
      "Incidents that came to light in one of these ways get no issue while they have a channel: they may tell of a hole that is still open.",
    ),
};

/** Fields of each level. */
export const assessLevelFields = {
  criteria: z
    .record(key, line(100))
    .default({})
    .describe(
      "Signs of this level by their ids, each in a few words. Without any, the definition and the examples stand for them.",
    ),
};
