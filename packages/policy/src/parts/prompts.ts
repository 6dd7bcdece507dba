import { z } from "zod";
import { hours, minutes } from "../fields-of-text.ts";

/* Asking people no more than they can bear. Every field has a default, so that a policy that an older Muster stored still reads. */

const timeText = "Write the time of day as `22:00`, in quotes.";
const timeOfDay = z.string(timeText).regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, timeText);

const zoneText = "Write a time zone such as `Europe/Berlin`, or `UTC`.";
export const timeZone = z.string(zoneText).max(60, zoneText).refine(isTimeZone, zoneText);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Fields of the policy. */
export const promptsFields = {
  prompts: z
    .strictObject({
      spacingMin: minutes.default(5).describe("At least so long between two asks in one incident's channel."),
      quietHours: z
        .strictObject({ from: timeOfDay, to: timeOfDay, timeZone: timeZone.default("UTC") })
        .nullable()
        .default(null)
        .describe(
          "Asks that can wait (the review, the daily watch, the stand-up) wait until `to`. What cannot wait never does.",
        ),
      standup: z
        .strictObject({
          firstAfterHours: hours.describe("Hours after the declaration until the first one is asked for."),
          everyHours: hours.describe("Hours between one and the next."),
        })
        .nullable()
        .default(null)
        .describe("A stand-up for incidents that take long: what is done, what comes next, what is blocked."),
    })
    .prefault({}),
};

/** Fields of each level. */
export const promptsLevelFields = {
  ignoresQuietHours: z.boolean().default(false).describe("Even asks that can wait are made at night."),
  forgottenAfterHours: hours
    .nullable()
    .default(null)
    .describe(
      "When nobody recorded anything for so long, people are asked whether it is still going on. In the alert channel for incidents without a channel of their own.",
    ),
};
