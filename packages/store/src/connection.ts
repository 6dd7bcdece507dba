import type { PgDatabase } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type * as schema from "./schema.ts";

/** A database or a transaction in it: what every query function takes first. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;
