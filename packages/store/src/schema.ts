import type {
  Effect,
  Errand,
  Incident,
  Lane,
  Person,
  Place,
  Remote,
  Status,
  Surface,
} from "@muster/incident";
import type { Policy } from "@muster/policy";
import { pgCore, sql } from "./drizzle.ts";
import type { PolicyProblem, Reply } from "./words.ts";

const {
  bigint,
  boolean,
  customType,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} = pgCore;

/*
 * One change of this file needs one new migration: `pnpm --filter @muster/store migration`.
 * Times are UTC. Texts from outside never hold NUL, which PostgreSQL cannot store: the engine takes it out at the door.
 */

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  fromDriver: (value) => new Uint8Array(value),
  toDriver: (value) => Buffer.from(value),
});
const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** One Discord guild with one GitHub repository and one policy. */
export const workspaces = pgTable("workspaces", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  guildId: text("guild_id"),
  repoOwner: text("repo_owner"),
  repoName: text("repo_name"),
  /** The preset that holds until the repository has a policy file. */
  preset: text("preset").notNull(),
});

/** The last number given out in a series, such as `INC`. */
export const counters = pgTable(
  "counters",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    series: text("series").notNull(),
    last: integer("last").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.series] })],
);

/** Written out the same way where it is asked for, so that the index is used. */
export const hasOpenActions = (state: unknown) =>
  sql`jsonb_path_exists(${state}, '$.actions[*] ? (@.done == false && !(@.stands == "dropped"))')`;

/** Something of it was published, or disclosed on its day. Written out the same way where it is asked for. */
export const hasPublicWords = (state: unknown) =>
  sql`jsonb_path_exists(${state}, '$.comms.drafts[*].published ? (@.at != null)') or jsonb_path_exists(${state}, '$.disclosure ? (@.disclosedAt != null)')`;

/** The fold of the events, for locking and for lists. */
export const incidents = pgTable(
  "incidents",
  {
    id: text("id").primaryKey(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    ref: text("ref").notNull(),
    number: integer("number").notNull(),
    date: text("date").notNull(),
    slug: text("slug").notNull(),
    dedupeKey: text("dedupe_key"),
    status: text("status").$type<Status>().notNull(),
    severityLevel: text("severity_level"),
    severityRank: integer("severity_rank"),
    title: text("title").notNull(),
    isDrill: boolean("is_drill").notNull(),
    /** Only those named may know of it: no list and no search shows it unless it is asked for. */
    isRestricted: boolean("is_restricted").notNull().default(false),
    /** `workspace/word` for each word of the title: a search reads no other workspace's entries, and needs no extension. */
    words: tsvector("words").notNull(),
    state: jsonb("state").$type<Incident>().notNull(),
    seq: integer("seq").notNull(),
    /** Hash of the last event: the end of the chain, so that a cut tail shows. */
    head: bytea("head").notNull(),
    /** Up to which entry its row in `past_incidents` follows from the record. What is behind is found by an index, so that writing pays nothing. */
    pastSeq: integer("past_seq").notNull().default(0),
    /** The last entry that a signed checkpoint covers. */
    vouchedSeq: integer("vouched_seq").notNull().default(0),
    declaredAt: instant("declared_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    unique("incidents_ref").on(t.workspaceId, t.ref),
    unique("incidents_date_slug").on(t.workspaceId, t.date, t.slug),
    uniqueIndex("incidents_dedupe_open")
      .on(t.workspaceId, t.dedupeKey)
      .where(sql`${t.status} in ('open', 'mitigated')`),
    index("incidents_dedupe").on(t.workspaceId, t.dedupeKey, t.number),
    index("incidents_number").on(t.workspaceId, t.number),
    index("incidents_status").on(t.workspaceId, t.status, t.number),
    index("incidents_words").using("gin", t.words),
    /** What has work left to be done, for the digest and the release gate: few among all that ever were. */
    index("incidents_open_actions").on(t.workspaceId, t.number).where(hasOpenActions(t.state)),
    /** For the status page, which everybody asks for: few among all that ever were. */
    index("incidents_public_words").on(t.workspaceId, t.number).where(hasPublicWords(t.state)),
    index("incidents_drills")
      .on(t.workspaceId, t.number)
      .where(sql`${t.isDrill}`),
    index("incidents_past_behind")
      .on(t.workspaceId)
      .where(sql`${t.pastSeq} < ${t.seq}`),
    index("incidents_restricted")
      .on(t.workspaceId, t.number)
      .where(sql`${t.isRestricted}`),
  ],
);

/** The record. Append-only: nothing updates or deletes here. */
export const events = pgTable(
  "events",
  {
    incidentId: text("incident_id")
      .notNull()
      .references(() => incidents.id),
    seq: integer("seq").notNull(),
    at: instant("at").notNull(),
    type: text("type").notNull(),
    /** The whole event as canonical JSON: exactly the bytes that were hashed. */
    body: text("body").notNull(),
    prev: bytea("prev").notNull(),
    hash: bytea("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.seq] })],
);

/**
 * What figures count of each incident, worked out from its events alone and brought level when somebody asks. `spans` are milliseconds in the
 * order of the measures; below 0 they say why there is none, and null is not asked for. Judgements are 1, 0, or -1 for unknown.
 */
export const pastIncidents = pgTable(
  "past_incidents",
  {
    incidentId: text("incident_id")
      .primaryKey()
      .references(() => incidents.id),
    workspaceId: text("workspace_id").notNull(),
    seq: integer("seq").notNull(),
    date: text("date").notNull(),
    isDrill: boolean("is_drill").notNull(),
    isRestricted: boolean("is_restricted").notNull(),
    isCounted: boolean("is_counted").notNull(),
    isImported: boolean("is_imported").notNull(),
    outcome: text("outcome").$type<Status>().notNull(),
    policyId: text("policy_id"),
    levelId: text("level_id"),
    rank: integer("rank"),
    kind: text("kind"),
    services: text("services").array().notNull(),
    spans: bigint("spans", { mode: "number" }).array().notNull(),
    /** A bit for each measure whose time was estimated. */
    approx: integer("approx").notNull(),
    cadenceAsked: integer("cadence_asked").notNull(),
    cadenceKept: integer("cadence_kept").notNull(),
    falsePositive: integer("false_positive"),
    recurrence: integer("recurrence"),
    postmortem: integer("postmortem"),
    /** While the postmortem is not there: when it is late. */
    postmortemDueAt: instant("postmortem_due_at"),
    actionsInTime: integer("actions_in_time").notNull(),
    actionsLate: integer("actions_late").notNull(),
    actionsUnknown: integer("actions_unknown").notNull(),
    /** Due days of what is still to be done. */
    openDues: text("open_dues").array().notNull(),
    past: jsonb("past").$type<unknown>().notNull(),
  },
  (t) => [index("past_incidents_date").on(t.workspaceId, t.date)],
);

/** The outbox: what the world must still be told, and what it became. */
export const effects = pgTable(
  "effects",
  {
    key: text("key").primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    incidentId: text("incident_id")
      .notNull()
      .references(() => incidents.id),
    lane: text("lane").$type<Lane>().notNull(),
    kind: text("kind").$type<Effect["kind"]>().notNull(),
    surface: text("surface").$type<Surface>(),
    place: text("place").$type<Place>(),
    seq: integer("seq"),
    version: integer("version").notNull().default(1),
    /** Null until it was sent once. Unlike `version`: something has changed since. */
    sentVersion: integer("sent_version"),
    /** By the engine's clock, which a sandbox may move. */
    dueAt: instant("due_at").notNull(),
    /** Since when something unsent waits: what lag counts from, whatever was put off since. */
    wantedAt: instant("wanted_at").notNull(),
    /** Real time, by the database's clock: a lease must not end because a sandbox moved its clock. */
    leasedUntil: instant("leased_until"),
    leasedBy: text("leased_by"),
    /** Surfaces that must exist before this one can be made. */
    needs: text("needs").array().$type<Surface[]>().notNull(),
    /** Surfaces that are worth a short wait (real time, like the lease). */
    awaits: text("awaits").array().$type<Surface[]>().notNull(),
    awaitsUntil: instant("awaits_until"),
    attempts: integer("attempts").notNull().default(0),
    /** Attempts in a row that ended in a fault of ours. */
    faults: integer("faults").notNull().default(0),
    remote: jsonb("remote").$type<Remote>(),
    reply: jsonb("reply").$type<Reply>(),
    lastError: text("last_error"),
    givenUp: jsonb("given_up").$type<{ why: string; fix: string }>(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("effects_waiting")
      .on(t.lane, t.dueAt)
      .where(sql`${t.version} is distinct from ${t.sentVersion} and ${t.givenUp} is null`),
    index("effects_incident").on(t.incidentId, t.surface),
    index("effects_given_up")
      .on(t.workspaceId)
      .where(sql`${t.givenUp} is not null`),
    index("effects_remote").on(t.workspaceId, t.surface, sql`(${t.remote} ->> 'id')`),
  ],
);

/** Derived from the incident and replaced with it; never cancelled. */
export const timers = pgTable(
  "timers",
  {
    incidentId: text("incident_id")
      .notNull()
      .references(() => incidents.id),
    name: text("name").notNull(),
    workspaceId: text("workspace_id").notNull(),
    dueAt: instant("due_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.name] }), index("timers_due").on(t.dueAt)],
);

/** Work for a workspace rather than for one incident: an outbox, and with a due time ahead a plan. See packages/incident/src/errand.ts. */
export const errands = pgTable(
  "errands",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    key: text("key").notNull(),
    /** Order in which they were put. */
    seq: bigint("seq", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    lane: text("lane").$type<Lane>().notNull(),
    /** Errands of one line wait for each other. Null: in no order. */
    line: text("line"),
    errand: jsonb("errand").$type<Errand>().notNull(),
    dueAt: instant("due_at").notNull(),
    /** Real time, by the database's clock, as with effects. */
    leasedUntil: instant("leased_until"),
    leasedBy: text("leased_by"),
    attempts: integer("attempts").notNull().default(0),
    doneAt: instant("done_at"),
    remote: jsonb("remote").$type<Remote>(),
    lastError: text("last_error"),
    givenUp: jsonb("given_up").$type<{ why: string; fix: string }>(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    index("errands_waiting")
      .on(t.lane, t.dueAt)
      .where(sql`${t.doneAt} is null and ${t.givenUp} is null`),
    index("errands_done").on(t.doneAt),
  ],
);

/** What came in, verified and not yet read. */
export const inbox = pgTable(
  "inbox",
  {
    source: text("source").notNull(),
    deliveryId: text("delivery_id").notNull(),
    /** Order of arrival. */
    arrival: bigint("arrival", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id"),
    receivedAt: instant("received_at").notNull(),
    headers: jsonb("headers").$type<Record<string, string>>().notNull(),
    raw: bytea("raw").notNull(),
    /** Entries with the same key wait for each other. Null: not looked at yet; '' : in no order. */
    key: text("key"),
    processedAt: instant("processed_at"),
    outcome: text("outcome"),
    attempts: integer("attempts").notNull().default(0),
    dueAt: instant("due_at").notNull(),
    leasedUntil: instant("leased_until"),
    leasedBy: text("leased_by"),
    lastError: text("last_error"),
    parkedWhy: text("parked_why"),
  },
  (t) => [
    primaryKey({ columns: [t.source, t.deliveryId] }),
    index("inbox_waiting")
      .on(t.source, t.arrival)
      .where(sql`${t.processedAt} is null and ${t.parkedWhy} is null`),
    index("inbox_parked")
      .on(t.receivedAt)
      .where(sql`${t.parkedWhy} is not null`),
    index("inbox_processed").on(t.processedAt),
  ],
);

/** Answers that were given, so that the same request twice gets the same answer and does nothing. */
export const requests = pgTable(
  "requests",
  {
    workspaceId: text("workspace_id").notNull(),
    requestId: text("request_id").notNull(),
    answer: jsonb("answer").$type<Record<string, unknown>>(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.requestId] }), index("requests_at").on(t.at)],
);

export const people = pgTable(
  "people",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    discordId: text("discord_id"),
    githubLogin: text("github_login"),
    name: text("name").notNull(),
  },
  (t) => [
    uniqueIndex("people_discord").on(t.workspaceId, t.discordId),
    uniqueIndex("people_github").on(t.workspaceId, sql`lower(${t.githubLogin})`),
  ],
);

/** Accounts of one person, by the word of both. A row is never deleted: it says who was linked from when to when. */
export const links = pgTable(
  "links",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    discordId: text("discord_id").notNull(),
    discordName: text("discord_name").notNull(),
    githubId: bigint("github_id", { mode: "number" }).notNull(),
    githubLogin: text("github_login").notNull(),
    how: text("how").$type<"code" | "question">().notNull(),
    linkedAt: instant("linked_at").notNull(),
    endedAt: instant("ended_at"),
    endedBy: text("ended_by").$type<"discord" | "github">(),
  },
  (t) => [
    uniqueIndex("links_discord")
      .on(t.workspaceId, t.discordId)
      .where(sql`${t.endedAt} is null`),
    uniqueIndex("links_github")
      .on(t.workspaceId, t.githubId)
      .where(sql`${t.endedAt} is null`),
  ],
);

/** One side's word that waits for the other's. Of a code only a digest is kept. */
export const linkOffers = pgTable(
  "link_offers",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    from: text("from").$type<"discord" | "github">().notNull(),
    codeHash: text("code_hash"),
    discordId: text("discord_id"),
    discordName: text("discord_name").notNull(),
    githubId: bigint("github_id", { mode: "number" }),
    githubLogin: text("github_login").notNull(),
    reply: jsonb("reply").$type<Reply>(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    ended: text("ended").$type<"used" | "replaced" | "declined">(),
  },
  (t) => [
    index("link_offers_code").on(t.workspaceId, t.codeHash),
    index("link_offers_name").on(t.workspaceId, t.discordName),
  ],
);

/** Codes that were not right, so that nobody can try many. */
export const linkTries = pgTable(
  "link_tries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: text("workspace_id").notNull(),
    githubId: bigint("github_id", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
  },
  (t) => [index("link_tries_of").on(t.workspaceId, t.githubId, t.at)],
);

/** What the repository says, as last seen. */
export const documents = pgTable(
  "documents",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    path: text("path").notNull(),
    content: text("content").notNull(),
    commit: text("commit"),
    loadedAt: instant("loaded_at").notNull(),
    /** Why `content` is empty although the file is not: it is too large, or no text. */
    unreadable: text("unreadable"),
    /** For the policy file: what is wrong with it as it stands. */
    problems: jsonb("problems").$type<PolicyProblem[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.path] })],
);

/** Every policy that ever was in force. `version` is a digest of the policy itself, so the same policy is one version everywhere. */
export const policies = pgTable(
  "policies",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    version: text("version").notNull(),
    // Not jsonb: that forgets in which order a policy names its roles and levels.
    policy: json("policy").$type<Policy>().notNull(),
    source: text("source").notNull(),
    commit: text("commit"),
    inForce: boolean("in_force").notNull(),
    loadedAt: instant("loaded_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.version] }),
    uniqueIndex("policies_in_force")
      .on(t.workspaceId)
      .where(sql`${t.inForce}`),
  ],
);

/** What was signed each day about the ends of all records: see packages/store/src/record/checkpoint.ts. Never changed. */
export const checkpoints = pgTable(
  "checkpoints",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    number: integer("number").notNull(),
    /** The UTC day, `2026-11-21`. */
    day: text("day").notNull(),
    /** The file as it is published, byte for byte. */
    body: text("body").notNull(),
    /** Hides how many incidents it is about, and which. Never published. */
    blind: text("blind").notNull(),
    /** The incidents that had changed since the one before, with the last entry of each. */
    changed: jsonb("changed").$type<[incidentId: string, seq: number][]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.number] }),
    unique("checkpoints_day").on(t.workspaceId, t.day),
  ],
);

/** What named people judged of the team's maturity. Append-only: a later word stands beside the earlier one. */
export const attestations = pgTable(
  "attestations",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id),
    number: integer("number").notNull(),
    item: text("item").notNull(),
    level: integer("level").notNull(),
    note: text("note").notNull(),
    by: jsonb("by").$type<Person>().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.number] })],
);

/** Attachments, by their own digest: the same file twice is one row. */
export const blobs = pgTable("blobs", {
  sha256: text("sha256").primaryKey(),
  bytes: bytea("bytes").notNull(),
  size: integer("size").notNull(),
  contentType: text("content_type"),
});
