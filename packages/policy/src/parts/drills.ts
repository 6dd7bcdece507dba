import { z } from "zod";
import { key, line, repoPath } from "../fields-of-text.ts";
import { scenarioSchema } from "../scenarios/scenario.ts";

/* Practice. Every field has a default, so that a policy that an older Muster stored still reads. */

const kindText = "Write `drill`, `simulation` or `rollcall`.";

const planned = z.strictObject({
  title: line(100).describe("The issue's title; the period is added."),
  every: z.enum(["month", "quarter", "year"], "Write `month`, `quarter` or `year`."),
  kind: z
    .enum(["drill", "simulation", "rollcall"], kindText)
    .describe(
      "`drill`: a scenario with whoever signs up. `simulation`: a whole one, at real speed, with all roles. `rollcall`: do the people of the policy answer?",
    ),
  scenarios: z
    .array(key)
    .max(30)
    .default([])
    .describe("Scenarios to choose from, by their ids; empty: any of them."),
  remindBeforeDays: z
    .array(
      z.number("Write days, for example `14`.").int("Write whole days.").min(1, "Write 1 or more.").max(180),
    )
    .max(4)
    .default([30, 7])
    .describe("Days before the period ends at which #ops-alerts hears that it was not done yet."),
  label: line(50)
    .regex(/^[^,]+$/, "A GitHub label has no comma.")
    .default("drill"),
});

/** Fields of the policy. */
export const drillsFields = {
  drills: z
    .strictObject({
      schedule: z
        .record(key, planned)
        .default({})
        .describe("What is practised how often, by its id. Each period begins with a GitHub issue."),
      scenarios: z
        .record(key, scenarioSchema)
        .default({})
        .describe("The team's own scenarios, beside those that Muster brings along."),
      report: z
        .enum(["pull-request", "nowhere"], "Write `pull-request` or `nowhere`.")
        .default("pull-request")
        .describe(
          "Where the report of a drill goes once it is over. Nothing else of a drill ever leaves its room.",
        ),
      path: repoPath
        .default("incidents/drills/{date}-{slug}.md")
        .describe("The report's page. `{date}` and `{slug}` are filled in."),
      gapsDueDays: z
        .number("Write days, for example `30`.")
        .int("Write whole days.")
        .min(1, "Write 1 or more.")
        .max(365, "Write at most 365 days.")
        .default(30)
        .describe("Days that are suggested for closing what a drill has shown to be missing."),
      rollcallWithinMin: z
        .number("Write minutes, for example `60`.")
        .int("Write whole minutes.")
        .min(1, "Write 1 or more.")
        .max(10_080, "Write at most 10080 minutes, which is a week.")
        .default(60)
        .describe("Minutes that people have to answer a roll-call."),
    })
    .prefault({}),
};

/** Fields of each level. */
export const drillsLevelFields = {};
