import type pg from "pg";

type Connect = () => Promise<pg.PoolClient>;

/**
 * drizzle takes a connection for each transaction, and when BEGIN itself fails, because the connection had died unnoticed, it
 * never gives it back: after ten of those nobody gets one any more. This gives it back. Remove once drizzle's
 * `NodePgSession.transaction` says BEGIN inside its `try`.
 */
export function giveBackWhenBeginFails(pool: pg.Pool): pg.Pool {
  const connect = pool.connect.bind(pool) as Connect;
  async function guarded(): Promise<pg.PoolClient> {
    const client = await connect();
    const query = client.query.bind(client) as (...words: unknown[]) => unknown;
    const first = (...words: unknown[]): unknown => {
      Reflect.deleteProperty(client, "query");
      const answer = query(...words);
      if (answer instanceof Promise) answer.catch((error: Error) => client.release(error));
      return answer;
    };
    return Object.assign(client, { query: first });
  }
  // The pool itself connects with a callback; only drizzle's transactions await it.
  const connectThen = pool.connect.bind(pool) as (callback: never) => unknown;
  const either = (callback?: never): unknown => (callback === undefined ? guarded() : connectThen(callback));
  return Object.assign(pool, { connect: either });
}
