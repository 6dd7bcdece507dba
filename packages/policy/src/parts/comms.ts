import { z } from "zod";
import { discordName, key, line, minutes, name, repoPath, sentence } from "../fields-of-text.ts";

/* Words for the public. Every field has a default, so that a policy that an older Muster stored still reads. */

const place = z.string().trim().min(1).max(80, "Keep the place's name to 80 characters.");
const words = line(2_500);

const publication = z.strictObject({
  kind: z
    .enum(["discord", "github-file", "copy"], "Write `discord`, `github-file` or `copy`.")
    .describe(
      "How approved words get there: Muster posts in a Discord channel or writes a file of the repository, or a person copies the text and records where it stands.",
    ),
  channel: discordName.nullable().default(null).describe("For `discord`: the channel, its name or id."),
  thread: z
    .boolean()
    .default(false)
    .describe(
      "For `discord`: the first notice gets a thread for the community's questions. It is locked once the incident is resolved.",
    ),
  path: repoPath.nullable().default(null).describe("For `github-file`: the file, newest notice first."),
  maxChars: z
    .number("Write a number of characters.")
    .int("Write a whole number of characters.")
    .min(40, "Write at least 40 characters.")
    .max(3_000, "Write at most 3000 characters.")
    .nullable()
    .default(null)
    .describe("The longest text that fits there; null leaves it at Muster's own limit."),
  about: sentence.nullable().default(null).describe("Who reads it, or what to mind there."),
  statusPage: z
    .boolean("Write `true`, `false` or `null`.")
    .nullable()
    .default(null)
    .describe(
      "Whether what is published there also stands on Muster's own status page, which everybody can read; null: yes for where Muster posts itself, no for `copy`.",
    ),
  postmortems: z
    .boolean()
    .default(false)
    .describe(
      "Once a postmortem is published, a word that it can be read is drafted for this place, unless reports stay inside.",
    ),
  instead: place
    .nullable()
    .default(null)
    .describe("The place to use when this one cannot be trusted, such as when its account was taken over."),
});

const approval = z.strictObject({
  roles: z.array(key).max(10).default([]).describe("Roles whose holder may approve."),
  groups: z.array(key).max(10).default([]).describe("Groups whose members may approve."),
  drafterMayApprove: z
    .boolean()
    .default(false)
    .describe("Whether somebody may approve words that they wrote a part of."),
});

const template = z.strictObject({
  name,
  stage: z
    .enum(["first", "next", "last"], "Write `first`, `next` or `last`.")
    .describe("The first notice of an incident, one in between, or the one that says that it is over."),
  text: words.describe(
    "`{title}`, `{status}`, `{severity}`, `{nextUpdate}`, `{updateEvery}`, `{resolution}` and `{date}` are filled in; what stands in square brackets, people fill in.",
  ),
  tone: sentence.nullable().default(null).describe("A hint for whoever writes."),
  notOn: z
    .array(place)
    .max(10)
    .default([])
    .describe("Places where it must not stand, such as the account that it warns of."),
});

const block = z.strictObject({ name, text: words, tone: sentence.nullable().default(null) });

const claim = z.strictObject({
  phrases: z
    .array(line(120))
    .min(1)
    .max(40)
    .describe("Wordings that make the claim, compared without case; `*` stands for up to three words."),
  question: sentence.describe("What somebody must confirm by name before such words are approved."),
});

/** Fields of the policy. */
export const commsFields = {
  publications: z
    .record(place, publication)
    .default({})
    .describe("Places where the public reads, by the names that `external` uses."),
  communications: z
    .strictObject({
      draftedBy: key
        .nullable()
        .default(null)
        .describe("The role that drafts public words. Others may, and it is said."),
      approval: approval
        .nullable()
        .default(null)
        .describe(
          "Who approves public words. When neither this, the level nor the place says so: any responder who wrote no part of them.",
        ),
      checklist: z
        .record(key, sentence)
        .default({})
        .describe("What the approver must have checked, each ticked by hand."),
      nextUpdateRequired: z
        .boolean()
        .default(false)
        .describe("While it goes on, each notice must say when the next one comes."),
      remindBeforeMin: minutes
        .default(10)
        .describe("Minutes before a promised notice at which people are reminded to write it."),
      remindOverdueEveryMin: minutes
        .min(1, "Write 1 or more.")
        .default(30)
        .describe("Once a promised notice is overdue, people are reminded this often."),
      blocks: z.record(key, block).default({}).describe("Sentences to build a notice from."),
      templates: z.record(key, template).default({}).describe("Whole notices."),
      claims: z
        .record(key, claim)
        .default({})
        .describe("Claims that nobody may make to the public by habit."),
      press: sentence.nullable().default(null).describe("Whom to coordinate with when the press asks."),
      reports: z
        .strictObject({
          share: z
            .enum(["public", "internal"], "Write `public` or `internal`.")
            .describe("Where the report of an incident goes unless somebody decides otherwise."),
          redact: sentence.nullable().default(null).describe("What is taken out before the public reads it."),
        })
        .nullable()
        .default(null)
        .describe("Whether reports are shared; null asks nobody to decide it."),
    })
    .prefault({}),
};

/** Fields of each level. */
export const commsLevelFields = {
  publicUpdateEveryMin: minutes
    .min(1, "Write 1 or more, or `null` for none.")
    .nullable()
    .default(null)
    .describe(
      "While it goes on, the public hears something at least this often; also what a notice promises by itself.",
    ),
  approval: approval
    .nullable()
    .default(null)
    .describe("Who approves public words at this level, in place of `communications.approval`."),
  mentions: z
    .enum(["nobody", "here", "everyone"], "Write `nobody`, `here` or `everyone`.")
    .default("nobody")
    .describe("Whom a public notice in Discord may ping at most: nobody, @here or @everyone."),
};
