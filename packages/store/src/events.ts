import type { IncidentEvent } from "@muster/incident";
import { and, asc, eq, gte, lte, type SQL } from "./drizzle.ts";
import { canonical } from "./canonical.ts";
import type { ChainedEvent } from "./chain.ts";
import type { Db } from "./connection.ts";
import { fromHex, toHex } from "./hex.ts";
import { events } from "./schema/index.ts";

/** Appends to the record. A seq that is taken is a fault, never overwritten. */
export function appending(tx: Db, incidentId: string, chained: ChainedEvent[]): SQL[] {
  if (chained.length === 0) return [];
  const rows = chained.map(({ event, prev, hash }) => ({
    incidentId,
    seq: event.seq,
    at: new Date(event.at),
    type: event.type,
    body: canonical(event),
    prev: fromHex(prev),
    hash: fromHex(hash),
  }));
  return [tx.insert(events).values(rows).getSQL()];
}

/** The record of an incident with its hashes, or the part of it between two entries. */
export async function readChain(
  db: Db,
  incidentId: string,
  part: { from?: number; to?: number } = {},
): Promise<ChainedEvent[]> {
  const rows = await db
    .select({ body: events.body, prev: events.prev, hash: events.hash })
    .from(events)
    .where(
      and(
        eq(events.incidentId, incidentId),
        part.from === undefined ? undefined : gte(events.seq, part.from),
        part.to === undefined ? undefined : lte(events.seq, part.to),
      ),
    )
    .orderBy(asc(events.seq));
  return rows.map(({ body, prev, hash }) => ({
    event: JSON.parse(body) as IncidentEvent,
    prev: toHex(prev),
    hash: toHex(hash),
  }));
}
