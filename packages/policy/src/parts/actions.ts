import { z } from "zod";
import { branchName, line, name } from "../fields-of-text.ts";
import { timeZone } from "./prompts.ts";

/* Action items: where they stand, and how they are followed to their end. Every field has a default, so that a policy that an older Muster stored still reads. */

const daysText = "Write whole days, for example `14`.";
const days = z
  .number(daysText)
  .int(daysText)
  .min(1, "Write 1 or more, or `null` for none.")
  .max(365, "Write at most 365 days.");

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Fields of the policy. */
export const actionsFields = {
  actions: z
    .strictObject({
      issues: z
        .enum(
          ["when-added", "when-resolved", "when-published", "never"],
          "Write `when-added`, `when-resolved`, `when-published` or `never`.",
        )
        .default("when-added")
        .describe(
          "When each action item gets a GitHub issue of its own: at once, from the resolution on, from the published postmortem on, or not at all. Where the incident has an issue, it becomes a sub-issue of that.",
        ),
      label: line(50)
        .regex(/^[^,]+$/, "A GitHub label has no comma.")
        .default("action-item")
        .describe("The label of these issues."),
      remindBeforeDays: days
        .nullable()
        .default(1)
        .describe("Days before the due date on which the owner is reminded; null: not at all."),
      remindEveryDays: days
        .default(7)
        .describe("Once overdue, people are reminded this often, in the incident's channel."),
      skipsWeekends: z.boolean().default(true).describe("Reminders wait for Monday, or come on Friday."),
      timeZone: timeZone
        .nullable()
        .default(null)
        .describe("Whose mornings and weekends these are; null: the time zone of the quiet hours, else UTC."),
      escalation: z
        .strictObject({
          afterDays: days.describe("Days after the due date."),
          to: name.describe("A name from `people`, or the id of one of `groups`."),
        })
        .nullable()
        .default(null)
        .describe("Who hears of an item that stays overdue, by name."),
      digestOn: z
        .enum(weekdays, `Write one of ${weekdays.map((day) => `\`${day}\``).join(", ")}.`)
        .nullable()
        .default("monday")
        .describe(
          "The day on which the ops-alerts channel hears of everything that is overdue, with links and ages; null: never. Nothing is said when nothing is overdue.",
        ),
      releaseGate: z
        .strictObject({
          branches: z
            .array(branchName)
            .max(10)
            .default([])
            .describe("Pull requests to these branches are held; an empty list means the default branch."),
          label: line(50)
            .nullable()
            .default(null)
            .describe("Only pull requests with this label are held; null: all."),
        })
        .nullable()
        .default(null)
        .describe(
          "A check on pull requests that fails while an item that was marked with `/action gate` is overdue; null: no check.",
        ),
    })
    .prefault({}),
};

/** Fields of each level. */
export const actionsLevelFields = {
  actionsNamedWithinDays: days
    .nullable()
    .default(null)
    .describe(
      "Days after the resolution by which action items are named, each with its owner; people are reminded while there is none.",
    ),
  actionsDoneWithinDays: days
    .nullable()
    .default(null)
    .describe("Days that an action item may take; a later due date is told, and taken."),
};
