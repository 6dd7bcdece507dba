import { findCommand, groupRolesIn, modalFor, views, type Answer } from "@muster/discord";
import type { Command, Refusal } from "@muster/incident";
import { privately, refuse } from "./answers.ts";
import type { Found } from "./find-incident.ts";
import { actor, type Scene } from "./scene.ts";

/**
 * Gives an order and answers with what came of it: in the incident's own channel for everyone, elsewhere for the one who gave it,
 * while the channel hears of it otherwise.
 */
export async function giveOrder(
  scene: Scene,
  { incident, isRoom }: Found,
  command: Command,
): Promise<Answer> {
  const { door, workspace, from, turn } = scene;
  const inRoom = isRoom && scene.isResponder && turn.claimRoom();
  const said = await door.engine.order({
    workspaceId: workspace.id,
    incident: { id: incident.id },
    command,
    actor: actor(scene, inRoom),
    requestId: from.interactionId,
  });
  if (!said.ok) return askForReason(scene, incident.id, command, said.refused) ?? refuse(said.refused);

  const { incident: after, events } = said.value;
  if (events.length === 0) return privately(views.reply.nothingChanged(after));
  const policy = await door.engine.read.policyOf(after);
  const groupRoles = events.some(({ type }) => type === "called") ? await groupRolesHere(scene) : {};
  const message = views.roomMessage(events, { incident: after, policy, groupRoles });
  if (inRoom) return { with: "message", message, isPublic: true };
  return privately(views.reply.doneElsewhere(after, message));
}

async function groupRolesHere({ door, from, policy }: Scene): Promise<Record<string, string>> {
  return from.guildId === null ? {} : groupRolesIn((await door.lookAt(from.guildId)).roles, policy);
}

/** Somebody chose a lower level from a menu, which has no place for the reason: ask for just that. */
function askForReason(
  { policy, turn }: Scene,
  incidentId: string,
  command: Command,
  refused: Refusal,
): Answer | null {
  const severity = findCommand("incident.severity");
  if (refused.because !== "lowering-needs-reason" || command.do !== "change-severity") return null;
  if (severity === null || !turn.canAskBack()) return null;
  const filled = { level: refused.to };
  return { with: "modal", modal: modalFor({ command: severity, policy, incidentId, filled }) };
}
