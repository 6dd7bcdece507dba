import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { connectionTo, withConnection } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { cloneDatabase, databaseUrl, dropDatabase } from "./postgres/index.ts";

export type FreshDatabase = {
  url: string;
  /**
   * Empties it for another test, which costs the server a tenth of a new one. Throws when somebody still holds a connection: a store
   * that nobody closed, a loop that nobody stopped.
   */
  giveBack(): Promise<void>;
  /** For a test that changed its tables: removes it. Throws as `giveBack` does. */
  drop(): Promise<void>;
};

/** One number for all test processes: whoever holds it makes the template, the others wait and find it made. */
const makingTemplate = 6_878_379;
/** A busy machine takes its time; only a test that left something open waits for all of it. */
const closedWithinMsDefault = 15_000;
const lookEveryMs = 10;
const leftOpen = (count: number): Error =>
  new Error(`${count} connections were left open. Close every store and stop every engine in afterEach.`);

/** A database of its own with all tables and nothing in them: one that another test gave back, else a copy of the template. */
export async function freshDatabase(
  server = process.env["MUSTER_TEST_DATABASE_URL"],
  { closedWithinMs = closedWithinMsDefault }: { closedWithinMs?: number } = {},
): Promise<FreshDatabase> {
  if (server === undefined)
    throw new Error("Run the tests with vitest: it starts the database that they use.");
  const { pool, template } = await administration(server);
  const name = (await takeSpare(pool, template)) ?? (await copyOf(server, template));
  return {
    url: databaseUrl(server, name),
    async giveBack() {
      const left = await connectionsLeft(pool, name, closedWithinMs);
      if (left > 0) {
        await dropDatabase(server, name);
        throw leftOpen(left);
      }
      await withConnection(databaseUrl(server, name), (emptied) => emptied.query(emptyAll));
      await pool.query("insert into spare_databases (name, template) values ($1, $2)", [name, template]);
    },
    async drop() {
      const left = await connectionsLeft(pool, name, closedWithinMs);
      await dropDatabase(server, name);
      if (left > 0) throw leftOpen(left);
    },
  };
}

/** Removes what was given back, for a server that outlives the tests. */
export async function dropSpares(server: string): Promise<void> {
  const { pool } = await administration(server);
  const { rows } = await pool.query<{ name: string }>("delete from spare_databases returning name");
  for (const { name } of rows) await dropDatabase(server, name);
  await pool.end();
}

/** Few rows are deleted, many cut off, which makes new files. Constraints between the tables are off meanwhile: all go. */
const emptyAll = `
  set session_replication_role = replica;
  do $$
  declare
    t regclass;
    s regclass;
  begin
    for t in select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
      if pg_relation_size(t) > 262144 then execute format('truncate %s cascade', t);
      else execute format('delete from %s', t);
      end if;
    end loop;
    for s in select oid from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace loop
      perform setval(s, 1, false);
    end loop;
  end $$`;

type Administration = { pool: pg.Pool; template: string };
const administrations = new Map<string, Promise<Administration>>();

/** One connection for each process of tests, whose tests take turns on it. */
function administration(server: string): Promise<Administration> {
  const made = administrations.get(server) ?? administer(server);
  administrations.set(server, made);
  return made;
}

async function administer(server: string): Promise<Administration> {
  const pool = new pg.Pool({ ...connectionTo(server), connectionTimeoutMillis: 0, max: 1 });
  // An idle connection that is lost is made anew by whoever asks next.
  pool.on("error", () => {});
  const template = await withConnection(server, (client) => readyTemplate(server, client));
  return { pool, template };
}

async function takeSpare(pool: pg.Pool, template: string): Promise<string | null> {
  const { rows } = await pool.query<{ name: string }>(
    `delete from spare_databases where name =
       (select name from spare_databases where template = $1 limit 1 for update skip locked) returning name`,
    [template],
  );
  return rows[0]?.name ?? null;
}

async function copyOf(server: string, template: string): Promise<string> {
  const name = `muster_test_${randomBytes(6).toString("hex")}`;
  await cloneDatabase(server, template, name);
  return name;
}

async function readyTemplate(server: string, client: pg.Client): Promise<string> {
  const journal = readFileSync(new URL("../migrations/meta/_journal.json", import.meta.url));
  const name = `muster_template_${createHash("sha256").update(journal).digest("hex").slice(0, 12)}`;
  const isThere = async () =>
    (await client.query("select 1 from pg_database where datname = $1", [name])).rows.length > 0;
  if (await isThere()) return name;
  await client.query("select pg_advisory_lock($1)", [makingTemplate]);
  try {
    if (await isThere()) return name;
    await client.query(
      "create table if not exists spare_databases (name text primary key, template text not null)",
    );
    // Under another name until it is complete, so that nobody copies half of it. Both names are ours: letters, digits and `_`.
    const half = `${name}_half`;
    await dropDatabase(server, half);
    await client.query(`create database ${half}`);
    await migrate(databaseUrl(server, half));
    await client.query(`alter database ${half} rename to ${name}`);
    return name;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [makingTemplate]);
  }
}

/** The server notices a closed connection a moment later. Its own workers, such as autovacuum's, are nobody's. */
async function connectionsLeft(pool: pg.Pool, database: string, withinMs: number): Promise<number> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const { rows } = await pool.query<{ count: number }>(
      "select count(*)::integer as count from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
      [database],
    );
    const count = rows[0]?.count ?? 0;
    if (count === 0 || performance.now() > giveUpAt) return count;
    await wait(lookEveryMs);
  }
}
