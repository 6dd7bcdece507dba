import { and, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { leaseMs } from "./effects/claim.ts";
import { instant, listed } from "./effects/conditions.ts";
import { inbox } from "./schema/index.ts";
import type { InboxEntry } from "./words.ts";

export type NewDelivery = Omit<InboxEntry, "attempt" | "parkedWhy">;

/** Stores a delivery for good. One that was stored before, worked or not, changes nothing. */
export async function storeDelivery(db: Db, delivery: NewDelivery): Promise<"stored" | "known"> {
  const insert = inserts.get(db) ?? prepareInsert(db);
  inserts.set(db, insert);
  const rows = await insert.execute({ ...delivery, dueAt: delivery.receivedAt });
  return rows.length > 0 ? "stored" : "known";
}

/** Every webhook waits for this, and a third of its cost was to be written and planned anew. */
const inserts = new WeakMap<Db, ReturnType<typeof prepareInsert>>();

function prepareInsert(db: Db) {
  const given = sql.placeholder;
  return db
    .insert(inbox)
    .values({
      source: given("source"),
      deliveryId: given("deliveryId"),
      workspaceId: given("workspaceId"),
      receivedAt: given("receivedAt"),
      headers: given("headers"),
      raw: given("raw"),
      dueAt: given("dueAt"),
    })
    .onConflictDoNothing()
    .returning({ arrival: inbox.arrival })
    .prepare("store_delivery");
}

/** Those of the deliveries that are not here, worked or not. */
export async function unknownDeliveries(
  db: Db,
  source: string,
  deliveryIds: readonly string[],
): Promise<string[]> {
  if (deliveryIds.length === 0) return [];
  const known = await db
    .select({ id: inbox.deliveryId })
    .from(inbox)
    .where(and(eq(inbox.source, source), inArray(inbox.deliveryId, [...deliveryIds])));
  const ids = new Set(known.map(({ id }) => id));
  return deliveryIds.filter((id) => !ids.has(id));
}

const waiting: SQL = sql.raw("i.processed_at is null and i.parked_why is null");

/** Entries nobody has given a key yet, in order of arrival. */
export async function unsortedDeliveries(db: Db, source: string, limit: number): Promise<InboxEntry[]> {
  const { rows } = await db.execute(sql`
    select ${columns} from inbox i where i.source = ${source} and ${waiting} and i.key is null
    order by i.arrival limit ${limit}`);
  return rows.map(readEntry);
}

/** Gives entries their keys. Two replicas that do so at once agree, because a key follows from the entry alone. */
export async function sortDeliveries(
  db: Db,
  source: string,
  keys: { deliveryId: string; key: string }[],
): Promise<void> {
  if (keys.length === 0) return;
  await db.execute(sql`
    update inbox i set key = k.key
    from jsonb_to_recordset(${JSON.stringify(keys.map(({ deliveryId, key }) => ({ id: deliveryId, key })))}::jsonb)
      as k(id text, key text)
    where i.source = ${source} and i.delivery_id = k.id and i.key is null`);
}

export type InboxClaim = { source: string; worker: string; room: number; now: Date; isSorted: boolean };

/** Takes entries that can be worked now: in order of arrival, and of those with one key only the oldest. */
export async function claimDeliveries(db: Db, claim: InboxClaim): Promise<InboxEntry[]> {
  const { source, worker, room, now, isSorted } = claim;
  const inOrder = isSorted
    ? sql`i.key is not null and (i.key = '' or not exists (
        select 1 from inbox b where b.source = i.source and b.arrival < i.arrival and b.key = i.key
          and b.processed_at is null and b.parked_why is null))
      and not exists (
        select 1 from inbox b where b.source = i.source and b.arrival < i.arrival and b.key is null
          and b.processed_at is null and b.parked_why is null)`
    : sql`true`;
  const { rows } = await db.execute(sql`
    with next as (
      select i.source, i.delivery_id from inbox i
      where i.source = ${source} and ${waiting} and i.due_at <= ${instant(now)}
        and not coalesce(i.leased_until > clock_timestamp(), false) and ${inOrder}
      order by i.arrival limit ${room} for update of i skip locked)
    update inbox i set
      leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms', leased_by = ${worker}, attempts = i.attempts + 1
    from next where i.source = next.source and i.delivery_id = next.delivery_id
    returning ${columns}, i.arrival`);
  return rows.toSorted((a, b) => Number(a["arrival"]) - Number(b["arrival"])).map(readEntry);
}

export async function renewDeliveries(db: Db, worker: string, deliveryIds: readonly string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  await db.execute(sql`
    update inbox i set leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
    where i.leased_by = ${worker} and i.delivery_id in (${listed(deliveryIds)})`);
}

type Held = { source: string; deliveryId: string; worker: string };

export async function deliveryDone(db: Db, held: Held, outcome: string | null, now: Date): Promise<void> {
  await change(db, held, { processedAt: now, outcome, lastError: null });
}

export async function deliveryLater(db: Db, held: Held, dueAt: Date, why: string): Promise<void> {
  await change(db, held, { dueAt, lastError: why });
}

export async function parkDelivery(db: Db, held: Held, why: string): Promise<void> {
  await change(db, held, { parkedWhy: why, lastError: why });
}

async function change(db: Db, held: Held, columns: Partial<typeof inbox.$inferInsert>): Promise<void> {
  await db
    .update(inbox)
    .set({ ...columns, leasedUntil: null, leasedBy: null })
    .where(
      and(
        eq(inbox.source, held.source),
        eq(inbox.deliveryId, held.deliveryId),
        eq(inbox.leasedBy, held.worker),
      ),
    );
}

export async function parkedDeliveries(db: Db, limit: number): Promise<InboxEntry[]> {
  const rows = await db
    .select()
    .from(inbox)
    .where(isNotNull(inbox.parkedWhy))
    .orderBy(desc(inbox.receivedAt))
    .limit(limit);
  return rows.map(({ attempts, ...row }) => ({ ...row, attempt: attempts }));
}

export async function inboxLoad(db: Db, until: Date): Promise<{ due: number; parked: number }> {
  const isWaiting = and(isNull(inbox.processedAt), isNull(inbox.parkedWhy));
  return {
    due: await db.$count(inbox, and(isWaiting, sql`${inbox.dueAt} <= ${instant(until)}`)),
    parked: await db.$count(inbox, isNotNull(inbox.parkedWhy)),
  };
}

/** Forgets worked entries, a bounded number at a time. Resolves to how many. */
export async function forgetDeliveries(db: Db, before: Date, limit: number): Promise<number> {
  const gone = await db
    .delete(inbox)
    .where(
      sql`(${inbox.source}, ${inbox.deliveryId}) in (
        select source, delivery_id from inbox where processed_at < ${instant(before)} limit ${limit})`,
    )
    .returning({ arrival: inbox.arrival });
  return gone.length;
}

const columns: SQL = sql.raw(
  "i.source, i.delivery_id, i.workspace_id, i.received_at, i.headers, i.raw, i.attempts, i.parked_why",
);

function readEntry(row: Record<string, unknown>): InboxEntry {
  return {
    source: row["source"] as string,
    deliveryId: row["delivery_id"] as string,
    workspaceId: row["workspace_id"] as string | null,
    receivedAt: new Date(row["received_at"] as string),
    headers: row["headers"] as Record<string, string>,
    raw: new Uint8Array(row["raw"] as Buffer),
    attempt: row["attempts"] as number,
    parkedWhy: row["parked_why"] as string | null,
  };
}
