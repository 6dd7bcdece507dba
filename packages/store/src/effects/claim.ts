import type { Lane } from "@muster/incident";
import { sql } from "../drizzle.ts";
import type { Db } from "../connection.ts";
import { instant, isAwaiting, isBehindAnother, isBlocked, isLeased, isUnsent, listed } from "./conditions.ts";
import { readRow, rowColumns, type EffectRow } from "./row.ts";

/**
 * A worker that dies is given up after this long, so others resume within 5 s. A living one renews far more often; if it still
 * loses a lease, what it did is found again by whoever comes next (attempt > 1).
 */
export const leaseMs = 4_000;
export const renewEveryMs = 1_000;

export type Claim = {
  lane: Lane;
  worker: string;
  room: number;
  /** What this worker is still busy with, even if its lease ran out. */
  busyWith: readonly string[];
  now: Date;
};

/** Takes effects that can be delivered now. Nobody else gets them while the lease lasts. */
export async function claimEffects(
  db: Db,
  { lane, worker, room, busyWith, now }: Claim,
): Promise<EffectRow[]> {
  const notBusy = busyWith.length === 0 ? sql`true` : sql`e.key not in (${listed(busyWith)})`;
  const { rows } = await db.execute(sql`
    with next as (
      select e.key from effects e
      where e.lane = ${lane} and e.due_at <= ${instant(now)} and ${isUnsent} and not ${isLeased} and ${notBusy}
        and not ${isBlocked} and not ${isAwaiting} and not ${isBehindAnother}
      order by e.due_at, e.key limit ${room} for update of e skip locked)
    update effects e set
      leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms', leased_by = ${worker}, attempts = e.attempts + 1
    from next where e.key = next.key
    returning ${rowColumns}`);
  return rows.map(readRow);
}

/** Keeps the leases of what a worker is still busy with. Resolves to those that it holds for another `leaseMs`. */
export async function renewLeases(db: Db, worker: string, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  // A row that is being written right now is left out; there are several renewals in one lease.
  const { rows } = await db.execute<{ key: string }>(sql`
    with mine as (
      select e.key from effects e where e.leased_by = ${worker} and e.key in (${listed(keys)}) for update skip locked)
    update effects e set leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
    from mine where e.key = mine.key
    returning e.key`);
  return rows.map(({ key }) => key);
}

/** When a lane has to look again by itself: the next effect that was put off, a short wait that ends, a lease that runs out. */
export async function nextLook(
  db: Db,
  lane: Lane,
  now: Date,
): Promise<{ dueInMs: number | null; realMs: number | null }> {
  const {
    rows: [row],
  } = await db.execute<{ due: string | null; real: string | null }>(sql`
    select
      min(extract(epoch from e.due_at - ${instant(now)}) * 1000) filter (where e.due_at > ${instant(now)}) as due,
      min(extract(epoch from greatest(e.leased_until, e.awaits_until) - clock_timestamp()) * 1000)
        filter (where greatest(e.leased_until, e.awaits_until) > clock_timestamp()) as real
    from effects e where e.lane = ${lane} and ${isUnsent}`);
  return { dueInMs: millis(row?.due), realMs: millis(row?.real) };
}

function millis(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.max(0, Math.ceil(Number(value)));
}
