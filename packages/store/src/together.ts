import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./connection.ts";

/**
 * Runs several writes as one statement, so that they cost one round trip. They see the database as it was before any of them, so none
 * may build on another; what one row refers to another table for is checked when all are done.
 */
export async function together(tx: Db, writes: readonly SQL[]): Promise<void> {
  if (writes.length === 0) return;
  const named = writes.map((write, index) => sql`${sql.raw(`w${index}`)} as (${write})`);
  await tx.execute(sql`with ${sql.join(named, sql`, `)} select`);
}
