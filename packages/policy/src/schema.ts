import { z } from "zod";

/*
 * The shape of a whole policy. Things with a name are maps, not lists: a workspace's file can then change one field of one
 * level, an error's path leads straight to its line, and `null` takes a thing out.
 */

const line = (max: number) =>
  z
    .string("Write text; in quotes if it looks like a number.")
    .trim()
    .min(1, "Write some text here.")
    .max(max, `Keep it to ${max} characters.`);
const name = line(80);
const sentence = line(500);
const minutesText = "Write minutes, for example `30`.";
const minutes = z
  .number(minutesText)
  .int("Write whole minutes, for example `30`.")
  .min(0, minutesText)
  .max(525_600, "Write at most 525600 minutes, which is a year.");
const hoursText = "Write hours, for example `48`.";
const hours = z
  .number(hoursText)
  .positive(hoursText)
  .max(8_760, "Write at most 8760 hours, which is a year.");
const rankText = "Write the rank as a whole number from 1 to 20; 1 is the highest.";
const key = z
  .string("Write a name in quotes.")
  .regex(
    /^[A-Za-z][A-Za-z0-9 _-]{0,39}$/,
    "Use letters, digits, spaces, `-` or `_`, and start with a letter.",
  );

/** When a public update is called for: always, or after the service was down for so long. */
const externalWhen = z.union([z.literal("always"), z.strictObject({ downtimeOverMin: minutes })], {
  error: "Write `always`, or `downtimeOverMin:` with minutes.",
});

const externalPost = z.strictObject({
  where: name,
  what: sentence,
  when: externalWhen,
  /** The role that must approve the words before they go out; null when the policy does not say. */
  approvedBy: key.nullable().default(null),
});

const step = z.strictObject({
  text: sentence,
  /** Shown to people, never run. Environment variables stay names. */
  command: line(1_000).nullable().default(null),
  /** What people must know before they trust this step, such as a timelock. */
  caution: sentence.nullable().default(null),
});

const level = z.strictObject({
  /** 1 is the highest. */
  rank: z.number(rankText).int(rankText).min(1, rankText).max(20, rankText),
  name: name.nullable().default(null),
  definition: sentence,
  examples: z.array(line(200)).max(20).default([]),
  response: z.strictObject({ text: name, withinMin: minutes.nullable() }),
  /** What an incident of this level opens. */
  opens: z.strictObject({ channel: z.boolean(), opsAlerts: z.boolean(), issue: z.boolean() }),
  /** Role mentions in #ops-alerts. Nobody else is ever pinged by a declaration. */
  pages: z.array(z.enum(["on-call"], "Only `on-call` can be paged.")).default([]),
  external: z.array(externalPost).max(10).default([]),
  updateEveryMin: minutes.min(1, "Write 1 or more, or `null` for no reminders.").nullable().default(null),
  /** Role ids that must be filled. */
  roles: z.array(key).default([]),
  mitigation: z.array(step).max(20).default([]),
  /** Offer a hotfix branch when the mitigation starts. */
  offersHotfix: z.boolean().default(false),
  postmortem: z.strictObject({ required: z.boolean(), dueHours: hours.nullable() }),
  /** Shown on the ticket, for example "Schedule for next sprint". */
  ticketNote: sentence.nullable().default(null),
  /** The ticket is to link the incident channel; where the level opens none it links the alert message instead. */
  ticketLinksChannel: z.boolean().default(false),
});

const role = z.strictObject({
  name,
  duty: sentence,
  /** Who is offered the role first: the person on call, or nobody until somebody offers it. */
  offeredTo: z.enum(["on-call"], "Write `on-call`, or leave it out.").nullable().default(null),
  /** Minutes without an answer until the next person on the rota is offered the role. */
  acceptWithinMin: minutes.min(1, "Write 1 or more, or leave it out.").nullable().default(null),
});

const matchText = "Write the label's value in quotes, or a list of values.";
const match = z.record(
  z.string().min(1).max(100, "Keep a label's name to 100 characters."),
  z.union([z.string().max(200), z.array(z.string().max(200)).min(1).max(50)], { error: matchText }),
);

const alertRule = z.strictObject({
  /** Alert labels that must match, compared without case; a list means any of them. Empty matches every alert. */
  match: match.default({}),
  /** A level id; null records the alert without an incident. */
  level: key.nullable(),
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
});

const pathText = "Write a path inside the repository, such as `docs/plan-tracker.md`.";
const repoPath = z
  .string(pathText)
  .max(200, "Keep the path to 200 characters.")
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))(?!\.git(?:\/|$))(?!.*\/\/)[\w.\-/ {}]+[\w}]$/i, pathText);

const branchText = "Write a branch name such as `hotfix/incident-{date}`.";
// What git refuses in a name is refused here, where somebody can still mend it. https://git-scm.com/docs/git-check-ref-format
const branchName = z
  .string(branchText)
  .max(200, "Keep the branch name to 200 characters.")
  .regex(/^(?!.*(?:\.\.|\/\/|\/\.|\.lock(?:\/|$)))[A-Za-z0-9][A-Za-z0-9._/{}-]*[A-Za-z0-9}]$/, branchText);

const discordText = "Write the name as Discord shows it, or its id in quotes.";
const discordName = z
  .string(discordText)
  .trim()
  .min(1, discordText)
  .max(100, "Discord names have at most 100 characters.");

export const policySchema = z.strictObject({
  id: key,
  name,
  source: sentence.nullable().default(null),
  levels: z.record(key, level),
  classification: z.strictObject({
    /** Minutes until an incident without a severity counts as "unsure" and takes the highest level; null waits for ever. */
    unsureAfterMin: minutes.min(1, "Write 1 or more, or `null` to wait for ever.").nullable(),
  }),
  roles: z.record(key, role),
  onCall: z.strictObject({ document: repoPath.nullable() }),
  people: z
    .record(z.string().trim().min(1).max(80, "Keep a person's name to 80 characters."), person)
    .default({}),
  postmortem: z.strictObject({
    /** `{date}` and `{slug}` are filled in. */
    path: repoPath,
    dueFrom: z.enum(["resolved", "mitigated", "declared"], "Write `resolved`, `mitigated` or `declared`."),
    /** Hours before the due time at which people are reminded. */
    remindBeforeHours: z.array(hours).max(5).default([]),
    /** Once overdue, people are reminded this often. */
    remindOverdueEveryHours: hours.nullable().default(null),
  }),
  tracker: z.strictObject({ path: repoPath }),
  hotfix: z.strictObject({ branch: branchName }),
  alerts: z.strictObject({ rules: z.array(alertRule).max(200) }),
  discord: z.strictObject({
    /** Names or ids. */
    opsAlerts: discordName,
    category: discordName,
    responderRole: discordName,
    onCallRole: discordName.nullable(),
  }),
  github: z.strictObject({ label: line(50).regex(/^[^,]+$/, "A GitHub label has no comma.") }),
});

export type Policy = z.infer<typeof policySchema>;
export type Level = Policy["levels"][string];
export type ExternalPost = Level["external"][number];
export type Role = Policy["roles"][string];
export type MitigationStep = Level["mitigation"][number];
