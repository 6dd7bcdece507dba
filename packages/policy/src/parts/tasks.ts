import { z } from "zod";
import { key, minutes } from "../fields-of-text.ts";

/* Work that one person is given. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Fields of the policy. */
export const tasksFields = {
  tasks: z
    .strictObject({
      givenBy: z
        .union([z.literal("anyone"), z.array(key).min(1).max(10)], {
          error: "Write `anyone`, or a list of roles.",
        })
        .default("anyone")
        .describe("Who hands out tasks. While nobody holds any of these roles, everybody may."),
      minutes: minutes
        .min(1, "Write 1 or more.")
        .max(2_160, "Write at most 2160 minutes; longer work is an action item.")
        .default(15)
        .describe("The time box of a task that is given without one."),
      answerWithinMin: minutes
        .min(1, "Write 1 or more.")
        .default(5)
        .describe("Minutes until somebody who has not said yes to a task is asked once more."),
      spanMax: z
        .number("Write how many people, for example `7`.")
        .int("Write a whole number.")
        .min(1, "Write 1 or more, or `null` for no bound.")
        .max(100)
        .nullable()
        .default(7)
        .describe("People with a task at the same time, above which the leader is told that it is too many."),
    })
    .prefault({}),
};

/** Fields of each level. */
export const tasksLevelFields = {};
