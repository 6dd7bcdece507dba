import pg from "pg";
import type { NodePgQueryResultHKT, PgDatabase } from "./drizzle.ts";
import type * as schema from "./schema/index.ts";

/** A database or a transaction in it: what every query function takes first. */
export type Db = PgDatabase<NodePgQueryResultHKT, typeof schema>;

export const connectWithinMs = 5_000;

/**
 * What a process left behind when it stopped in the middle of a transaction, or vanished with its machine, is free for others after
 * this long. The server's own limits are none and two hours: https://www.postgresql.org/docs/15/runtime-config-client.html,
 * https://www.postgresql.org/docs/15/runtime-config-connection.html#RUNTIME-CONFIG-CONNECTION-SETTINGS
 */
export const standsStillMs = 4_000;
const serverOptions = [
  "TimeZone=UTC",
  `idle_in_transaction_session_timeout=${standsStillMs}`,
  "tcp_keepalives_idle=2",
  "tcp_keepalives_interval=1",
  "tcp_keepalives_count=3",
];

/** What every connection of Muster has in common. */
export function connectionTo(databaseUrl: string): pg.ClientConfig {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: connectWithinMs,
    application_name: "muster",
    options: serverOptions.map((option) => `-c ${option}`).join(" "),
    // A server that vanished without a word is noticed by the system, not after hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** One connection for one purpose. It stays quiet when it is lost: its queries fail, and `end` is told. */
export async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client(connectionTo(databaseUrl));
  // Without anybody listening, a lost connection would end the process.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Does something on a connection of its own and closes it. */
export async function withConnection<Value>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = await connect(databaseUrl);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
