import type { Incident } from "@muster/incident";
import { and, asc, desc, eq, inArray, lt, sql } from "./drizzle.ts";
import type { ChainedEvent } from "./chain.ts";
import type { Db } from "./connection.ts";
import { toHex } from "./hex.ts";
import { wholeIncident } from "./incidents.ts";
import { effects, events, incidents } from "./schema/index.ts";

/** An incident with all that was recorded of it, and where it can be looked up. */
export type WholeRecord = {
  incident: Incident;
  chain: ChainedEvent[];
  head: { seq: number; hash: string };
  urls: { issue: string | null; room: string | null };
};

const pageSize = 200;

/**
 * Incidents that were declared after an instant, the newest first, restricted ones among them: whoever asks sees to it who reads them.
 * Numbers are given out in order, so that it stops at the first page that is older, however many incidents there ever were.
 */
export async function readWholeRecords(
  db: Db,
  workspaceId: string,
  { since, limit }: { since: Date; limit: number },
): Promise<{ records: WholeRecord[]; unread: number }> {
  const records: WholeRecord[] = [];
  for (let before: number | null = null; records.length < limit;) {
    const page = await db
      .select({
        state: incidents.state,
        number: incidents.number,
        seq: incidents.seq,
        head: incidents.head,
        declaredAt: incidents.declaredAt,
      })
      .from(incidents)
      .where(
        and(
          eq(incidents.workspaceId, workspaceId),
          before === null ? undefined : lt(incidents.number, before),
        ),
      )
      .orderBy(desc(incidents.number), desc(incidents.id))
      .limit(pageSize);
    const wanted = page.filter(({ declaredAt }) => declaredAt > since).slice(0, limit - records.length);
    records.push(...(await withEvents(db, wanted)));
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize || wanted.length === 0) return { records, unread: 0 };
    before = last.number;
  }
  return { records, unread: await openOnes(db, workspaceId, since, records) };
}

type Row = { state: Incident; seq: number; head: Uint8Array };

async function withEvents(db: Db, rows: readonly Row[]): Promise<WholeRecord[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ state }) => state.id);
  const [read, remotes] = await Promise.all([
    db
      .select({ of: events.incidentId, body: events.body, prev: events.prev, hash: events.hash })
      .from(events)
      .where(inArray(events.incidentId, ids))
      .orderBy(asc(events.incidentId), asc(events.seq)),
    db
      .select({
        of: effects.incidentId,
        surface: effects.surface,
        url: sql<string | null>`${effects.remote} ->> 'url'`,
      })
      .from(effects)
      .where(and(inArray(effects.incidentId, ids), inArray(effects.surface, ["issue", "channel"]))),
  ]);
  const byIncident = Map.groupBy(read, ({ of }) => of);
  const urls = new Map(remotes.map(({ of, surface, url }) => [`${surface} ${of}`, url]));
  return rows.map(({ state, seq, head }) => ({
    incident: wholeIncident(state),
    chain: (byIncident.get(state.id) ?? []).map(({ body, prev, hash }) => ({
      event: JSON.parse(body) as ChainedEvent["event"],
      prev: toHex(prev),
      hash: toHex(hash),
    })),
    head: { seq, hash: toHex(head) },
    urls: { issue: urls.get(`issue ${state.id}`) ?? null, room: urls.get(`channel ${state.id}`) ?? null },
  }));
}

/** How many more there are. Restricted ones are no part of the number. */
async function openOnes(
  db: Db,
  workspaceId: string,
  since: Date,
  records: readonly WholeRecord[],
): Promise<number> {
  const all = await db.$count(
    incidents,
    and(
      eq(incidents.workspaceId, workspaceId),
      eq(incidents.isRestricted, false),
      sql`${incidents.declaredAt} > ${since.toISOString()}::timestamptz`,
    ),
  );
  return Math.max(0, all - records.filter(({ incident }) => incident.restricted === null).length);
}
