import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { drizzle, runMigrations } from "./drizzle.ts";
import { withConnection } from "./connection.ts";

const folder = fileURLToPath(new URL("../migrations", import.meta.url));

/** One number for all processes of Muster: whoever holds it migrates, the others wait and find it done. */
const migrating = 6_878_378;

/** How long one change may wait for a lock before it gives way to the traffic. */
const lockWithin = "10s";

export class SchemaError extends Error {
  override name = "SchemaError";
  readonly isForPeople = true;
}

/**
 * Brings the database's shape up to date; several processes may start at once. A database that a newer Muster has shaped is
 * refused, because nobody knows what its tables mean.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await withConnection(databaseUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [migrating]);
    await refuseUnknown(client);
    await client.query("select set_config('lock_timeout', $1, false)", [lockWithin]);
    await runMigrations(drizzle(client), { migrationsFolder: folder });
  });
}

async function refuseUnknown(client: pg.Client): Promise<void> {
  const found = await client.query<{ journal: string | null; foreign: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations')::text as journal,
      to_regclass('public.incidents') is not null as foreign`,
  );
  const [there] = found.rows;
  if (there?.journal === null || there === undefined) {
    if (there?.foreign === true) {
      throw new SchemaError(
        "This database has a table `incidents` that is not Muster's. Name an empty database in DATABASE_URL.",
      );
    }
    return;
  }
  const journal = await client.query<{ at: string | null }>(
    "select max(created_at)::text as at from drizzle.__drizzle_migrations",
  );
  if (Number(journal.rows[0]?.at ?? 0) > newestKnown()) {
    throw new SchemaError(
      "This database was written by a newer Muster than this one. Start the newer Muster, or name another database in DATABASE_URL.",
    );
  }
}

function newestKnown(): number {
  const journal = JSON.parse(readFileSync(`${folder}/meta/_journal.json`, "utf8")) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map((entry) => entry.when));
}
