import type * as schema from "../schema/index.ts";

/*
 * What an export has of each table. A table that is missing here does not compile: what is written down nowhere else must not be
 * forgotten, and a secret must not slip out.
 */

type Tables = typeof schema;
export type TableName = {
  [Name in keyof Tables]: Tables[Name] extends { _: { name: infer Sql } } ? Sql : never;
}[keyof Tables];

export type TableTerms =
  /** Each row as it is; `columns` where not all of them are wanted, `where` where not all rows are. */
  | {
      as: "rows";
      columns: readonly string[];
      where?: string;
      asText?: readonly string[];
      when: "first" | "with-incident" | "last";
    }
  /** Written in entries of its own, or worked out anew. */
  | { as: "entries" | "derived" }
  | { as: "left-out"; why: string };

export const isRow = (terms: TableTerms): terms is Extract<TableTerms, { as: "rows" }> => terms.as === "rows";

export const tableTerms = {
  workspaces: { as: "entries" },
  incidents: { as: "entries" },
  events: { as: "entries" },
  timers: { as: "derived" },
  past_incidents: { as: "derived" },
  counters: { as: "rows", columns: ["workspace_id", "series", "last"], when: "first" },
  policies: {
    as: "rows",
    columns: ["workspace_id", "version", "policy", "source", "commit", "in_force", "loaded_at"],
    // The order in which a policy names its roles and levels counts, and canonical JSON would sort it.
    asText: ["policy"],
    when: "first",
  },
  people: { as: "rows", columns: ["workspace_id", "discord_id", "github_login", "name"], when: "first" },
  links: {
    as: "rows",
    columns: [
      "workspace_id",
      "discord_id",
      "discord_name",
      "github_id",
      "github_login",
      "how",
      "linked_at",
      "ended_at",
      "ended_by",
    ],
    when: "first",
  },
  // How far GitHub was read. What the repository says is read anew.
  documents: {
    as: "rows",
    columns: ["workspace_id", "path", "content", "commit", "loaded_at", "unreadable", "problems"],
    where: "t.path like 'muster:%'",
    when: "first",
  },
  checkpoints: {
    as: "rows",
    columns: ["workspace_id", "number", "day", "body", "blind", "changed"],
    when: "first",
  },
  attestations: {
    as: "rows",
    columns: ["workspace_id", "number", "item", "level", "note", "by", "at"],
    when: "first",
  },
  // The things out there that an incident became, and what was still to be said. Never the tokens of private answers.
  effects: {
    as: "rows",
    columns: [
      "key",
      "workspace_id",
      "incident_id",
      "lane",
      "kind",
      "surface",
      "place",
      "seq",
      "version",
      "sent_version",
      "due_at",
      "wanted_at",
      "needs",
      "awaits",
      "remote",
      "last_error",
      "given_up",
      "created_at",
    ],
    where: "(t.surface is not null or (t.place <> 'reply' and t.version is distinct from t.sent_version))",
    when: "with-incident",
  },
  errands: {
    as: "rows",
    columns: [
      "workspace_id",
      "key",
      "lane",
      "line",
      "errand",
      "due_at",
      "remote",
      "last_error",
      "given_up",
      "created_at",
    ],
    where: "t.done_at is null and t.errand ->> 'do' <> 'tell-privately'",
    when: "last",
  },
  requests: {
    as: "rows",
    columns: ["workspace_id", "request_id", "answer", "at"],
    when: "last",
  },
  blobs: { as: "entries" },
  inbox: { as: "left-out", why: "What GitHub and monitoring sent is asked for anew, or comes again." },
  link_offers: {
    as: "left-out",
    why: "Codes and questions of /link that nobody has answered yet: ask for new ones.",
  },
  link_tries: { as: "left-out", why: "Wrong codes are counted anew." },
} as const satisfies Record<TableName, TableTerms>;
