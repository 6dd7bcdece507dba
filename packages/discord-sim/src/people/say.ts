import { permissionsIn } from "../access.ts";
import { commit, type Core } from "../core.ts";
import { postMessage } from "../messages.ts";
import { has } from "../permissions.ts";
import { DiscordRefusal } from "../refusal.ts";
import { holdsText } from "../wire/channel.ts";
import type { Guild } from "../world.ts";
import { cannot } from "./cannot.ts";
import { channelNamed, needIn, type In, type Self } from "./look-up.ts";
import type { FileInput } from "./modal.ts";
import { seenMessage, type SeenMessage } from "./seen.ts";

export function say(
  self: Self,
  text: string,
  where: In & { attach?: readonly FileInput[]; replyTo?: string },
): SeenMessage {
  const { core, userId, guild } = self;
  const channel = channelNamed(self, where.in);
  if (!holdsText(channel)) cannot("not-permitted", `#${channel.name} holds no messages.`);
  needIn(self, channel, "SEND_MESSAGES");
  // https://discord.com/developers/docs/topics/threads#locked-threads
  if (channel.thread?.isLocked === true && !has(permissionsIn(core, channel, userId), "MANAGE_THREADS"))
    cannot("not-permitted", `The thread “${channel.name}” is locked.`);
  const files = (where.attach ?? []).map((file, i) => ({
    field: `files[${i}]`,
    name: file.name,
    contentType: file.contentType ?? "application/octet-stream",
    bytes: file.bytes,
  }));
  if (files.length > 0 && !has(permissionsIn(core, channel, userId), "ATTACH_FILES"))
    cannot("not-permitted", `You may not attach files in #${channel.name}.`);
  const sender = { authorId: userId, appId: null, isWebhook: false, ephemeralFor: null, interaction: null };
  const body = {
    content: withMentions(core, guild, text),
    ...(where.replyTo === undefined ? {} : { message_reference: { message_id: where.replyTo } }),
  };
  try {
    const message = postMessage(core, channel, body, files, sender);
    commit(core);
    return seenMessage(core, message, userId);
  } catch (error) {
    if (error instanceof DiscordRefusal)
      return cannot("empty-message", `Discord did not take that: ${error.message}`);
    throw error;
  }
}

/** The client turns `@name`, `@role` and `#channel` into mentions while one types. */
function withMentions(core: Core, guild: Guild, text: string): string {
  return text
    .replaceAll(/(?<![\w<@])@([\w.-]+)/g, (all, name: string) => {
      const member = Object.keys(guild.members).find((id) => core.world.users[id]?.name === name);
      if (member !== undefined) return `<@${member}>`;
      const role = Object.values(guild.roles).find((r) => r.name === name && r.id !== guild.id);
      return role === undefined ? all : `<@&${role.id}>`;
    })
    .replaceAll(/(?<![\w<])#([\w-]+)/g, (all, name: string) => {
      const channel = Object.values(core.world.channels).find(
        (c) => c.guildId === guild.id && c.name === name,
      );
      return channel === undefined ? all : `<#${channel.id}>`;
    });
}
