import { lanes, type Lane } from "@muster/incident";
import { sql } from "../drizzle.ts";
import type { Db } from "../connection.ts";
import { instant, isBehindAnother, isBlocked, isUnsent } from "./conditions.ts";
import { readRow, rowColumns, type EffectRow } from "./row.ts";

export type LaneLoad = { due: number; later: number; blocked: number; givenUp: number };

/** All effects of an incident, with whether a surface is missing that one needs. */
export async function effectsOf(db: Db, incidentId: string): Promise<(EffectRow & { isBlocked: boolean })[]> {
  const { rows } = await db.execute(sql`
    select ${rowColumns}, ${isBlocked} as is_blocked from effects e
    where e.incident_id = ${incidentId} order by e.seq nulls first, e.created_at, e.key`);
  return rows.map((row) => ({ ...readRow(row), isBlocked: row["is_blocked"] === true }));
}

/** What became of each surface of an incident, and what was given up. Says that went out are left out: there may be thousands. */
export async function remotesOf(db: Db, incidentId: string): Promise<EffectRow[]> {
  const { rows } = await db.execute(sql`
    select ${rowColumns} from effects e
    where e.incident_id = ${incidentId} and (e.surface is not null or e.given_up is not null)`);
  return rows.map(readRow);
}

/** The entries that are still to be said in the place of a `say`, after it. */
export async function waitingBehind(
  db: Db,
  { incidentId, effect }: Pick<EffectRow, "incidentId" | "effect">,
  limit: number,
): Promise<number[]> {
  if (effect.kind !== "say") return [];
  const { rows } = await db.execute<{ seq: number }>(sql`
    select e.seq from effects e
    where e.incident_id = ${incidentId} and e.place = ${effect.place} and e.seq > ${effect.seq} and ${isUnsent}
    order by e.seq limit ${limit}`);
  return rows.map(({ seq }) => seq);
}

/**
 * By how much each lane is behind, in all or for one incident: the age of the oldest thing that could be told and is not,
 * however often it was put off.
 */
export async function lags(db: Db, now: Date, incidentId?: string): Promise<Record<Lane, number>> {
  const ofIncident = incidentId === undefined ? sql`true` : sql`e.incident_id = ${incidentId}`;
  const { rows } = await db.execute<{ lane: Lane; lag: string }>(sql`
    select e.lane, extract(epoch from ${instant(now)} - min(e.wanted_at)) * 1000 as lag
    from effects e where ${isUnsent} and not ${isBlocked} and ${ofIncident} group by e.lane`);
  const byLane = new Map(rows.map(({ lane, lag }) => [lane, Math.max(0, Math.round(Number(lag)))]));
  return perLane((lane) => byLane.get(lane) ?? 0);
}

/** How much waits in each lane. `due` includes what becomes due before `until`. */
export async function laneLoads(db: Db, until: Date): Promise<Record<Lane, LaneLoad>> {
  // Two halves, because each has an index of its own and both together have none.
  const { rows } = await db.execute<{ lane: Lane } & Record<string, string>>(sql`
    select lane, sum(due) as due, sum(later) as later, sum(blocked) as blocked, sum(given_up) as given_up
    from (
      select lane, 0 as given_up,
        count(*) filter (where not is_blocked and is_due) as due,
        count(*) filter (where not is_blocked and not is_due) as later,
        count(*) filter (where is_blocked) as blocked
      from (
        select e.lane, ${isBlocked} or ${isBehindAnother} as is_blocked, e.due_at <= ${instant(until)} as is_due
        from effects e where ${isUnsent}) waiting
      group by lane
      union all
      select e.lane, count(*), 0, 0, 0 from effects e
      where e.given_up is not null and e.place is distinct from 'reply' group by e.lane) load
    group by lane`);
  const byLane = new Map(rows.map((row) => [row.lane, row]));
  return perLane((lane) => {
    const row = byLane.get(lane);
    const count = (name: string): number => Number(row?.[name] ?? 0);
    return {
      due: count("due"),
      later: count("later"),
      blocked: count("blocked"),
      givenUp: count("given_up"),
    };
  });
}

function perLane<Value>(valueOf: (lane: Lane) => Value): Record<Lane, Value> {
  return Object.fromEntries(lanes.map((lane) => [lane, valueOf(lane)])) as Record<Lane, Value>;
}
