import { knownTo, type Audience, type Incident, type Person } from "@muster/incident";
import {
  figureRow,
  measureNames,
  pastIncident,
  reportFromCounts,
  type Grouping,
  type MetricsReport,
  type PastIncident,
  type Selection,
} from "@muster/insights";
import {
  countFigures,
  countLoad,
  inTransaction,
  listPast,
  listRestricted,
  pastBehind,
  putPast,
  readChain,
  type PastRow,
} from "@muster/store";
import type { Shell } from "./shell.ts";

/** So many are brought level in one go. */
const pageOf = 200;

/**
 * Brings what is counted level with the record. Writing an incident pays nothing for this: whoever asks for figures first works out anew the
 * few that have changed, each from its own events alone, so it comes out the same in whatever order and how often it is done.
 */
async function catchUp(shell: Shell, workspaceId: string): Promise<void> {
  const { db } = shell.store;
  for (;;) {
    const behind = await pastBehind(db, workspaceId, pageOf);
    if (behind.length === 0) return;
    const rows: PastRow[] = [];
    for (const incident of behind) rows.push(await rowOf(shell, incident));
    await inTransaction(db, (tx) => putPast(tx, rows));
  }
}

async function rowOf(shell: Shell, incident: Incident): Promise<PastRow> {
  const { db } = shell.store;
  // What was written since the incident was read belongs to the next time.
  const chain = await readChain(db, incident.id, { to: incident.seq });
  const policy = await shell.settings.policyOf(db, incident);
  const past = pastIncident(
    incident,
    chain.map(({ event }) => event),
    policy,
  );
  const { severity, type, services, cadence } = past;
  const { postmortemDueAt, ...figures } = figureRow(past);
  return {
    ...figures,
    incidentId: incident.id,
    workspaceId: incident.workspaceId,
    seq: incident.seq,
    date: past.date,
    isDrill: past.isDrill,
    isRestricted: past.isRestricted,
    isImported: past.isImported,
    outcome: past.outcome,
    policyId: severity?.policyId ?? null,
    levelId: severity?.levelId ?? null,
    rank: severity?.rank ?? null,
    kind: type,
    services,
    cadenceAsked: cadence.asked,
    cadenceKept: cadence.kept,
    spans: figures.spans as number[], // The column takes null among them, which its type does not say.
    postmortemDueAt: postmortemDueAt === null ? null : new Date(postmortemDueAt),
    past,
  };
}

/** Every incident of a workspace that the audience may know of, the newest first. */
export async function readPast(
  shell: Shell,
  workspaceId: string,
  audience: Audience,
): Promise<PastIncident[]> {
  await catchUp(shell, workspaceId);
  const restricted = await restrictedFor(shell, workspaceId, audience);
  return (await listPast(shell.store.db, workspaceId, { restricted })) as PastIncident[]; // Written by `rowOf`.
}

/** The report of what the audience may know of, counted in the database. */
export async function readMetrics(
  shell: Shell,
  workspaceId: string,
  asked: { audience: Audience; selection: Selection; by: Grouping | null; now: Date; withLoad: boolean },
): Promise<MetricsReport> {
  const { audience, selection, by, now, withLoad } = asked;
  const { db } = shell.store;
  await catchUp(shell, workspaceId);
  const restricted = await restrictedFor(shell, workspaceId, audience);
  const query = { ...selection, workspaceId, restricted, now, measures: measureNames.length };
  const all = await countFigures(db, { ...query, by: null });
  const groups = by === null ? [] : await countFigures(db, { ...query, by });
  const counted = withLoad ? await countLoad(db, { ...query, by: null }) : [];
  const loads = counted.map((load) => ({
    ...load,
    person: load.person as Person, // Out of a past incident's own JSON.
  }));
  return reportFromCounts({ all, groups, loads }, { now, selection, by });
}

async function restrictedFor(
  shell: Shell,
  workspaceId: string,
  audience: Audience,
): Promise<"all" | string[]> {
  if (audience.is === "inside") return "all";
  if (audience.is === "public") return [];
  const all = await listRestricted(shell.store.db, workspaceId);
  return knownTo(all, audience).map(({ id }) => id);
}
