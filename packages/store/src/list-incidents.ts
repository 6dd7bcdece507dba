import type { Incident, Status } from "@muster/incident";
import type { Db } from "./connection.ts";
import { and, desc, eq, inArray, sql, type SQL } from "./drizzle.ts";
import { wholeIncident } from "./incidents.ts";
import { hasOpenActions, hasPublicWords, incidents } from "./schema/index.ts";

export type Page = {
  beforeRef?: string | undefined;
  limit: number;
  status?: Status[] | undefined;
  withRestricted?: boolean;
};

const pageMax = 100;
/** There are never many of them. */
const restrictedMax = 200;
/** A team with more than this has other trouble than that one is missing from a list. */
const openActionsMax = 500;
/** The status page shows fewer. */
const publicMax = 200;

/** Drills and roll-calls, the newest first. */
export function listDrills(db: Db, workspaceId: string, limit: number): Promise<Incident[]> {
  return newest(db, workspaceId, [eq(incidents.isDrill, true)], limit);
}

/** Restricted incidents, the newest first. */
export function listRestricted(db: Db, workspaceId: string): Promise<Incident[]> {
  return newest(db, workspaceId, [eq(incidents.isRestricted, true)], restrictedMax);
}

/** Incidents with work left to be done, the newest first. Never a restricted one: whoever asks tells everybody. */
export function listOpenActions(db: Db, workspaceId: string): Promise<Incident[]> {
  const conditions = [eq(incidents.isRestricted, false), hasOpenActions(incidents.state)];
  return newest(db, workspaceId, conditions, openActionsMax);
}

/** Incidents of which the public was told something, the newest first; of the restricted ones those that were disclosed. */
export function listPublic(db: Db, workspaceId: string): Promise<Incident[]> {
  const conditions = [
    sql`(${hasPublicWords(incidents.state)})`,
    sql`(not ${incidents.isRestricted} or ${incidents.state} #>> '{disclosure,disclosedAt}' is not null)`,
  ];
  return newest(db, workspaceId, conditions, publicMax);
}

/**
 * A page of incidents, the newest first, from the one before on. By key, so the last page costs what the first does. Restricted ones are
 * left out unless they are asked for: whoever asks sees to it who reads them.
 */
export function listIncidents(db: Db, workspaceId: string, page: Page): Promise<Incident[]> {
  const { beforeRef, withRestricted = false } = page;
  const conditions = [
    page.status === undefined ? undefined : inArray(incidents.status, page.status),
    withRestricted ? undefined : eq(incidents.isRestricted, false),
    beforeRef === undefined
      ? undefined
      : sql`(number, id) < (select number, id from incidents
          where workspace_id = ${workspaceId} and ref = ${beforeRef.trim().toUpperCase()})`,
  ];
  return newest(db, workspaceId, conditions, Math.min(page.limit, pageMax));
}

async function newest(
  db: Db,
  workspaceId: string,
  conditions: (SQL | undefined)[],
  limit: number,
): Promise<Incident[]> {
  const rows = await db
    .select({ state: incidents.state })
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspaceId), ...conditions))
    .orderBy(desc(incidents.number), desc(incidents.id))
    .limit(limit);
  return rows.map((row) => wholeIncident(row.state));
}
