import { announceChannel, createChannel } from "./channels.ts";
import { commit, emit, nextId, type Core } from "./core.ts";
import { intents } from "./gateway/intents.ts";
import { memberChanged } from "./rest/guilds.ts";
import { toBits, usualPermissions, type PermissionsGiven } from "./permissions.ts";
import { channelType } from "./wire/channel.ts";
import { wireGuildCreate } from "./wire/guild.ts";
import { wireMember } from "./wire/user.ts";
import type { App, Channel, Guild, Overwrite, PrivilegedIntent, User } from "./world.ts";

export type ChannelKind = "text" | "voice" | "category" | "announcement" | "stage" | "forum";

export type OverwriteSeed = {
  /** A role or a person by name; `@everyone` for everybody. */
  for: string;
  allow?: PermissionsGiven;
  deny?: PermissionsGiven;
};

export type ChannelSeed = {
  name: string;
  type?: ChannelKind;
  /** The category, by name. It must come earlier in the list. */
  parent?: string;
  topic?: string;
  overwrites?: OverwriteSeed[];
};

export type GuildSeed = {
  name: string;
  /** Owner by name; a person called `owner` when left out. */
  owner?: string;
  everyone?: PermissionsGiven;
  roles?: { name: string; permissions?: PermissionsGiven; mentionable?: boolean; color?: number }[];
  members?: { name: string; roles?: string[]; nick?: string }[];
  channels?: ChannelSeed[];
  /** Bots that are in from the start, with what their invite gives them. */
  bots?: { app: string; permissions?: PermissionsGiven; roles?: string[] }[];
};

export type AppSeed = { name: string; token?: string; privileged?: PrivilegedIntent[] };

/** Registers an application with a bot. The token may be chosen, so that a settings file can name it. */
export function createApp(core: Core, seed: AppSeed): App {
  const id = nextId(core);
  core.world.users[id] = { id, name: seed.name, isBot: true };
  const app: App = {
    id,
    name: seed.name,
    botId: id,
    token: seed.token ?? tokenFor(id),
    ownerId: personNamed(core, "owner").id,
    privileged: seed.privileged ?? [],
    commands: [],
    commandCreatesAt: [],
    identifiesAt: [],
  };
  core.world.apps[id] = app;
  commit(core);
  return app;
}

/** Looks like a bot token, and its first part is the bot's id, which discord.js reads. */
function tokenFor(id: string): string {
  return `${Buffer.from(id).toString("base64url")}.Simula.${"tor".repeat(9)}`;
}

/** The user of this name; made when nobody has it yet. Names are unique here, as user names are. */
export function personNamed(core: Core, name: string): User {
  const known = Object.values(core.world.users).find((u) => !u.isBot && u.name === name);
  if (known !== undefined) return known;
  const user = { id: nextId(core), name, isBot: false };
  core.world.users[user.id] = user;
  return user;
}

export function createGuild(core: Core, seed: GuildSeed): Guild {
  const owner = personNamed(core, seed.owner ?? "owner");
  const id = nextId(core);
  const guild: Guild = {
    id,
    name: seed.name,
    ownerId: owner.id,
    roles: {},
    members: {},
    isUnavailable: false,
  };
  core.world.guilds[id] = guild;
  addRole(core, guild, { id, name: "@everyone", permissions: toBits(seed.everyone ?? usualPermissions) });
  for (const role of seed.roles ?? [])
    addRole(core, guild, { ...role, permissions: toBits(role.permissions ?? 0n) });
  addMember(core, guild, owner.name, []);
  for (const bot of seed.bots ?? []) inviteBot(core, guild, bot.app, bot.permissions, bot.roles);
  for (const member of seed.members ?? [])
    addMember(core, guild, member.name, member.roles ?? [], member.nick);
  for (const channel of seed.channels ?? []) addChannel(core, guild, channel);
  commit(core);
  return guild;
}

export function addRole(
  core: Core,
  guild: Guild,
  role: {
    id?: string;
    name: string;
    permissions: bigint;
    mentionable?: boolean;
    color?: number;
    botId?: string;
  },
): string {
  const id = role.id ?? nextId(core);
  guild.roles[id] = {
    id,
    name: role.name,
    permissions: String(role.permissions),
    position: Object.keys(guild.roles).length,
    color: role.color ?? 0,
    hoist: false,
    mentionable: role.mentionable ?? false,
    botId: role.botId ?? null,
  };
  core.isDirty = true;
  return id;
}

/** Lets a person in, or changes the roles of one who is in already. */
export function addMember(core: Core, guild: Guild, name: string, roles: string[], nick?: string): User {
  const user = personNamed(core, name);
  const known = guild.members[user.id];
  const roleIds = roles.map((role) => roleNamed(guild, role));
  if (known !== undefined) {
    known.roles = roleIds;
    memberChanged(core, guild, known);
    return user;
  }
  const member = {
    userId: user.id,
    nick: nick ?? null,
    roles: roleIds,
    joinedAt: core.now().toISOString(),
    timedOutUntil: null,
  };
  guild.members[user.id] = member;
  const d = { ...wireMember(core.world, member), guild_id: guild.id };
  emit(core, { t: "GUILD_MEMBER_ADD", guildId: guild.id, intent: intents.GUILD_MEMBERS, d });
  return user;
}

export function removeMember(core: Core, guild: Guild, name: string): void {
  const user = personNamed(core, name);
  delete guild.members[user.id];
  const d = { guild_id: guild.id, user: { id: user.id, username: user.name, discriminator: "0" } };
  emit(core, { t: "GUILD_MEMBER_REMOVE", guildId: guild.id, intent: intents.GUILD_MEMBERS, d });
}

/** Invites a bot: it gets a role of its own holding exactly what the invite grants. */
export function inviteBot(
  core: Core,
  guild: Guild,
  appName: string,
  permissions: PermissionsGiven = usualPermissions,
  roles: string[] = [],
): void {
  const app = Object.values(core.world.apps).find((a) => a.name === appName);
  if (app === undefined) throw new Error(`There is no application called "${appName}". Create it first.`);
  const ownRole = addRole(core, guild, {
    name: app.name,
    permissions: toBits(permissions),
    botId: app.botId,
  });
  guild.members[app.botId] = {
    userId: app.botId,
    nick: null,
    roles: [ownRole, ...roles.map((role) => roleNamed(guild, role))],
    joinedAt: core.now().toISOString(),
    timedOutUntil: null,
  };
  const d = wireGuildCreate(core.world, guild, app.botId, false);
  emit(core, { t: "GUILD_CREATE", guildId: guild.id, appId: app.id, intent: intents.GUILDS, d });
}

const typeOf: Record<ChannelKind, number> = {
  text: channelType.text,
  voice: channelType.voice,
  category: channelType.category,
  announcement: channelType.announcement,
  stage: channelType.stage,
  forum: channelType.forum,
};

export function addChannel(core: Core, guild: Guild, seed: ChannelSeed): Channel {
  const parent = seed.parent === undefined ? null : categoryNamed(core, guild, seed.parent);
  return createChannel(core, guild, {
    name: seed.name,
    type: typeOf[seed.type ?? "text"],
    topic: seed.topic ?? null,
    parentId: parent,
    ...(seed.overwrites === undefined
      ? {}
      : { overwrites: seed.overwrites.map((o) => readOverwrite(core, guild, o)) }),
  });
}

export function setOverwrites(
  core: Core,
  guild: Guild,
  channel: Channel,
  seeds: readonly OverwriteSeed[],
): void {
  channel.overwrites = seeds.map((o) => readOverwrite(core, guild, o));
  announceChannel(core, "CHANNEL_UPDATE", channel);
}

function readOverwrite(core: Core, guild: Guild, seed: OverwriteSeed): Overwrite {
  const allow = String(toBits(seed.allow ?? 0n));
  const deny = String(toBits(seed.deny ?? 0n));
  const role = Object.values(guild.roles).find((r) => r.name === seed.for);
  if (role !== undefined) return { id: role.id, type: 0, allow, deny };
  const member = Object.keys(guild.members).find((id) => core.world.users[id]?.name === seed.for);
  if (member === undefined) throw new Error(`"${seed.for}" is neither a role nor a member of ${guild.name}.`);
  return { id: member, type: 1, allow, deny };
}

function roleNamed(guild: Guild, name: string): string {
  const role = Object.values(guild.roles).find((r) => r.name === name);
  if (role === undefined) throw new Error(`${guild.name} has no role called "${name}".`);
  return role.id;
}

function categoryNamed(core: Core, guild: Guild, name: string): string {
  const found = Object.values(core.world.channels).find(
    (c) => c.guildId === guild.id && c.type === channelType.category && c.name === name,
  );
  if (found === undefined) throw new Error(`${guild.name} has no category called "${name}" yet.`);
  return found.id;
}
