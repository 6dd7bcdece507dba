import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import postgres from "postgres";
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
  return withSql(server, async (sql) => {
    const isThere = async () => (await sql`select 1 from pg_database where datname = ${name}`).length > 0;
    if (await isThere()) return name;
    await sql`select pg_advisory_lock(${makingTemplate})`;
    if (await isThere()) return name;
    // Under another name until it is complete, so that nobody copies half of it.
    const half = `${name}_half`;
    await dropDatabase(server, half);
    await sql`create database ${sql(half)}`;
    await migrate(databaseUrl(server, half));
    await sql`alter database ${sql(half)} rename to ${sql(name)}`;
    return name;
  });
}

/** The server notices a closed connection a moment later. */
async function connectionsLeft(server: string, database: string): Promise<number> {
  return withSql(server, async (sql) => {
    const giveUpAt = performance.now() + closedWithinMs;
    for (;;) {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::integer as count from pg_stat_activity where datname = ${database}`;
      const count = row?.count ?? 0;
      if (count === 0 || performance.now() > giveUpAt) return count;
      await sql`select pg_sleep(0.02)`;
    }
  });
}

async function withSql<Value>(url: string, work: (sql: postgres.Sql) => Promise<Value>): Promise<Value> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
