import { z } from "zod";
import { discordName, key, line, minutes, name, repoPath, sentence } from "../fields-of-text.ts";

/* People who are called in, and whom to call. Every field has a default, so that a policy that an older Muster stored still reads. */

const linkText = "Write a web address that begins with `https://`.";
const webAddress = z
  .string(linkText)
  .max(400, "Keep the address to 400 characters.")
  .regex(/^https?:\/\/[^\s<>()[\]]+$/, linkText);

const dayText = "Write the day as `2026-12-01`, in quotes.";

const contact = z.strictObject({
  who: name,
  for: sentence.describe("When and what for."),
  how: line(200)
    .nullable()
    .default(null)
    .describe("A mailbox, a handle, or where the number is kept. No phone numbers in a public repository."),
});

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
        reachable: name
          .nullable()
          .default(null)
          .describe("When the group can be reached, for example `24/7`."),
        role: key
          .nullable()
          .default(null)
          .describe(
            "The role that whoever answers the call holds from then on, unless one person has it alone.",
          ),
      }),
    )
    .default({})
    .describe("Groups of people beside the roles, such as the decision makers."),
  decisionMakers: key
    .nullable()
    .default(null)
    .describe("The group that decides what is costly or cannot be undone."),
  experts: z
    .record(
      key,
      z.strictObject({
        name,
        duty: sentence.describe("What they are called in for."),
        primary: name.nullable().default(null).describe("A name from `people`."),
        backup: z
          .array(name)
          .max(5)
          .default([])
          .describe("Names from `people`, in the order in which they are called."),
        role: key
          .nullable()
          .default(null)
          .describe(
            "The role that whoever answers the call holds from then on, unless one person has it alone.",
          ),
      }),
    )
    .default({})
    .describe("Experts by their domains."),
  callAnswerWithinMin: minutes
    .min(1, "Write 1 or more.")
    .default(15)
    .describe("Minutes without an answer until the backup is called, and then whoever leads is told."),
  callLink: webAddress.nullable().default(null).describe("The standing video call for incidents."),
  escalationOrder: z
    .array(z.strictObject({ whom: key.describe("An id of `groups` or `outside`."), when: sentence }))
    .max(10)
    .default([])
    .describe("Whom to bring in, in this order, when it is as bad as it gets."),
  outside: z
    .record(
      key,
      z.strictObject({
        name,
        what: sentence,
        how: line(200).nullable().default(null).describe("How they are reached."),
        packet: z
          .string("Write the message with its placeholders.")
          .max(1_500, "Keep it to 1500 characters.")
          .nullable()
          .default(null)
          .describe(
            "The message that people send, with {protocol}, {transactions}, {funds}, {description} and {contact} filled in. Muster never sends it.",
          ),
        notes: sentence.nullable().default(null).describe("What to know before they are called."),
      }),
    )
    .default({})
    .describe("Help from outside the team."),
  protocolName: name.nullable().default(null).describe("How outsiders know what you run."),
  contacts: z
    .strictObject({
      document: repoPath.nullable().default(null).describe("The page in the repository that lists contacts."),
      entries: z.record(key, contact).default({}),
      fallback: sentence
        .nullable()
        .default(null)
        .describe("Whom to reach when nobody knows whom to call, for example the on-call mailbox."),
      verifiedOn: z
        .string(dayText)
        .regex(/^\d{4}-\d{2}-\d{2}$/, dayText)
        .nullable()
        .default(null)
        .describe("The day on which somebody last tried them all."),
      verifyEveryDays: z
        .number("Write days, for example `90`.")
        .int("Write whole days.")
        .min(1, "Write 1 or more.")
        .max(1_000, "Write at most 1000 days.")
        .nullable()
        .default(null)
        .describe("After so many days incidents say that the contacts may be out of date."),
    })
    .prefault({}),
  links: z
    .record(
      key,
      z.strictObject({
        name,
        about: sentence.nullable().default(null),
        url: webAddress.nullable().default(null).describe("Null until the team fills it in."),
      }),
    )
    .default({})
    .describe("Places that people look for during an incident: dashboards, logs, diagrams."),
  explorers: z
    .record(
      key,
      z.strictObject({
        name,
        tx: webAddress.nullable().default(null).describe("With `{tx}` for the transaction."),
        address: webAddress.nullable().default(null).describe("With `{address}` for the address."),
      }),
    )
    .default({})
    .describe("Block explorers, to which Muster builds links."),
};

/** Fields of each level. */
export const callsLevelFields = {};
