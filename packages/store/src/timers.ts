import { asc, eq, lte, sql, type SQL } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { timers } from "./schema/index.ts";

type Timer = { name: string; dueAt: Date };

/** Makes the stored timers of an incident exactly these. */
export function replacing(incident: { id: string; workspaceId: string }, list: Timer[]): SQL[] {
  if (list.length === 0) return [sql`delete from timers where incident_id = ${incident.id}`];
  const rows = list.map(
    ({ name, dueAt }) =>
      sql`(${incident.id}, ${name}, ${incident.workspaceId}, ${dueAt.toISOString()}::timestamptz)`,
  );
  const names = list.map(({ name }) => sql`${name}`);
  return [
    sql`delete from timers where incident_id = ${incident.id} and name not in (${sql.join(names, sql`, `)})`,
    sql`insert into timers (incident_id, name, workspace_id, due_at) values ${sql.join(rows, sql`, `)}
      on conflict (incident_id, name) do update set due_at = excluded.due_at
      where timers.due_at is distinct from excluded.due_at`,
  ];
}

export async function timersOf(db: Db, incidentId: string): Promise<Timer[]> {
  return db
    .select({ name: timers.name, dueAt: timers.dueAt })
    .from(timers)
    .where(eq(timers.incidentId, incidentId))
    .orderBy(asc(timers.dueAt), asc(timers.name));
}

/** Timers whose time has come, the oldest first. Nothing is claimed: whoever fires one locks its incident and looks again. */
export async function dueTimers(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ incidentId: string; name: string; dueAt: Date }[]> {
  return db
    .select({ incidentId: timers.incidentId, name: timers.name, dueAt: timers.dueAt })
    .from(timers)
    .where(lte(timers.dueAt, now))
    .orderBy(asc(timers.dueAt))
    .limit(limit);
}

export async function nextTimerAt(db: Db): Promise<Date | null> {
  const [next] = await db.select({ dueAt: timers.dueAt }).from(timers).orderBy(asc(timers.dueAt)).limit(1);
  return next?.dueAt ?? null;
}

/** Puts one timer off, for a firing that changed nothing: it must not fire again at once for ever. */
export async function putOffTimer(tx: Db, incidentId: string, name: string, until: Date): Promise<void> {
  await tx
    .update(timers)
    .set({ dueAt: until })
    .where(sql`${timers.incidentId} = ${incidentId} and ${timers.name} = ${name}`);
}

export async function countDueTimers(db: Db, now: Date): Promise<number> {
  return db.$count(timers, lte(timers.dueAt, now));
}
