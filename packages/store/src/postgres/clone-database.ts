import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";

/** A template cannot be copied while somebody is connected to it. https://www.postgresql.org/docs/15/errcodes-appendix.html */
const objectInUse = "55006";
const freeWithinMs = 5_000;
const tryEveryMs = 25;

/** Copies a database (about 60 ms) and answers with the address of the copy. */
export async function cloneDatabase(adminUrl: string, template: string, name: string): Promise<string> {
  await administer(adminUrl, async (sql) => {
    const giveUpAt = performance.now() + freeWithinMs;
    for (;;) {
      try {
        await sql`create database ${sql(name)} template ${sql(template)} strategy wal_log`;
        return;
      } catch (error) {
        const inUse = error instanceof postgres.PostgresError && error.code === objectInUse;
        if (!inUse || performance.now() > giveUpAt) throw error;
        await wait(tryEveryMs);
      }
    }
  });
  return databaseUrl(adminUrl, name);
}

/** Removes a database and ends whatever is still connected to it; it may be gone already. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
}

/** The same server and user, another database. The name is one of ours: letters, digits, `_` and `-`. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The major version of the server at this address, for example 18. */
export async function serverMajor(url: string): Promise<number> {
  return administer(url, async (sql) => {
    const [row] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    return Math.floor((row?.version ?? 0) / 10_000);
  });
}

async function administer<Answer>(
  url: string,
  work: (sql: postgres.Sql) => PromiseLike<Answer>,
): Promise<Answer> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
