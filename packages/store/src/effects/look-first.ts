import type { Remote, Surface } from "@muster/incident";
import { sql } from "../drizzle.ts";
import type { Db } from "../connection.ts";

/** What a surface became out there, for an incident whose record was lost. One that nobody wants kept is left alone. */
export async function knowRemote(
  tx: Db,
  incident: { id: string },
  surface: Surface,
  remote: Remote,
): Promise<void> {
  await tx.execute(sql`
    update effects set remote = ${JSON.stringify(remote)}::jsonb
    where incident_id = ${incident.id} and surface = ${surface}`);
}

/**
 * Everything of an incident counts as tried once, so that whoever delivers it looks for it before making it. Of one that is over nothing is
 * told anew: what stands out there is how it ended.
 */
export async function lookFirst(tx: Db, incidentId: string, { isOver }: { isOver: boolean }): Promise<void> {
  await tx.execute(sql`
    update effects set attempts = 1, sent_version = case when ${isOver} then version else sent_version end
    where incident_id = ${incidentId}`);
}
