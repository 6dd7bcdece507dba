import type { Effect, Errand, Lane, Place, Remote, Surface } from "@muster/incident";
import { pgCore, sql } from "../drizzle.ts";
import type { Reply } from "../words.ts";
import { bytea, instant } from "./columns.ts";
import { incidents } from "./incidents.ts";
import { workspaces } from "./workspaces.ts";

const { bigint, index, integer, jsonb, pgTable, primaryKey, text } = pgCore;

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
