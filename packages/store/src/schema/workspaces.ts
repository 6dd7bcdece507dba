import type { Policy } from "@muster/policy";
import { pgCore, sql } from "../drizzle.ts";
import type { PolicyProblem } from "../words.ts";
import { instant } from "./columns.ts";

const { boolean, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex } = pgCore;

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
