import type { Effect, Lane, Surface } from "@muster/incident";
import { sql, type SQL } from "../drizzle.ts";
import type { Db } from "../connection.ts";
import type { Reply } from "../words.ts";
import { instant, isBlocked, isUnsent, listed } from "./conditions.ts";

export type NewEffect = {
  effect: Effect;
  lane: Lane;
  needs: readonly Surface[];
  awaits: readonly Surface[];
  reply: Reply | null;
};

/** How long an effect may wait for a surface that it would like to link to. */
export const awaitsMs = 1_000;
/** What stands already can wait longer to be brought up to date: a pull request takes several calls to open. */
const awaitsAgainMs = 3_000;

/** So many are made due in one go; the next look takes the others. */
const noticesMax = 100;

const keyOf = (incidentId: string, { effect }: NewEffect): string => effectKey(incidentId, effect);

/** `say` is one row for each event and place, `keep` one for each surface: asking again changes the row instead of adding one. */
export function effectKey(incidentId: string, effect: Effect): string {
  return effect.kind === "keep"
    ? `${incidentId}:${effect.surface}`
    : `${incidentId}:${effect.seq}:${effect.place}`;
}

/**
 * Writes down what must be told. A `keep` that waits already stays as it is, with its pause if it was put off: the next
 * delivery shows the newest state anyway. One that was given up gets a new chance, because something has changed.
 */
export function enqueuing(
  incident: { id: string; workspaceId: string },
  list: NewEffect[],
  now: Date,
): SQL[] {
  if (list.length === 0) return [];
  const at = instant(now);
  // In the order of `lockEffects`, so that nobody waits in a ring.
  const sorted = list.toSorted((a, b) => (keyOf(incident.id, a) < keyOf(incident.id, b) ? -1 : 1));
  const rows = sorted.map(({ effect, lane, needs, awaits, reply }) => {
    const [surface, place, seq] =
      effect.kind === "keep" ? [effect.surface, null, null] : [null, effect.place, effect.seq];
    const waits = awaits.length === 0 ? sql`null` : sql`clock_timestamp() + ${awaitsMs} * interval '1 ms'`;
    return sql`(${effectKey(incident.id, effect)}, ${incident.workspaceId}, ${incident.id}, ${lane}, ${effect.kind},
      ${surface}, ${place}, ${seq}::integer, ${names(needs)}, ${names(awaits)}, ${waits},
      ${reply === null ? null : JSON.stringify(reply)}::jsonb, ${at}, ${at}, ${at})`;
  });
  return [
    sql`
    insert into effects as e (key, workspace_id, incident_id, lane, kind, surface, place, seq, needs, awaits, awaits_until,
      reply, due_at, wanted_at, created_at)
    values ${sql.join(rows, sql`, `)}
    on conflict (key) do update set
      version = e.version + 1,
      needs = excluded.needs,
      awaits = excluded.awaits,
      awaits_until = case when e.sent_version is null then excluded.awaits_until
        else clock_timestamp() + ${awaitsAgainMs} * interval '1 ms' end,
      due_at = case when ${isWaiting} then e.due_at else excluded.due_at end,
      wanted_at = case when ${isWaiting} then e.wanted_at else excluded.wanted_at end,
      faults = 0,
      given_up = null`,
  ];
}

const isWaiting: SQL = sql.raw("(e.version is distinct from e.sent_version and e.given_up is null)");

function names(surfaces: readonly Surface[]): SQL {
  return surfaces.length === 0 ? sql`'{}'::text[]` : sql`array[${listed(surfaces)}]::text[]`;
}

/**
 * Locks the surfaces of an incident until the transaction ends. Whoever writes to several of them asks for this first: two
 * deliveries that end at once make each other's surfaces due, and would wait for each other.
 */
export async function lockEffects(tx: Db, incidentId: string): Promise<void> {
  await tx.execute(sql`
    select e.key from effects e where e.incident_id = ${incidentId} and e.surface is not null
    order by e.key collate "C" for update`);
}

/**
 * Makes surfaces of an incident due again that were sent before or are being sent now. What was never sent is due anyway, and
 * what was given up stays so: only a change of the incident or a person gives it another chance.
 */
export async function touchEffects(
  tx: Db,
  incidentId: string,
  surfaces: readonly Surface[],
  now: Date,
): Promise<void> {
  if (surfaces.length === 0) return;
  await tx.execute(sql`
    update effects e set
      version = e.version + 1,
      due_at = case when ${isWaiting} then e.due_at else ${instant(now)} end,
      wanted_at = case when ${isWaiting} then e.wanted_at else ${instant(now)} end
    where e.incident_id = ${incidentId} and e.surface = any(${names(surfaces)}) and e.given_up is null
      and (e.sent_version is not null or e.leased_until is not null)`);
}

/**
 * Makes surfaces due again that tell of a lane being behind: those of incidents for which it has fallen behind by `afterMs` since they were
 * last due. Once for each time it falls behind; what waits anyway is rendered anyway.
 */
export async function touchNotices(
  db: Db,
  {
    behind,
    shownIn,
    afterMs,
    now,
  }: { behind: Lane; shownIn: readonly Surface[]; afterMs: number; now: Date },
): Promise<void> {
  const at = instant(now);
  const after = sql`${afterMs} * interval '1 ms'`;
  await db.execute(sql`
    with late as (
      select e.incident_id, min(e.wanted_at) as since from effects e
      where e.lane = ${behind} and ${isUnsent} and e.wanted_at <= ${at} - ${after} and not ${isBlocked}
      group by e.incident_id),
    mine as (
      select n.key from effects n join late on late.incident_id = n.incident_id
      where n.surface = any(${names(shownIn)}) and n.given_up is null and n.version = n.sent_version
        and n.due_at < late.since + ${after}
      order by n.key collate "C" limit ${noticesMax} for update of n skip locked)
    update effects e set version = e.version + 1, due_at = ${at}, wanted_at = ${at}
    from mine where e.key = mine.key`);
}

/** Gives what was given up another chance. */
export async function retryGivenUp(
  db: Db,
  workspaceId: string,
  incidentId: string | null,
  now: Date,
): Promise<number> {
  const { rows } = await db.execute(sql`
    update effects e set given_up = null, faults = 0, due_at = ${instant(now)}, wanted_at = ${instant(now)}
    where e.workspace_id = ${workspaceId} and e.given_up is not null
      and e.version is distinct from e.sent_version
      and (${incidentId}::text is null or e.incident_id = ${incidentId})
    returning e.key`);
  return rows.length;
}
