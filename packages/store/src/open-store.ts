import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Db } from "./connection.ts";
import { migrate } from "./migrate.ts";
import * as schema from "./schema.ts";
import { createWake, type Wake } from "./wake.ts";

export type Store = {
  /** The driver itself, for what drizzle cannot say. Times come and go as text. */
  sql: postgres.Sql;
  db: Db;
  wake: Wake;
  /** Brings the database's shape up to date. Throws one plain sentence when it cannot. */
  migrate(): Promise<void>;
  close(): Promise<void>;
};

export type StoreOptions = { connectionsMax?: number };

/** How long closing waits for queries that are still running. */
const closeWithinS = 5;

/** Opens the database. Nothing is asked of it yet; connections are made when needed and again after they were lost. */
export function openStore(databaseUrl: string, { connectionsMax = 10 }: StoreOptions = {}): Store {
  const sql = postgres(databaseUrl, {
    max: connectionsMax,
    connect_timeout: 5,
    // A server that is back should be found soon, whatever happened before.
    backoff: (retries) => Math.min(1, 0.05 * 2 ** retries),
    connection: { application_name: "muster", TimeZone: "UTC" },
    onnotice: () => {},
  });
  const db = drizzle(sql, { schema });
  const wake = createWake(sql);
  return {
    sql,
    db,
    wake,
    migrate: () => migrate(databaseUrl),
    async close() {
      await wake.close();
      await sql.end({ timeout: closeWithinS });
    },
  };
}
