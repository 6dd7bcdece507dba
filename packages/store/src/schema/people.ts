import { pgCore, sql } from "../drizzle.ts";
import type { Reply } from "../words.ts";
import { instant } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

const { bigint, index, jsonb, pgTable, text, uniqueIndex } = pgCore;

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
