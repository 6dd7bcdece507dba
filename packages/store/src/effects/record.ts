import type { Place, Remote, Surface } from "@muster/incident";
import { sql, type SQL } from "../drizzle.ts";
import type { Db } from "../connection.ts";
import { instant, isUnsent } from "./conditions.ts";
import { readRow, rowColumns, type EffectRow } from "./row.ts";

/** All of these write only while the lease is the worker's own, and say whether it was. */
type Held = { key: string; worker: string };

/** The version that was rendered is sent. If it changed meanwhile it stays due. The reply's token is forgotten. */
export async function recordSent(
  tx: Db,
  { key, worker }: Held,
  sent: { version: number; remote: Remote | null; now: Date },
): Promise<boolean> {
  const now = instant(sent.now);
  const remote = sent.remote === null ? sql`remote` : sql`${JSON.stringify(sent.remote)}::jsonb`;
  return change(
    tx,
    { key, worker },
    sql`sent_version = ${sent.version}, remote = ${remote}, reply = null, attempts = 0, faults = 0, last_error = null,
      due_at = case when version = ${sent.version} then due_at else ${now} end,
      wanted_at = case when version = ${sent.version} then wanted_at else ${now} end`,
  );
}

/** What another message of the same place has told as well: it counts as sent, and became that message. */
export async function recordTold(
  tx: Db,
  said: { incidentId: string; place: Place; seqs: readonly number[] },
  remote: Remote | null,
): Promise<void> {
  if (said.seqs.length === 0) return;
  const seqs = sql.join(
    said.seqs.map((seq) => sql`${seq}::integer`),
    sql`, `,
  );
  await tx.execute(sql`
    update effects e set sent_version = e.version, remote = ${remote === null ? null : JSON.stringify(remote)}::jsonb,
      attempts = 0, faults = 0, last_error = null
    where e.incident_id = ${said.incidentId} and e.place = ${said.place} and e.seq in (${seqs}) and ${isUnsent}`);
}

export async function recordLater(
  tx: Db,
  held: Held,
  later: { dueAt: Date; why: string; isFault: boolean },
): Promise<boolean> {
  return change(
    tx,
    held,
    sql`due_at = ${instant(later.dueAt)}, last_error = ${later.why}, faults = ${later.isFault ? sql`faults + 1` : sql`0`}`,
  );
}

export async function recordGivenUp(
  tx: Db,
  held: Held,
  givenUp: { why: string; fix: string },
): Promise<boolean> {
  return change(
    tx,
    held,
    sql`given_up = ${JSON.stringify(givenUp)}::jsonb, last_error = ${givenUp.why}, reply = null`,
  );
}

async function change(tx: Db, { key, worker }: Held, columns: SQL): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    update effects set ${columns}, leased_until = null, leased_by = null
    where key = ${key} and leased_by = ${worker} returning key`);
  return rows.length > 0;
}

/** Gives a lease back without having done anything. */
export async function releaseLease(db: Db, { key, worker }: Held): Promise<void> {
  await change(db, { key, worker }, sql`attempts = greatest(attempts - 1, 0)`);
}

/** The effect that keeps a surface, found by what it became and locked. `isLeased`: a delivery of it is under way. */
export async function lockByRemote(
  tx: Db,
  workspaceId: string,
  surface: Surface,
  remoteId: string,
): Promise<(EffectRow & { isLeased: boolean }) | null> {
  const {
    rows: [row],
  } = await tx.execute(sql`
    select ${rowColumns}, coalesce(e.leased_until > clock_timestamp(), false) as is_leased from effects e
    where e.workspace_id = ${workspaceId} and e.surface = ${surface} and e.remote ->> 'id' = ${remoteId}
    limit 1 for update`);
  return row === undefined ? null : { ...readRow(row), isLeased: row["is_leased"] === true };
}

export async function writeRemote(tx: Db, key: string, remote: Remote | null): Promise<void> {
  await tx.execute(sql`
    update effects set remote = ${remote === null ? null : JSON.stringify(remote)}::jsonb where key = ${key}`);
}
