import { and, eq, sql } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { counters } from "./schema/index.ts";

/** The last number that was given out in a series. Asking gives none out. */
export async function lastNumber(tx: Db, workspaceId: string, series: string): Promise<number> {
  const [row] = await tx
    .select({ last: counters.last })
    .from(counters)
    .where(and(eq(counters.workspaceId, workspaceId), eq(counters.series, series)));
  return row?.last ?? 0;
}

/** Gives out no number up to this one any more, because something out there has it. */
export async function countFrom(db: Db, workspaceId: string, series: string, last: number): Promise<void> {
  await db
    .insert(counters)
    .values({ workspaceId, series, last })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.series],
      set: { last: sql`greatest(${counters.last}, excluded.last)` },
    });
}

/** The next number of a series. Until the transaction ends nobody else gets one, so a number that is not used leaves no gap. */
export async function nextNumber(tx: Db, workspaceId: string, series: string): Promise<number> {
  const [row] = await tx
    .insert(counters)
    .values({ workspaceId, series, last: 1 })
    .onConflictDoUpdate({
      target: [counters.workspaceId, counters.series],
      set: { last: sql`${counters.last} + 1` },
    })
    .returning({ last: counters.last });
  return row!.last; // An upsert always returns its row.
}
