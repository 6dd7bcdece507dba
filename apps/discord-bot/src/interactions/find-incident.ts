import { mayKnow, type Incident, type Refusal } from "@muster/incident";
import { no, yes, type Result } from "@muster/kernel";
import { audience, type Scene } from "./scene.ts";

/** The incident that is meant, and whether these words are spoken in its own room. */
export type Found = { incident: Incident; isRoom: boolean };

/** By what was named, else by the button's own id, else by the channel. What belongs to another server is not known here. */
export async function findIncident(
  scene: Scene,
  asked: { named: string | null; id: string | null },
): Promise<Result<Found, Refusal>> {
  const { door, workspace } = scene;
  const here = await roomOf(scene);
  if (asked.named !== null) {
    const incident = await door.engine.read.byRef(workspace.id, refOf(asked.named), audience(scene));
    return incident === null
      ? no({ because: "not-found", asked: asked.named.slice(0, 100) })
      : yes({ incident, isRoom: here?.id === incident.id });
  }
  if (asked.id !== null) {
    const incident = here?.id === asked.id ? here : await door.engine.read.byId(asked.id);
    return incident === null || incident.workspaceId !== workspace.id || !isFor(scene, incident)
      ? no({ because: "not-found", asked: "that button's incident" })
      : yes({ incident, isRoom: here?.id === incident.id });
  }
  return here === null || !isFor(scene, here)
    ? no({ because: "not-found", asked: "" })
    : yes({ incident: here, isRoom: true });
}

/**
 * Whoever asks may know of it. Standing in its room is not enough: an old message may have been copied there, and whoever sees the room as
 * an administrator was not named.
 */
const isFor = (scene: Scene, incident: Incident): boolean => mayKnow(incident, audience(scene));

/** The incident whose channel this is, or whose channel this thread hangs on. */
export async function roomOf({ door, workspace, from }: Scene): Promise<Incident | null> {
  for (const channelId of [from.channelId, from.parentChannelId]) {
    if (channelId === null) continue;
    const incident = await door.engine.read.byRemote(workspace.id, "channel", channelId);
    if (incident !== null) return incident;
  }
  return null;
}

/** `INC-7` from `inc-7`, `7` or what autocomplete filled in. */
function refOf(text: string): string {
  const plain = text.trim().split(/\s/)[0]?.toUpperCase() ?? "";
  return /^\d+$/.test(plain) ? `INC-${plain}` : plain;
}
