import { z } from "zod";
import { hours, key, line, minutes, name, sentence } from "../fields-of-text.ts";

/* What follows the resolution, and what is reviewed regularly. Every field has a default, so that a policy that an older Muster stored still reads. */

/** What kind of work an action item is. */
export const actionKinds = ["fix", "alert", "test", "runbook", "process", "control", "doc"] as const;
export type ActionKind = (typeof actionKinds)[number];

const kindText = `Write one of ${actionKinds.map((kind) => `\`${kind}\``).join(", ")}.`;

const question = z.strictObject({
  name: name.describe("A few words for menus and buttons, such as Slow detection."),
  ask: sentence.describe("The question as people read it."),
  becomes: z
    .enum(actionKinds, kindText)
    .nullable()
    .default(null)
    .describe("The kind of action item that a yes becomes; null when the answer is words for the record."),
  unlessStep: key
    .nullable()
    .default(null)
    .describe(
      "The step of the checklist that settles it. Once that is ticked the question is left out: nobody is asked twice.",
    ),
  about: z
    .literal("detection", "Write `detection`, or leave it out.")
    .nullable()
    .default(null)
    .describe(
      "`detection`: the time from the beginning to the detection stands beside the question, which is left out when it was within `detectWithinMin`.",
    ),
});

const review = z.strictObject({
  title: line(100).describe("The issue's title; the period is added."),
  every: z.enum(["week", "month", "quarter", "year"], "Write `week`, `month`, `quarter` or `year`."),
  checklist: z.array(sentence).max(30).default([]).describe("Boxes in the issue."),
  label: line(50)
    .regex(/^[^,]+$/, "A GitHub label has no comma.")
    .default("review"),
});

/** Fields of the policy. */
export const aftercareFields = {
  aftercare: z
    .strictObject({
      questions: z
        .record(key, question)
        .default({})
        .describe("Asked after the resolution, by their ids; unanswered ones stand among the next steps."),
      detectWithinMin: minutes
        .nullable()
        .default(null)
        .describe("A detection that took longer was slow; null: the policy sets no target."),
      facilitatorRespondedNot: z
        .boolean()
        .default(false)
        .describe("Warn when the review is led by somebody who held a role in the incident."),
    })
    .prefault({}),
  reviews: z
    .record(key, review)
    .default({})
    .describe("What is reviewed regularly, by its id. Each period begins with a GitHub issue."),
};

/** Fields of each level. */
export const aftercareLevelFields = {
  watchDays: z
    .number("Write days, for example `7`.")
    .int("Write whole days, for example `7`.")
    .min(1, "Write 1 or more, or `null` for no watch.")
    .max(365, "Write at most 365 days.")
    .nullable()
    .default(null)
    .describe("Days after the resolution on which people are asked whether it stayed quiet."),
  meetingWithinHours: hours
    .nullable()
    .default(null)
    .describe(
      "Hours after the resolution within which the review meeting is held; null: no meeting is asked for.",
    ),
};
