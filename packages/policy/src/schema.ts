import { z } from "zod";
import {
  branchName,
  discordName,
  hours,
  key,
  line,
  minutes,
  name,
  rankText,
  repoPath,
  sentence,
} from "./fields-of-text.ts";
import { partFields, partLevelFields } from "./parts/index.ts";
import { timeZone } from "./parts/prompts.ts";
import { postmortemFields } from "./parts/postmortem.ts";
import { rolesRoleFields } from "./parts/roles.ts";

/*
 * The shape of a whole policy. Things with a name are maps, not lists: a workspace's file can then change one field of one
 * level, an error's path leads straight to its line, and `null` takes a thing out. Descriptions go into the JSON Schema for editors
 * and the policy reference; messages say what to write.
 */

const externalWhen = z.union([z.literal("always"), z.strictObject({ downtimeOverMin: minutes })], {
  error: "Write `always`, or `downtimeOverMin:` with minutes.",
});

const externalPost = z.strictObject({
  where: name.describe("Where the public reads it, for example Twitter."),
  what: sentence.describe("What is to be said there."),
  when: externalWhen.describe("Always, or once the service was down for so many minutes."),
  approvedBy: key
    .nullable()
    .default(null)
    .describe("The role that approves the words before they go out; null when the policy does not say."),
});

const step = z.strictObject({
  text: sentence,
  command: line(1_000)
    .nullable()
    .default(null)
    .describe("Shown to people, never run. Write environment variables by their names."),
  caution: sentence
    .nullable()
    .default(null)
    .describe("What people must know before they trust this step, such as a timelock."),
});

const level = z.strictObject({
  rank: z
    .number(rankText)
    .int(rankText)
    .min(1, rankText)
    .max(20, rankText)
    .describe("1 is the highest; no two levels share a rank."),
  name: name.nullable().default(null).describe("A word beside the id, such as Critical."),
  definition: sentence.describe("The criterion by which people choose this level."),
  examples: z.array(line(200)).max(20).default([]),
  response: z
    .strictObject({
      text: name.describe("As people read it, for example `< 1 hour`."),
      withinMin: minutes.nullable().describe("The same in minutes; null when it is no span of time."),
    })
    .describe("How soon somebody must respond."),
  opens: z
    .strictObject({ channel: z.boolean(), opsAlerts: z.boolean(), issue: z.boolean() })
    .describe("What an incident of this level opens."),
  pages: z
    .array(key)
    .max(10)
    .default([])
    .describe(
      "Who is mentioned in the ops-alerts channel: `on-call`, or ids of groups. Nobody else is ever pinged by a declaration.",
    ),
  external: z.array(externalPost).max(10).default([]).describe("Public updates; an empty list means none."),
  updateEveryMin: minutes
    .min(1, "Write 1 or more, or `null` for no reminders.")
    .nullable()
    .default(null)
    .describe("People are reminded when nothing was said for so long."),
  roles: z.array(key).default([]).describe("Ids of the roles that must be filled."),
  mitigation: z.array(step).max(20).default([]).describe("Steps in the order in which they are shown."),
  offersHotfix: z.boolean().default(false).describe("Offer a hotfix branch when the mitigation starts."),
  postmortem: z.strictObject({ required: z.boolean(), dueHours: hours.nullable() }),
  ticketNote: sentence
    .nullable()
    .default(null)
    .describe("Shown on the ticket, for example: Schedule for next sprint."),
  ticketLinksChannel: z
    .boolean()
    .default(false)
    .describe(
      "The ticket is to link the incident channel; where the level opens none, it links the alert message instead.",
    ),
  ...partLevelFields,
});

const role = z.strictObject({
  name,
  duty: sentence,
  offeredTo: z
    .enum(["on-call"], "Write `on-call`, or leave it out.")
    .nullable()
    .default(null)
    .describe("Who is offered the role first: the person on call, or nobody until somebody offers it."),
  acceptWithinMin: minutes
    .min(1, "Write 1 or more, or leave it out.")
    .nullable()
    .default(null)
    .describe(
      "Minutes without an answer until the next person on the rota is offered the role, or somebody who was asked by name is asked once more.",
    ),
  remindedOf: z
    .array(
      z.enum(["update", "public-update", "postmortem"], "Write `update`, `public-update` or `postmortem`."),
    )
    .max(3)
    .default([])
    .describe(
      "Reminders that mention whoever holds the role. One that no role takes goes to the first role.",
    ),
  ...rolesRoleFields,
});

const matchText = "Write the label's value in quotes, or a list of values.";
const match = z.record(
  z.string().min(1).max(100, "Keep a label's name to 100 characters."),
  z.union([z.string().max(200), z.array(z.string().max(200)).min(1).max(50)], { error: matchText }),
);

const alertRule = z.strictObject({
  match: match
    .default({})
    .describe(
      "Alert labels that must match, compared without case; a list means any of them. Empty matches every alert.",
    ),
  level: key.nullable().describe("A level's id; null records the alert without an incident."),
});

const person = z.strictObject({
  discord: z
    .string("Write the person's Discord id (15 to 22 digits) in quotes.")
    .regex(/^\d{15,22}$/, "Write the person's Discord id (15 to 22 digits) in quotes.")
    .nullable()
    .default(null),
  github: z
    .string("Write the person's GitHub login.")
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, "Write the person's GitHub login.")
    .nullable()
    .default(null),
  timeZone: timeZone
    .optional()
    .describe("Where the person usually is, such as `Europe/Berlin`: roll-calls are told by it."),
});

export const policySchema = z.strictObject({
  id: key.describe(
    "Stored with every severity, so that a P1 of one policy is never taken for that of another.",
  ),
  name,
  source: sentence.nullable().default(null).describe("Where the policy comes from."),
  levels: z.record(key, level).describe("Severity levels by their ids."),
  classification: z.strictObject({
    unsureAfterMin: minutes
      .min(1, "Write 1 or more, or `null` to wait for ever.")
      .nullable()
      .describe(
        "Minutes until an incident without a severity counts as unsure and takes the highest level; null waits for ever.",
      ),
  }),
  roles: z.record(key, role).describe("Roles that people hold during an incident, by their ids."),
  onCall: z.strictObject({
    document: repoPath.nullable().describe("The Markdown page with the rota; null when there is none."),
  }),
  people: z
    .record(z.string().trim().min(1).max(80, "Keep a person's name to 80 characters."), person)
    .default({})
    .describe("Names from the rota with their Discord ids and GitHub logins."),
  postmortem: z.strictObject({
    path: repoPath.describe("`{date}` and `{slug}` are filled in."),
    dueFrom: z
      .enum(["resolved", "mitigated", "declared"], "Write `resolved`, `mitigated` or `declared`.")
      .describe("From when the hours of a level count."),
    remindBeforeHours: z
      .array(hours)
      .max(5)
      .default([])
      .describe("Hours before the due time at which people are reminded."),
    remindOverdueEveryHours: hours
      .nullable()
      .default(null)
      .describe("Once overdue, people are reminded this often."),
    ...postmortemFields,
  }),
  tracker: z.strictObject({ path: repoPath.describe("The Markdown page that lists action items.") }),
  hotfix: z.strictObject({ branch: branchName.describe("`{date}` and `{slug}` are filled in.") }),
  alerts: z.strictObject({
    rules: z.array(alertRule).max(200).describe("The first rule that matches decides."),
  }),
  discord: z.strictObject({
    opsAlerts: discordName.describe("The channel that hears of every incident: its name or id."),
    category: discordName.describe("The category for incident channels: its name or id."),
    responderRole: discordName.describe("Who may run incidents: the role's name or id."),
    onCallRole: discordName
      .nullable()
      .describe("The role that is mentioned when a level pages: its name or id."),
  }),
  github: z.strictObject({
    label: line(50)
      .regex(/^[^,]+$/, "A GitHub label has no comma.")
      .describe("The label of every incident's issue."),
  }),
  ...partFields,
});

export type Policy = z.infer<typeof policySchema>;
export type Level = Policy["levels"][string];
export type ExternalPost = Level["external"][number];
export type Role = Policy["roles"][string];
export type MitigationStep = Level["mitigation"][number];
