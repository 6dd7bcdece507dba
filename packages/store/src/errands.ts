import { errandLane, lanes, type Errand, type Lane, type NewErrand, type Remote } from "@muster/incident";
import { and, asc, eq, isNotNull, isNull, lt, sql, type SQL } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { leaseMs } from "./effects/claim.ts";
import { instant } from "./effects/conditions.ts";
import { errands } from "./schema/index.ts";

export type ErrandRow = {
  workspaceId: string;
  key: string;
  lane: Lane;
  errand: Errand;
  attempts: number;
  dueAt: Date;
  doneAt: Date | null;
  remote: Remote | null;
  lastError: string | null;
  givenUp: { why: string; fix: string } | null;
};

const isWaiting: SQL = sql.raw("e.done_at is null and e.given_up is null");
const isBehindAnother: SQL = sql.raw(`(e.line is not null and exists (
  select 1 from errands b where b.workspace_id = e.workspace_id and b.line = e.line and b.seq < e.seq
    and b.done_at is null and b.given_up is null))`);

const columns = {
  workspaceId: errands.workspaceId,
  key: errands.key,
  lane: errands.lane,
  errand: errands.errand,
  attempts: errands.attempts,
  dueAt: errands.dueAt,
  doneAt: errands.doneAt,
  remote: errands.remote,
  lastError: errands.lastError,
  givenUp: errands.givenUp,
};

/** Puts errands that are not known by their key yet, done or not. Resolves to how many were new. */
export async function putErrands(
  db: Db,
  workspaceId: string,
  wanted: readonly NewErrand[],
  now: Date,
): Promise<number> {
  if (wanted.length === 0) return 0;
  const rows = wanted.map(({ key, errand, dueAt = now, line = null }) => {
    return { workspaceId, key, lane: errandLane[errand.do], line, errand, dueAt, createdAt: now };
  });
  return (await db.insert(errands).values(rows).onConflictDoNothing().returning({ key: errands.key })).length;
}

/** Takes the next errand that can be done now. Nobody else gets it while the lease lasts. */
export async function claimErrand(
  db: Db,
  { lane, worker, now }: { lane: Lane; worker: string; now: Date },
): Promise<ErrandRow | null> {
  const claimed = await db.execute<{ workspace_id: string; key: string }>(sql`
    with next as (
      select e.workspace_id, e.key from errands e
      where e.lane = ${lane} and e.due_at <= ${instant(now)} and ${isWaiting} and not ${isBehindAnother}
        and not coalesce(e.leased_until > clock_timestamp(), false)
      order by e.due_at, e.seq limit 1 for update of e skip locked)
    update errands e set
      leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms', leased_by = ${worker}, attempts = e.attempts + 1
    from next where e.workspace_id = next.workspace_id and e.key = next.key
    returning e.workspace_id, e.key`);
  const [found] = claimed.rows;
  if (found === undefined) return null;
  const [row] = await db
    .select(columns)
    .from(errands)
    .where(and(eq(errands.workspaceId, found.workspace_id), eq(errands.key, found.key)));
  return row ?? null;
}

type Held = { workspaceId: string; key: string; worker: string };

const isHeldBy = ({ workspaceId, key, worker }: Held): SQL | undefined =>
  and(eq(errands.workspaceId, workspaceId), eq(errands.key, key), eq(errands.leasedBy, worker));

/** False: the lease was lost, and somebody else has taken over. */
export async function renewErrand(db: Db, held: Held): Promise<boolean> {
  const leasedUntil = sql`clock_timestamp() + ${leaseMs} * interval '1 ms'`;
  const rows = await db
    .update(errands)
    .set({ leasedUntil })
    .where(isHeldBy(held))
    .returning({ key: errands.key });
  return rows.length > 0;
}

export type ErrandEnding =
  | { is: "done"; at: Date; remote: Remote | null }
  | { is: "later"; dueAt: Date; why: string }
  | { is: "given-up"; why: string; fix: string };

/** Writes down how it ended. False: the lease was lost, and somebody else has taken over. */
export async function endErrand(db: Db, held: Held, ending: ErrandEnding): Promise<boolean> {
  const rows = await db
    .update(errands)
    .set({ leasedUntil: null, leasedBy: null, ...changeBy(ending) })
    .where(isHeldBy(held))
    .returning({ key: errands.key });
  return rows.length > 0;
}

function changeBy(ending: ErrandEnding): Partial<typeof errands.$inferInsert> {
  switch (ending.is) {
    case "done":
      return { doneAt: ending.at, remote: ending.remote, lastError: null };
    case "later":
      return { dueAt: ending.dueAt, lastError: ending.why };
    case "given-up":
      return { givenUp: { why: ending.why, fix: ending.fix } };
  }
}

/** When a lane has to look again by itself; null when it has no reason to. */
export async function nextErrandMs(db: Db, lane: Lane, now: Date): Promise<number | null> {
  const { rows } = await db.execute<{ due: string | null }>(sql`
    select min(extract(epoch from e.due_at - ${instant(now)})) * 1000 as due from errands e
    where e.lane = ${lane} and ${isWaiting} and e.due_at > ${instant(now)}`);
  const due = rows[0]?.due ?? null;
  return due === null ? null : Math.max(0, Math.ceil(Number(due)));
}

/** How much waits in each lane. A plan whose time has not come waits for nothing and is not counted. */
export async function errandLoads(
  db: Db,
  until: Date,
): Promise<Record<Lane, { due: number; later: number; givenUp: number }>> {
  const { rows } = await db.execute<{ lane: Lane } & Record<string, string>>(sql`
    select e.lane,
      count(*) filter (where ${isWaiting} and e.due_at <= ${instant(until)} and not ${isBehindAnother}) as due,
      count(*) filter (where ${isWaiting} and e.due_at > ${instant(until)} and e.attempts > 0) as later,
      count(*) filter (where e.given_up is not null) as given_up
    from errands e where e.done_at is null group by e.lane`);
  const byLane = new Map(rows.map((row) => [row.lane, row]));
  const load = (lane: Lane) => {
    const row = byLane.get(lane);
    const count = (name: string): number => Number(row?.[name] ?? 0);
    return { due: count("due"), later: count("later"), givenUp: count("given_up") };
  };
  return Object.fromEntries(lanes.map((lane) => [lane, load(lane)])) as Record<Lane, ReturnType<typeof load>>;
}

/** What is planned or waits, and what was given up; the oldest first. */
export async function openErrands(db: Db, workspaceId: string): Promise<ErrandRow[]> {
  return db
    .select(columns)
    .from(errands)
    .where(and(eq(errands.workspaceId, workspaceId), isNull(errands.doneAt)))
    .orderBy(asc(errands.seq))
    .limit(200);
}

/** Tries again what was given up. Resolves to how many. */
export async function retryErrands(db: Db, workspaceId: string, now: Date): Promise<number> {
  const rows = await db
    .update(errands)
    .set({ givenUp: null, dueAt: now })
    .where(and(eq(errands.workspaceId, workspaceId), isNotNull(errands.givenUp)))
    .returning({ key: errands.key });
  return rows.length;
}

/** Forgets what was done before then. Resolves to how many. */
export async function forgetErrands(db: Db, before: Date, limit: number): Promise<number> {
  const old = db.select({ seq: errands.seq }).from(errands).where(lt(errands.doneAt, before)).limit(limit);
  const rows = await db
    .delete(errands)
    .where(sql`${errands.seq} in ${old}`)
    .returning({ key: errands.key });
  return rows.length;
}
