import pg from "pg";
import { drizzle } from "./drizzle.ts";
import { connectionTo, type Db } from "./connection.ts";
import { tryLock, type HeldLock } from "./lock.ts";
import { giveBackWhenBeginFails } from "./give-back.ts";
import { migrate } from "./migrate.ts";
import * as schema from "./schema/index.ts";
import { createWake, type Wake } from "./wake.ts";

export type Store = {
  db: Db;
  wake: Wake;
  /** Brings the database's shape up to date. Throws one plain sentence when it cannot. */
  migrate(): Promise<void>;
  /** A lock that one process at a time can hold, on a connection of its own. Null: another one holds it. */
  tryLock(name: string): Promise<HeldLock | null>;
  close(): Promise<void>;
};

export type StoreOptions = { connectionsMax?: number };

/** Opens the database. Nothing is asked of it yet; connections are made when needed and again after they were lost. */
export function openStore(databaseUrl: string, { connectionsMax = 10 }: StoreOptions = {}): Store {
  const pool = new pg.Pool({ ...connectionTo(databaseUrl), max: connectionsMax, idleTimeoutMillis: 60_000 });
  // A lost connection is no reason to end the process: its queries fail, and the pool makes another one.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  const db = drizzle(giveBackWhenBeginFails(pool), { schema });
  const wake = createWake(databaseUrl, pool);
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    await wake.close();
    await pool.end();
  }
  return {
    db,
    wake,
    migrate: () => migrate(databaseUrl),
    tryLock: (name) => tryLock(databaseUrl, name),
    close: () => (closing ??= close()),
  };
}
