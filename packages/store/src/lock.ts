import { connect, standsStillMs } from "./connection.ts";

export type HeldLock = {
  /** Resolves when the lock is lost: its connection broke, so another process may hold it now. */
  lost: Promise<void>;
  release(): Promise<void>;
};

/** How often the holder makes sure that it still is the holder. */
const checkEveryMs = 1_000;
const checkWithinMs = 2_000;

/**
 * A lock that lives as long as its connection, so a process that dies lets go of it by dying, and one that is paused for seconds by
 * not asking. Null: another process holds it.
 */
export async function tryLock(databaseUrl: string, name: string): Promise<HeldLock | null> {
  const client = await connect(databaseUrl);
  const asked = await client
    .query(`set idle_session_timeout = ${standsStillMs}`)
    .then(() =>
      client.query<{ held: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as held", [name]),
    )
    .catch(() => null);
  if (asked?.rows[0]?.held !== true) {
    await client.end().catch(() => {});
    return null;
  }

  const { promise: lost, resolve: isLost } = Promise.withResolvers<void>();
  const timer = setInterval(() => {
    const late = setTimeout(isLost, checkWithinMs);
    client
      .query("select 1")
      .then(() => clearTimeout(late))
      .catch(() => isLost());
  }, checkEveryMs);
  client.once("end", () => isLost());
  void lost.then(() => clearInterval(timer));
  return {
    lost,
    async release() {
      clearInterval(timer);
      await client.end().catch(() => {});
    },
  };
}
