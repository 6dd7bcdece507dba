import { connect, standsStillMs } from "./connection.ts";

export type HeldLock = {
  /** Resolves when the lock is lost: its connection broke, so another process may hold it now. */
  lost: Promise<void>;
  release(): Promise<void>;
};

/** How often the holder makes sure that it still is the holder. */
const checkEveryMs = 1_000;
const checkWithinMs = 2_000;
const readWithinMs = 100;

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
  let isAsking = false;
  function ask(): void {
    if (isAsking) return;
    isAsking = true;
    // A process that stood still finds its alarm before the answer that has long been there, so it has a moment to read that.
    let late = setTimeout(() => (late = setTimeout(isLost, readWithinMs)), checkWithinMs);
    client
      .query("select 1")
      .catch(() => isLost())
      .finally(() => {
        isAsking = false;
        clearTimeout(late);
      });
  }
  const timer = setInterval(ask, checkEveryMs);
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
