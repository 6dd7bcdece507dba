import type { Answer, Intent } from "@muster/discord";
import { inside, mayKnow } from "@muster/incident";
import { plainly } from "./answers.ts";
import { actor, audience, type Scene } from "./scene.ts";

/** Rooms that one request is put to, at most. */
const askedMax = 5;

/**
 * Puts somebody's wish to be let in to those who can grant it. The answer is the same whether there is a restricted incident or not, and
 * whether they are in it already.
 */
export async function requestAccess(
  scene: Scene,
  { reason, which }: Extract<Intent, { ask: "access" }>,
): Promise<Answer> {
  const { door, workspace, from } = scene;
  const { read } = door.engine;
  const named = which === null ? null : await read.byRef(workspace.id, which, inside);
  const meant = which === null ? await read.open(workspace.id, inside) : named === null ? [] : [named];
  const closed = meant.filter(
    (incident) => incident.restricted !== null && !mayKnow(incident, audience(scene)),
  );
  for (const { id } of closed.slice(0, askedMax)) {
    const said = await door.engine.order({
      workspaceId: workspace.id,
      incident: { id },
      command: { do: "ask-access", reason },
      actor: actor(scene, false),
      requestId: `${from.interactionId}:${id}`,
    });
    // A reason with a secret in it is refused there; here it would tell that somebody reads it.
    if (!said.ok) door.log.info({ because: said.refused.because }, "a request for access was not taken");
  }
  return plainly(
    "If there is something that you are not in, those who are have your request now, and may let you in: a room would then appear for you. I cannot tell you whether there is.",
  );
}
