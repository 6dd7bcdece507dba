import { z } from "zod";
import { key, line, name, sentence } from "../fields-of-text.ts";

/*
 * A deadline that a law or a contract sets for telling somebody. Reference data, not legal advice: every text that shows one says
 * "confirm with counsel". It starts with something that a person judged and said, never with what a machine saw.
 */

const count = (unit: string, max: number) => {
  const text = `Write ${unit} as a whole number from 1 to ${max}.`;
  return z.number(text).int(text).min(1, text).max(max, text);
};

const offset = z.union(
  [
    z.strictObject({ hours: count("hours", 8_760) }),
    z.strictObject({ days: count("days", 366) }),
    z.strictObject({ businessDays: count("business days", 260) }),
    z.strictObject({ months: count("months", 24) }),
    z.strictObject({ daysAfterYear: count("days", 366) }),
  ],
  {
    error:
      "Write one of `hours`, `days`, `businessDays`, `months` or `daysAfterYear` with a number, or `null` for without undue delay.",
  },
);
export type Offset = z.infer<typeof offset>;

const after = offset
  .nullable()
  .describe(
    "How long after; null means without undue delay. `businessDays` leaves out Saturdays and Sundays and knows no holidays; `daysAfterYear` counts from the end of that calendar year.",
  );

const deadline = z.union(
  [
    z.strictObject({
      anchor: key.describe("What a person judged, such as `became-aware`; the clock counts from then."),
      after,
      unlessLateFor: key
        .nullable()
        .default(null)
        .describe(
          "Another anchor. If that one came only after this deadline had passed, this deadline no longer counts.",
        ),
    }),
    z.strictObject({
      submitted: key.describe("Another clock; this one counts from its report being submitted."),
      which: z
        .enum(["first", "latest"], "Write `first` or `latest`.")
        .default("first")
        .describe("From the first report, or from the latest update of it."),
      after,
    }),
  ],
  { error: "Write `anchor:` or `submitted:`, each with `after:`." },
);
export type Deadline = z.infer<typeof deadline>;

export const clockSchema = z.strictObject({
  name,
  trigger: sentence.describe("When it applies, in words."),
  deadline: z
    .array(deadline)
    .min(1, "Write at least one deadline.")
    .max(4, "Write at most four deadlines.")
    .describe("Whichever comes first counts."),
  recipient: line(200).describe("Who is to be told."),
  content: z
    .array(line(200))
    .max(20)
    .default([])
    .describe("What the report must at least hold. `/clock draft` lays it out with what is recorded."),
  profiles: z
    .array(key)
    .max(20)
    .default([])
    .describe("The entity profiles that turn it on. Those of a policy's own clocks are on anyway."),
  source: line(300).describe("Where it is written."),
  verifiedOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "Write the date as `2026-11-20`.")
    .nullable()
    .default(null)
    .describe("When somebody last compared it with its source."),
  certainty: z
    .enum(["high", "medium", "low"], "Write `high`, `medium` or `low`.")
    .default("medium")
    .describe("How sure it is: read in the law itself, in a good account of it, or heard of."),
  inForce: z
    .enum(["yes", "verify"], "Write `yes` or `verify`.")
    .default("yes")
    .describe("`verify`: not known to be in force; no profile turns it on."),
  note: sentence.nullable().default(null),
});
export type Clock = z.infer<typeof clockSchema>;

/** As clocks are written down, before the defaults. */
export type ClockData = z.input<typeof clockSchema>;

export const anchorSchema = z.strictObject({
  name: name.describe("What was judged, such as `Became aware`."),
  asks: sentence.describe("The question that a person answers by setting it."),
});
export type AnchorTerms = z.infer<typeof anchorSchema>;
