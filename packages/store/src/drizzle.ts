import { createRequire } from "node:module";
import type * as Orm from "drizzle-orm";
import type * as NodePostgres from "drizzle-orm/node-postgres";
import type * as Migrator from "drizzle-orm/node-postgres/migrator";
import type * as PgCore from "drizzle-orm/pg-core";

/*
 * The one door to drizzle. By `require`, because Node parses a package's exports anew for each module that is imported from it: drizzle
 * has 447 of them, and importing it cost half a second at each start. See docs/decisions/0019-drizzle-by-require.md.
 */
const load = createRequire(import.meta.url);

export const {
  and,
  asc,
  desc,
  DrizzleQueryError,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  sql,
} = load("drizzle-orm") as typeof Orm;
export const { drizzle } = load("drizzle-orm/node-postgres") as typeof NodePostgres;
export const { migrate: runMigrations } = load("drizzle-orm/node-postgres/migrator") as typeof Migrator;
export const pgCore = load("drizzle-orm/pg-core") as typeof PgCore;

export type { SQL } from "drizzle-orm";
export type { NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
export type { PgDatabase } from "drizzle-orm/pg-core";
