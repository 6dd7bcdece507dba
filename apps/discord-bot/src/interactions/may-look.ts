import { isSamePerson, peopleIn } from "@muster/incident";
import { findIncident } from "./find-incident.ts";
import type { Scene } from "./scene.ts";

/** Responders and groups of the policy may look; so may whoever has something to do in this very incident. */
export async function mayLook(
  scene: Scene,
  asked: { named: string | null; id: string | null },
): Promise<boolean> {
  if (scene.isResponder || scene.groups.length > 0) return true;
  const found = await findIncident(scene, asked);
  return found.ok && peopleIn(found.value.incident).some((person) => isSamePerson(person, scene.person));
}
