import type { Engine } from "@muster/engine";
import { everybody, lookalikesMax, muster } from "@muster/incident";
import { lookalikesOf } from "@muster/insights";

/**
 * Compares an incident with those that are over, and gives those that it looks like to its room. Who comes into the room later reads it
 * too, so an earlier one that not everybody may know of is never among them.
 */
export async function findLookalikes(
  engine: Engine,
  incidentId: string,
  { requestId, among }: { requestId: string; among: number },
): Promise<void> {
  const incident = await engine.read.byId(incidentId);
  if (incident === null || among === 0) return;
  const over = await engine.read.list(incident.workspaceId, {
    limit: among,
    status: ["resolved", "closed"],
    audience: everybody,
  });
  const found = lookalikesOf(incident, over, lookalikesMax);
  if (found.length === 0) return;
  await engine.order({
    workspaceId: incident.workspaceId,
    incident: { id: incident.id },
    command: { do: "note-lookalikes", found },
    actor: { person: muster, via: "timer", isResponder: true, groups: [], inRoom: false },
    requestId,
  });
}
