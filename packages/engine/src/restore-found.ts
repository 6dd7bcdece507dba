import { isActive, muster, type Actor, type EventBody, type Incident } from "@muster/incident";
import {
  countFrom,
  idByRef,
  incidentById,
  inTransaction,
  knowRemote,
  lookFirst,
  releaseKey,
  takenSlugs,
  type Db,
} from "@muster/store";
import { series } from "./declare.ts";
import type { FoundIncident } from "./api.ts";
import { record } from "./record.ts";
import type { Shell } from "./shell.ts";

const actor: Actor = { person: muster, via: "cli", isResponder: true, groups: [], inRoom: false };

/**
 * Writes incidents down anew from what the repository tells. What is on record already is left as it is, so this can follow a restored export
 * and can be done twice. All that was made out there counts as tried before: it is looked for, not made again.
 */
export async function restoreFound(
  shell: Shell,
  workspaceId: string,
  found: readonly FoundIncident[],
): Promise<Incident[]> {
  const written = await inTransaction(shell.store.db, async (tx) => {
    const all: Incident[] = [];
    for (const one of found) {
      const incident = await restoreOne(shell, tx, workspaceId, one);
      if (incident !== null) all.push(incident);
    }
    return all;
  });
  for (const topic of ["effects", "timers"] as const) shell.store.wake.tell(topic);
  return written;
}

async function restoreOne(
  shell: Shell,
  tx: Db,
  workspaceId: string,
  found: FoundIncident,
): Promise<Incident | null> {
  const { identity, sameAs, remotes } = found;
  const isKnown =
    (await incidentById(tx, identity.id)) !== null || (await idByRef(tx, workspaceId, identity.ref)) !== null;
  if (isKnown) return null;
  const { policy, policyVersion } = await shell.settings.inForce(tx, workspaceId, shell.clock.now());
  const taken = await takenSlugs(tx, workspaceId, identity.date, identity.slug);
  const slug = taken.includes(identity.slug) ? `${identity.slug}-${identity.id.slice(0, 8)}` : identity.slug;
  const bodies: EventBody[] = [
    {
      type: "declared",
      title: found.title,
      description: null,
      source: found.source,
      isDrill: found.isDrill,
      signals: [],
      detected: found.told.anchors.detected ?? found.declared,
      asksForSeverity: false,
      identity: { ...identity, slug, workspaceId, policyVersion },
    },
    { type: "restored", ...found.told },
  ];
  const number = Number(/^INC-(\d{1,9})$/.exec(identity.ref)?.[1] ?? 0);
  await countFrom(tx, workspaceId, series, number);
  if (sameAs !== null) await releaseKey(tx, workspaceId, sameAs);
  const fresh = { number, dedupeKey: sameAs, reply: null };
  const by = { ...actor, person: { ...muster, name: found.reporter ?? "unknown" } };
  const now = shell.clock.now();
  const { incident } = await record(tx, { locked: null, fresh, bodies, actor: by, policy, now });
  for (const surface of ["issue", "postmortem"] as const) {
    const remote = remotes[surface];
    if (remote !== undefined) await knowRemote(tx, incident, surface, remote);
  }
  await lookFirst(tx, incident.id, { isOver: !isActive(incident) });
  return incident;
}
