import { mayKnow, type Audience, type Incident } from "@muster/incident";
import { pastIncident, type PastIncident } from "@muster/insights";
import { listIncidents, readChain } from "@muster/store";
import type { Shell } from "./shell.ts";

const pageOf = 100;

/** Every incident of a workspace that the audience may know of, the newest first, worked out from its events. */
export async function readPast(
  shell: Shell,
  workspaceId: string,
  audience: Audience,
): Promise<PastIncident[]> {
  const all: PastIncident[] = [];
  let before: string | undefined;
  for (;;) {
    const page: Incident[] = await listIncidents(shell.store.db, workspaceId, {
      limit: pageOf,
      beforeRef: before,
      withRestricted: true,
    });
    for (const incident of page) {
      if (!mayKnow(incident, audience)) continue;
      const events = (await readChain(shell.store.db, incident.id)).map(({ event }) => event);
      all.push(pastIncident(incident, events, await shell.settings.policyOf(shell.store.db, incident)));
    }
    before = page.at(-1)?.ref;
    if (page.length < pageOf || before === undefined) return all;
  }
}
