import { freshParts, type Incident, type Surface } from "@muster/incident";
import { and, desc, eq, inArray, sql, type SQL } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { fromHex, toHex } from "./hex.ts";
import { effects, incidents } from "./schema/index.ts";
import { titleWords } from "./title-words.ts";

/** What an older Muster stored knows nothing of the parts that came since. */
export const wholeIncident = (state: Incident): Incident => ({ ...freshParts, ...state });

/** An incident as it is locked for a change: its fold, and the hash that the next event builds on. */
export type Locked = { incident: Incident; head: string };

/** Locks incidents until the transaction ends, always in the same order, so that two who need the same ones never wait in a ring. */
export async function lockIncidents(tx: Db, ids: string[]): Promise<Map<string, Locked>> {
  const rows = await tx
    .select({ state: incidents.state, head: incidents.head })
    .from(incidents)
    .where(inArray(incidents.id, ids))
    .orderBy(incidents.id)
    .for("update");
  return new Map(
    rows.map(({ state, head }) => [state.id, { incident: wholeIncident(state), head: toHex(head) }]),
  );
}

/** The same for one that nobody else is changing right now; null when somebody is, or there is none. */
export async function lockIfFree(tx: Db, id: string): Promise<Locked | null> {
  const [row] = await tx
    .select({ state: incidents.state, head: incidents.head })
    .from(incidents)
    .where(eq(incidents.id, id))
    .for("update", { skipLocked: true });
  return row === undefined ? null : { incident: wholeIncident(row.state), head: toHex(row.head) };
}

export type NewIncident = {
  incident: Incident;
  head: string;
  number: number;
  dedupeKey: string | null;
  now: Date;
};

export function inserting(tx: Db, fresh: NewIncident): SQL {
  const { incident, head, number, dedupeKey, now } = fresh;
  const row = {
    ...columnsOf(incident, head, now),
    id: incident.id,
    workspaceId: incident.workspaceId,
    ref: incident.ref,
    number,
    date: incident.date,
    slug: incident.slug,
    dedupeKey,
    isDrill: incident.isDrill,
    words: wordsOf(incident),
    declaredAt: now,
  };
  return tx.insert(incidents).values(row).getSQL();
}

export function updating(tx: Db, incident: Incident, head: string, now: Date): SQL {
  return tx
    .update(incidents)
    .set(columnsOf(incident, head, now))
    .where(eq(incidents.id, incident.id))
    .getSQL();
}

function columnsOf(incident: Incident, head: string, now: Date) {
  return {
    status: incident.status,
    isRestricted: incident.restricted !== null,
    severityLevel: incident.severity?.levelId ?? null,
    severityRank: incident.severity?.rank ?? null,
    title: incident.title,
    state: incident,
    seq: incident.seq,
    head: fromHex(head),
    updatedAt: now,
  };
}

/** Each word carries its workspace, so that the index answers for one workspace without reading another's entries. */
function wordsOf(incident: Incident): SQL<string> {
  const words = titleWords(incident.title).map((word) => `${incident.workspaceId}/${word}`);
  return sql`array_to_tsvector(array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb)))`;
}

export async function incidentById(db: Db, id: string): Promise<Incident | null> {
  return theOne(db, eq(incidents.id, id));
}

async function theOne(db: Db, condition: SQL | undefined): Promise<Incident | null> {
  const [row] = await db
    .select({ state: incidents.state })
    .from(incidents)
    .where(condition)
    .orderBy(desc(incidents.number))
    .limit(1);
  return row === undefined ? null : wholeIncident(row.state);
}

/** An incident's id by how people call it. */
export async function idByRef(db: Db, workspaceId: string, ref: string): Promise<string | null> {
  const [row] = await db.select({ id: incidents.id }).from(incidents).where(called(workspaceId, ref));
  return row?.id ?? null;
}

/** People write `inc-12` as well. */
function called(workspaceId: string, ref: string): SQL | undefined {
  return and(eq(incidents.workspaceId, workspaceId), eq(incidents.ref, ref.trim().toUpperCase()));
}

export async function incidentByRef(db: Db, workspaceId: string, ref: string): Promise<Incident | null> {
  return theOne(db, called(workspaceId, ref));
}

/** The incident whose surface is known under this id out there. */
export async function incidentByRemote(
  db: Db,
  workspaceId: string,
  surface: Surface,
  remoteId: string,
): Promise<Incident | null> {
  const [row] = await db
    .select({ state: incidents.state })
    .from(effects)
    .innerJoin(incidents, eq(incidents.id, effects.incidentId))
    .where(
      and(
        eq(effects.workspaceId, workspaceId),
        eq(effects.surface, surface),
        sql`${effects.remote} ->> 'id' = ${remoteId}`,
      ),
    )
    .limit(1);
  return row === undefined ? null : wholeIncident(row.state);
}

/** The end of an incident's chain. */
export async function headOf(db: Db, id: string): Promise<{ seq: number; hash: string } | null> {
  const [row] = await db
    .select({ seq: incidents.seq, head: incidents.head })
    .from(incidents)
    .where(eq(incidents.id, id));
  return row === undefined ? null : { seq: row.seq, hash: toHex(row.head) };
}

/** The last incident that was declared with this key, whatever became of it. */
export async function lastWithKey(db: Db, workspaceId: string, dedupeKey: string): Promise<Incident | null> {
  return theOne(db, and(eq(incidents.workspaceId, workspaceId), eq(incidents.dedupeKey, dedupeKey)));
}

/** Makes declarations with one key stand in line until the transaction ends. */
export async function lockKey(tx: Db, workspaceId: string, dedupeKey: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${workspaceId} ${dedupeKey}`}, 0))`);
}

/** A key belongs to the newest incident that has it: an older one that is reopened must not claim it back. */
export async function releaseKey(tx: Db, workspaceId: string, dedupeKey: string): Promise<void> {
  await tx
    .update(incidents)
    .set({ dedupeKey: null })
    .where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.dedupeKey, dedupeKey)));
}

/** Slugs of a day that are the given one or count on from it. */
export async function takenSlugs(db: Db, workspaceId: string, date: string, slug: string): Promise<string[]> {
  const rows = await db
    .select({ slug: incidents.slug })
    .from(incidents)
    .where(
      and(
        eq(incidents.workspaceId, workspaceId),
        eq(incidents.date, date),
        sql`(${incidents.slug} = ${slug} or starts_with(${incidents.slug}, ${`${slug}-`}))`,
      ),
    );
  return rows.map((row) => row.slug);
}
