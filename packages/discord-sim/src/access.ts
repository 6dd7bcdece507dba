import type { Core } from "./core.ts";
import { channelPermissions, guildPermissions, has, type PermissionName } from "./permissions.ts";
import { refuse } from "./refusal.ts";
import type { Channel, Guild, Member, Message } from "./world.ts";

/** The guild, for someone who is in it. Others are told it does not exist for them. */
export function guildFor(core: Core, guildId: string, userId: string): { guild: Guild; member: Member } {
  const guild = core.world.guilds[guildId];
  if (guild === undefined) return refuse("unknownGuild");
  const member = guild.members[userId];
  if (member === undefined) return refuse("missingAccess");
  return { guild, member };
}

/** What this user may do in this channel; in a direct message, everything a text needs. */
export function permissionsIn(core: Core, channel: Channel, userId: string): bigint {
  if (channel.guildId === null) return channel.recipients.includes(userId) ? -1n : 0n;
  const member = core.world.guilds[channel.guildId]?.members[userId];
  return member === undefined ? 0n : channelPermissions(core.world, channel, member);
}

export const canSee = (core: Core, channel: Channel, userId: string): boolean =>
  has(permissionsIn(core, channel, userId), "VIEW_CHANNEL");

/** The channel, if it exists (10003), is visible (50001) and the user holds what is needed there (50013). */
export function channelFor(
  core: Core,
  channelId: string,
  userId: string,
  ...needed: PermissionName[]
): { channel: Channel; permissions: bigint } {
  const channel = core.world.channels[channelId];
  if (channel === undefined) return refuse("unknownChannel");
  const permissions = permissionsIn(core, channel, userId);
  if (!has(permissions, "VIEW_CHANNEL")) return refuse("missingAccess");
  if (needed.some((name) => !has(permissions, name))) return refuse("missingPermissions");
  return { channel, permissions };
}

export function needInGuild(guild: Guild, member: Member, ...needed: PermissionName[]): bigint {
  const held = guildPermissions(guild, member);
  if (needed.some((name) => !has(held, name))) return refuse("missingPermissions");
  return held;
}

/** A message everybody in the channel can see; ephemeral ones do not exist outside their interaction. */
export function messageIn(core: Core, channel: Channel, messageId: string): Message {
  const found = (core.world.messages[channel.id] ?? []).find((m) => m.id === messageId);
  if (found === undefined || found.ephemeralFor !== null) return refuse("unknownMessage");
  return found;
}

export const sendPermission = (channel: Channel): PermissionName =>
  channel.thread === null ? "SEND_MESSAGES" : "SEND_MESSAGES_IN_THREADS";
