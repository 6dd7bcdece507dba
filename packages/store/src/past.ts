import type { Incident } from "@muster/incident";
import { and, desc, eq, inArray, sql } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { wholeIncident } from "./incidents.ts";
import { incidents, pastIncidents } from "./schema/index.ts";

export type PastRow = typeof pastIncidents.$inferInsert;

/** Incidents of which something has happened since their figures were worked out; at most so many. */
export async function pastBehind(db: Db, workspaceId: string, limit: number): Promise<Incident[]> {
  const rows = await db
    .select({ state: incidents.state })
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspaceId), sql`${incidents.pastSeq} < ${incidents.seq}`))
    .limit(limit);
  return rows.map(({ state }) => wholeIncident(state));
}

/** Keeps what follows from the events of each up to its `seq`. What somebody else has worked out from more events stays. */
export async function putPast(tx: Db, rows: readonly PastRow[]): Promise<void> {
  for (const row of rows) {
    await tx
      .insert(pastIncidents)
      .values(row)
      .onConflictDoUpdate({
        target: pastIncidents.incidentId,
        set: row,
        setWhere: sql`${pastIncidents.seq} < excluded.seq`,
      });
    await tx
      .update(incidents)
      .set({ pastSeq: row.seq })
      .where(and(eq(incidents.id, row.incidentId), sql`${incidents.pastSeq} < ${row.seq}`));
  }
}

export type PastPeriod = { since?: string | null | undefined; until?: string | null | undefined };

/** What was worked out of each, the newest first. Restricted ones only where `restricted` says so: all, or those with these ids. */
export async function listPast(
  db: Db,
  workspaceId: string,
  { since, until, restricted }: PastPeriod & { restricted: "all" | readonly string[] },
): Promise<unknown[]> {
  const rows = await db
    .select({ past: pastIncidents.past })
    .from(pastIncidents)
    .where(
      and(
        eq(pastIncidents.workspaceId, workspaceId),
        since == null ? undefined : sql`${pastIncidents.date} >= ${since}`,
        until == null ? undefined : sql`${pastIncidents.date} <= ${until}`,
        restricted === "all"
          ? undefined
          : restricted.length === 0
            ? eq(pastIncidents.isRestricted, false)
            : sql`(not ${pastIncidents.isRestricted} or ${inArray(pastIncidents.incidentId, [...restricted])})`,
      ),
    )
    .orderBy(desc(pastIncidents.date), desc(pastIncidents.incidentId));
  return rows.map(({ past }) => past);
}
