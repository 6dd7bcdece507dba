import { timeOf, views, type Answer, type Intent } from "@muster/discord";
import type { Source } from "@muster/incident";
import { minutesAfter } from "@muster/kernel";
import { privately, refuse } from "./answers.ts";
import { actor, type Scene } from "./scene.ts";

/** Discord takes edits of an answer for 15 minutes; what starts near the end would come too late. https://discord.com/developers/docs/interactions/receiving-and-responding */
const replyForMin = 14;
const messageGrammar = /^(\d{15,22})\/(\d{15,22})$/;

/** Declares; `about` is the message that it was declared from, `<channel>/<message>`. */
export async function declare(
  scene: Scene,
  intent: Extract<Intent, { ask: "declare" }>,
  about: string | null,
): Promise<Answer> {
  const { door, workspace, policy, from } = scene;
  const origin = originOf(scene, about);
  const said = await door.engine.declare({
    workspaceId: workspace.id,
    declaration: {
      title: intent.title,
      description: intent.description,
      level: intent.level,
      source: { ...origin.source, ...(intent.foundBy === null ? {} : { foundBy: intent.foundBy }) },
      detectedAt: origin.detectedAt,
      signals: [],
      isDrill: false,
      ...(intent.restricted === null ? {} : { restricted: intent.restricted }),
    },
    actor: actor(scene, false),
    requestId: from.interactionId,
    sameAs: origin.sameAs,
    reply: {
      applicationId: from.applicationId,
      token: from.token,
      expiresAt: minutesAfter(door.clock.now(), replyForMin).toISOString(),
    },
  });
  if (!said.ok) return refuse(said.refused);
  const { incident, isNew } = said.value;
  // A new incident's links follow by an edit of this very answer.
  const remotes = isNew ? {} : await door.engine.read.remotes(incident.id);
  return privately(views.reply.declared({ incident, policy, remotes, isNew, isFinal: !isNew }));
}

export function originOf(
  { from }: Pick<Scene, "from">,
  about: string | null,
): { source: Source; detectedAt: string | null; sameAs: string | null } {
  const [, channelId, messageId] = messageGrammar.exec(about ?? "") ?? [];
  if (channelId === undefined || messageId === undefined) {
    const source: Source = { kind: "command", ref: from.interactionId, url: null, name: null };
    return { source, detectedAt: null, sameAs: null };
  }
  return {
    source: {
      kind: "message",
      ref: messageId,
      url: views.messageUrl(from.guildId, channelId, messageId),
      name: null,
    },
    detectedAt: timeOf(messageId),
    sameAs: `message:${messageId}`,
  };
}
