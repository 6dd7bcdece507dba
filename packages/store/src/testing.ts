import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { withConnection } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { cloneDatabase, databaseUrl, dropDatabase } from "./postgres/index.ts";

export type FreshDatabase = {
  url: string;
  /** Throws when somebody still holds a connection: a store that nobody closed, a loop that nobody stopped. */
  drop(): Promise<void>;
};

/** One number for all test processes: whoever holds it makes the template, the others wait and find it made. */
const makingTemplate = 6_878_379;
const closedWithinMs = 3_000;

/** A database of its own with all tables and nothing in them, copied from a template that is made once (about 60 ms each). */
export async function freshDatabase(
  server = process.env["MUSTER_TEST_DATABASE_URL"],
): Promise<FreshDatabase> {
  if (server === undefined)
    throw new Error("Run the tests with vitest: it starts the database that they use.");
  const template = await readyTemplate(server);
  const name = `muster_test_${randomBytes(6).toString("hex")}`;
  const url = await cloneDatabase(server, template, name);
  return {
    url,
    async drop() {
      const left = await connectionsLeft(server, name);
      await dropDatabase(server, name);
      if (left > 0) {
        throw new Error(
          `${left} connections were left open. Close every store and stop every engine in afterEach.`,
        );
      }
    },
  };
}

async function readyTemplate(server: string): Promise<string> {
  const journal = readFileSync(new URL("../migrations/meta/_journal.json", import.meta.url));
  const name = `muster_template_${createHash("sha256").update(journal).digest("hex").slice(0, 12)}`;
  return withConnection(server, async (client) => {
    const isThere = async () =>
      (await client.query("select 1 from pg_database where datname = $1", [name])).rows.length > 0;
    if (await isThere()) return name;
    await client.query("select pg_advisory_lock($1)", [makingTemplate]);
    if (await isThere()) return name;
    // Under another name until it is complete, so that nobody copies half of it. Both names are ours: letters, digits and `_`.
    const half = `${name}_half`;
    await dropDatabase(server, half);
    await client.query(`create database ${half}`);
    await migrate(databaseUrl(server, half));
    await client.query(`alter database ${half} rename to ${name}`);
    return name;
  });
}

/** The server notices a closed connection a moment later. */
async function connectionsLeft(server: string, database: string): Promise<number> {
  return withConnection(server, async (client) => {
    const giveUpAt = performance.now() + closedWithinMs;
    for (;;) {
      const { rows } = await client.query<{ count: number }>(
        "select count(*)::integer as count from pg_stat_activity where datname = $1",
        [database],
      );
      const count = rows[0]?.count ?? 0;
      if (count === 0 || performance.now() > giveUpAt) return count;
      await client.query("select pg_sleep(0.02)");
    }
  });
}
