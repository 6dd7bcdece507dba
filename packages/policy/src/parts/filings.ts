import { z } from "zod";
import { anchorSchema, clockSchema } from "../clocks/clock.ts";
import { hours, key, line, minutes, sentence } from "../fields-of-text.ts";

/* Reports that the law asks for. Every field has a default, so that a policy that an older Muster stored still reads. */

const ids = z.array(key).max(50).default([]);

/** Fields of the policy. */
export const filingsFields = {
  entity: z
    .strictObject({
      profiles: ids.describe(
        "What the team is in the eyes of the law, such as `eu-personal-data` or `dora`. Each turns on its clocks; without any, all are off.",
      ),
    })
    .prefault({}),
  filings: z
    .strictObject({
      owner: key
        .nullable()
        .default(null)
        .describe(
          "The role that looks after reports to authorities and is reminded of them; null for the first role.",
        ),
      on: ids.describe("Clocks that are on without a profile, by their ids."),
      off: ids.describe("Clocks that stay off although a profile turns them on."),
      clocks: z
        .record(key, clockSchema)
        .default({})
        .describe("The team's own clocks, such as that of a contract. Always on."),
      anchors: z
        .record(key, anchorSchema)
        .default({})
        .describe("What the team's own clocks count from, where no known anchor fits."),
      askedBy: key
        .nullable()
        .default(null)
        .describe(
          "The policy's own question that asks the same, by its id. Whoever answers one has answered both: nobody is asked twice.",
        ),
      askLevels: ids.describe(
        "Levels at which people are asked early whether a report is needed. With any profile they are asked at every level that opens a channel.",
      ),
      askAfterMin: minutes
        .default(30)
        .describe(
          "Minutes after the declaration at which the question is asked aloud, if nobody answered it.",
        ),
      askAgainAfterMin: minutes
        .min(5, "Write at least 5 minutes.")
        .default(240)
        .describe("Minutes until it is asked again while the answer is unsure or missing."),
      raiseTo: key
        .nullable()
        .default(null)
        .describe("The level that an incident belongs to once a report may be needed; null changes nothing."),
      remindBeforeHours: z
        .array(hours)
        .max(6)
        .default([24, 4, 0.5])
        .describe("Hours before a deadline at which its owner is reminded, as far as it is that long."),
      remindOverdueEveryHours: hours
        .default(24)
        .describe("Once overdue, the owner is reminded this often until it is settled."),
    })
    .prefault({}),
  controls: z
    .array(
      z.strictObject({
        id: line(40).describe("As the standard counts it, such as `12.10.1`."),
        asks: sentence.describe("What it asks for, in your own words."),
        kept: sentence.describe("Where it is met, or what people must do themselves."),
      }),
    )
    .max(100)
    .default([])
    .describe("How a standard's controls are met; `muster policy explain` prints it as a table."),
};

/** Fields of each level. */
export const filingsLevelFields = {};
