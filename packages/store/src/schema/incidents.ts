import type { Incident, Status } from "@muster/incident";
import { pgCore, sql } from "../drizzle.ts";
import { bytea, tsvector, instant } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } = pgCore;

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
