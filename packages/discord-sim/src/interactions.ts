import { randomBytes } from "node:crypto";
import type { Core } from "./core.ts";
import { limits } from "./limits.ts";
import { refuse } from "./refusal.ts";
import type { Interaction, InteractionKind, InteractionTrace, Message } from "./world.ts";

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-type */
export const interactionType = {
  command: 2,
  component: 3,
  autocomplete: 4,
  modal: 5,
} as const satisfies Record<InteractionKind, number>;

/** Whether its three real seconds are over. An interaction of an earlier process is always too old. */
export function isTooLate(core: Core, interaction: Interaction): boolean {
  return core.firstAnswers.get(interaction.id)?.isOver() ?? true;
}

/** The interaction behind a webhook call, while its token lives: fifteen minutes, and only once answered. */
export function answeredInteraction(core: Core, appId: string, token: string): Interaction {
  const found = core.world.interactions[idIn(token)];
  if (found?.token !== token || found.appId !== appId) return refuse("unknownWebhook");
  if (core.now().getTime() - new Date(found.createdAt).getTime() > limits.tokenLifeMs)
    return refuse("tokenExpired");
  return found.answeredWith === null ? refuse("unknownWebhook") : found;
}

/** As on Discord, a token says which interaction it belongs to, followed by what nobody can guess. */
export const tokenFor = (id: string): string =>
  Buffer.from(`interaction:${id}:${randomBytes(48).toString("base64url")}`).toString("base64url");

const idIn = (token: string): string => Buffer.from(token, "base64url").toString("utf8").split(":")[1] ?? "";

/** A message this interaction made or stands on, ephemeral ones included. */
export function interactionMessage(core: Core, interaction: Interaction, messageId: string): Message {
  const all = core.world.messages[interaction.channelId] ?? [];
  const isOurs = interaction.touched.includes(messageId) || interaction.originalMessageId === messageId;
  const found = isOurs ? all.find((m) => m.id === messageId) : undefined;
  return found ?? refuse("unknownMessage");
}

export function traceOf(interaction: Interaction, isFollowUp: boolean): InteractionTrace {
  return {
    id: interaction.id,
    type: interactionType[interaction.kind],
    userId: interaction.userId,
    commandName: interaction.commandName,
    sourceMessageId: interaction.sourceMessageId,
    targetMessageId: interaction.targetMessageId,
    originalMessageId: isFollowUp ? interaction.originalMessageId : null,
  };
}

/** Notes that an interaction showed its person something; whoever waits for it hears after the commit. */
export function touch(core: Core, interaction: Interaction, messageId?: string): void {
  if (messageId !== undefined && !interaction.touched.includes(messageId))
    interaction.touched.push(messageId);
  core.isDirty = true;
  core.pending.touched.add(interaction.id);
}
