import type { Person } from "@muster/incident";
import { pgCore } from "../drizzle.ts";
import { bytea, instant } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const { integer, jsonb, pgTable, primaryKey, text, unique } = pgCore;

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
