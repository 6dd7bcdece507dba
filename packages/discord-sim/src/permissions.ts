import type { Channel, Guild, Member, Overwrite, World } from "./world.ts";

/** https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags */
export const permission = {
  CREATE_INSTANT_INVITE: 1n << 0n,
  KICK_MEMBERS: 1n << 1n,
  BAN_MEMBERS: 1n << 2n,
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  MANAGE_GUILD: 1n << 5n,
  ADD_REACTIONS: 1n << 6n,
  VIEW_AUDIT_LOG: 1n << 7n,
  PRIORITY_SPEAKER: 1n << 8n,
  STREAM: 1n << 9n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  SEND_TTS_MESSAGES: 1n << 12n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  USE_EXTERNAL_EMOJIS: 1n << 18n,
  VIEW_GUILD_INSIGHTS: 1n << 19n,
  CONNECT: 1n << 20n,
  SPEAK: 1n << 21n,
  MUTE_MEMBERS: 1n << 22n,
  DEAFEN_MEMBERS: 1n << 23n,
  MOVE_MEMBERS: 1n << 24n,
  USE_VAD: 1n << 25n,
  CHANGE_NICKNAME: 1n << 26n,
  MANAGE_NICKNAMES: 1n << 27n,
  MANAGE_ROLES: 1n << 28n,
  MANAGE_WEBHOOKS: 1n << 29n,
  MANAGE_GUILD_EXPRESSIONS: 1n << 30n,
  USE_APPLICATION_COMMANDS: 1n << 31n,
  REQUEST_TO_SPEAK: 1n << 32n,
  MANAGE_EVENTS: 1n << 33n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  CREATE_PRIVATE_THREADS: 1n << 36n,
  USE_EXTERNAL_STICKERS: 1n << 37n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
  USE_EMBEDDED_ACTIVITIES: 1n << 39n,
  MODERATE_MEMBERS: 1n << 40n,
  VIEW_CREATOR_MONETIZATION_ANALYTICS: 1n << 41n,
  USE_SOUNDBOARD: 1n << 42n,
  CREATE_GUILD_EXPRESSIONS: 1n << 43n,
  CREATE_EVENTS: 1n << 44n,
  USE_EXTERNAL_SOUNDS: 1n << 45n,
  SEND_VOICE_MESSAGES: 1n << 46n,
  SET_VOICE_CHANNEL_STATUS: 1n << 48n,
  SEND_POLLS: 1n << 49n,
  USE_EXTERNAL_APPS: 1n << 50n,
  PIN_MESSAGES: 1n << 51n,
} as const;

export type PermissionName = keyof typeof permission;

export const everyPermission = Object.values(permission).reduce((all, bit) => all | bit, 0n);

/** What @everyone has in a freshly made server. */
export const usualPermissions = bits([
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "SEND_MESSAGES_IN_THREADS",
  "CREATE_PUBLIC_THREADS",
  "CREATE_PRIVATE_THREADS",
  "EMBED_LINKS",
  "ATTACH_FILES",
  "ADD_REACTIONS",
  "READ_MESSAGE_HISTORY",
  "USE_APPLICATION_COMMANDS",
  "CHANGE_NICKNAME",
  "CONNECT",
  "SPEAK",
  "CREATE_INSTANT_INVITE",
]);

export function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((all, name) => all | permission[name], 0n);
}

/** Permissions as a seed may give them: names, one number, or the string Discord uses. */
export type PermissionsGiven = readonly PermissionName[] | bigint | string;

export function toBits(given: PermissionsGiven): bigint {
  if (typeof given === "bigint") return given;
  return typeof given === "string" ? BigInt(given) : bits(given);
}

/** What a member may do in the server at large. Owners and administrators may do everything. */
export function guildPermissions(guild: Guild, member: Member): bigint {
  if (guild.ownerId === member.userId) return everyPermission;
  const everyone = guild.roles[guild.id];
  const all = member.roles.reduce(
    (sum, id) => sum | BigInt(guild.roles[id]?.permissions ?? 0),
    BigInt(everyone?.permissions ?? 0),
  );
  return (all & permission.ADMINISTRATOR) === 0n ? all : everyPermission;
}

/** What a member may do in this channel; threads take their permissions from their parent. */
export function channelPermissions(world: World, channel: Channel, member: Member): bigint {
  const guild = world.guilds[channel.guildId ?? ""];
  if (guild === undefined) return everyPermission;
  const base = guildPermissions(guild, member);
  if (base === everyPermission) return everyPermission;

  const holder = channel.thread === null ? channel : (world.channels[channel.parentId ?? ""] ?? channel);
  const allowed = applyOverwrites(base, holder.overwrites, guild.id, member);
  if ((allowed & permission.VIEW_CHANNEL) === 0n) return 0n;
  return seesPrivateThread(channel, member, allowed) ? allowed : 0n;
}

/** https://discord.com/developers/docs/topics/permissions#permission-overwrites */
function applyOverwrites(
  base: bigint,
  overwrites: readonly Overwrite[],
  guildId: string,
  member: Member,
): bigint {
  const everyone = overwrites.find((o) => o.id === guildId);
  let result = apply(base, everyone === undefined ? [] : [everyone]);
  result = apply(
    result,
    overwrites.filter((o) => o.type === 0 && o.id !== guildId && member.roles.includes(o.id)),
  );
  return apply(
    result,
    overwrites.filter((o) => o.type === 1 && o.id === member.userId),
  );
}

function apply(base: bigint, overwrites: readonly Overwrite[]): bigint {
  const deny = overwrites.reduce((sum, o) => sum | BigInt(o.deny), 0n);
  const allow = overwrites.reduce((sum, o) => sum | BigInt(o.allow), 0n);
  return (base & ~deny) | allow;
}

function seesPrivateThread(channel: Channel, member: Member, allowed: bigint): boolean {
  if (channel.thread === null || channel.type !== 12) return true;
  if ((allowed & permission.MANAGE_THREADS) !== 0n) return true;
  return channel.thread.members.some((m) => m.userId === member.userId);
}

export const has = (all: bigint, name: PermissionName): boolean =>
  (all & permission[name]) === permission[name];

/** The first role of a member, counted from the top: a member may only touch roles below it. */
export function topRolePosition(guild: Guild, member: Member): number {
  return Math.max(0, ...member.roles.map((id) => guild.roles[id]?.position ?? 0));
}
