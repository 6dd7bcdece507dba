import { channelFor, guildFor, needInGuild } from "../access.ts";
import {
  announceChannel,
  channelName,
  channelsOf,
  checkParent,
  checkTopic,
  createChannel,
  deleteChannel,
} from "../channels.ts";
import { nextId, type Core } from "../core.ts";
import { channelPermissions, guildPermissions, has, permission, topRolePosition } from "../permissions.ts";
import { badField, refuse } from "../refusal.ts";
import { inline, shape } from "../schema/shapes.ts";
import { channelType, wireAnyChannel, wireChannel } from "../wire/channel.ts";
import type { Channel, ForumTag, Guild, Member, Overwrite } from "../world.ts";
import { created, noContent, ok, type BotRequest, type Route } from "./route.ts";
import { patchThread } from "./threads.ts";

const anyChannel = "GuildChannelResponse|PrivateChannelResponse|ThreadResponse";

export const channelRoutes: Route[] = [
  {
    method: "GET",
    path: "/guilds/{guild.id}/channels",
    auth: "bot",
    answer: shape("GuildChannelResponse[]"),
    handle: list,
  },
  {
    method: "POST",
    path: "/guilds/{guild.id}/channels",
    auth: "bot",
    request: shape("CreateGuildChannelRequest"),
    answer: shape("GuildChannelResponse"),
    handle: create,
  },
  {
    method: "PATCH",
    path: "/guilds/{guild.id}/channels",
    auth: "bot",
    request: inline.channelPositions,
    handle: reorder,
  },
  { method: "GET", path: "/channels/{channel.id}", auth: "bot", answer: shape(anyChannel), handle: get },
  {
    method: "PATCH",
    path: "/channels/{channel.id}",
    auth: "bot",
    request: shape("UpdateGuildChannelRequestPartial|UpdateThreadRequestPartial|UpdateDMRequestPartial"),
    answer: shape(anyChannel),
    handle: patch,
  },
  {
    method: "DELETE",
    path: "/channels/{channel.id}",
    auth: "bot",
    answer: shape(anyChannel),
    handle: remove,
  },
  {
    method: "PUT",
    path: "/channels/{channel.id}/permissions/{overwrite.id}",
    auth: "bot",
    request: inline.overwrite,
    handle: putOverwrite,
  },
  {
    method: "DELETE",
    path: "/channels/{channel.id}/permissions/{overwrite.id}",
    auth: "bot",
    handle: deleteOverwrite,
  },
];

type OverwriteBody = { id?: string; type?: number | null; allow?: number | null; deny?: number | null };

type ChannelBody = {
  name?: string | null;
  type?: number | null;
  topic?: string | null;
  parent_id?: string | null;
  position?: number | null;
  nsfw?: boolean | null;
  rate_limit_per_user?: number | null;
  permission_overwrites?: OverwriteBody[] | null;
  bitrate?: number | null;
  user_limit?: number | null;
  available_tags?: Partial<ForumTag>[] | null;
  default_auto_archive_duration?: number | null;
};

function list({ core, app, params }: BotRequest) {
  const { guild } = guildFor(core, params["guild.id"]!, app.botId);
  return ok(channelsOf(core, guild.id).map(wireChannel));
}

function create({ core, app, params, body }: BotRequest) {
  const { guild, member } = guildFor(core, params["guild.id"]!, app.botId);
  const held = needInGuild(guild, member, "MANAGE_CHANNELS");
  const given = body as ChannelBody; // checked against the published schema by the server
  const overwrites = given.permission_overwrites?.map((o) => readOverwrite(guild, o));
  if (overwrites !== undefined) needToGrant(guild, member, held, overwrites);
  const channel = createChannel(core, guild, {
    name: given.name ?? "",
    type: given.type ?? channelType.text,
    topic: given.topic,
    parentId: given.parent_id,
    position: given.position,
    nsfw: given.nsfw,
    rateLimitPerUser: given.rate_limit_per_user,
    ...(overwrites === undefined ? {} : { overwrites }),
    bitrate: given.bitrate,
    userLimit: given.user_limit,
    tags: readTags(core, given.available_tags ?? []),
    autoArchiveMin: given.default_auto_archive_duration,
  });
  return created(wireChannel(channel));
}

function readTags(core: Core, tags: readonly Partial<ForumTag>[]): ForumTag[] {
  return tags.map((t) => ({
    id: t.id ?? nextId(core),
    name: t.name ?? "",
    moderated: t.moderated ?? false,
    emoji_id: t.emoji_id ?? null,
    emoji_name: t.emoji_name ?? null,
  }));
}

function reorder({ core, app, params, body }: BotRequest) {
  const { guild, member } = guildFor(core, params["guild.id"]!, app.botId);
  needInGuild(guild, member, "MANAGE_CHANNELS");
  const wanted = body as { id?: string; position?: number | null; parent_id?: string | null }[]; // checked by the server
  for (const change of wanted) {
    const channel = core.world.channels[change.id ?? ""];
    if (channel === undefined || channel.guildId !== guild.id) return refuse("unknownChannel");
    if (typeof change.position === "number") channel.position = change.position;
    if (change.parent_id !== undefined && change.parent_id !== channel.parentId)
      channel.parentId = checkParent(core, guild, change.parent_id, channel.type);
    announceChannel(core, "CHANNEL_UPDATE", channel);
  }
  return noContent;
}

function get({ core, app, params }: BotRequest) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId);
  return ok(wireAnyChannel(core.world, channel, app.botId));
}

function patch(request: BotRequest) {
  const { core, app, params, body } = request;
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  if (channel.thread !== null) return patchThread(request, channel, permissions);
  if (channel.guildId === null) return refuse("badChannelType");
  if (!has(permissions, "MANAGE_CHANNELS")) refuse("missingPermissions");
  const { guild, member } = guildFor(core, channel.guildId, app.botId);
  const change = body as ChannelBody; // checked against the published schema by the server
  if (change.permission_overwrites) {
    if (!has(permissions, "MANAGE_ROLES")) refuse("missingPermissions");
    const overwrites = change.permission_overwrites.map((o) => readOverwrite(guild, o));
    needToGrant(
      guild,
      member,
      grantable(core, guild, member, channel),
      changed(channel.overwrites, overwrites),
    );
    channel.overwrites = overwrites;
  }
  if (typeof change.name === "string") channel.name = channelName(change.name, channel.type);
  if (change.topic !== undefined) {
    checkTopic(channel.type, change.topic);
    channel.topic = change.topic || null;
  }
  if (change.parent_id !== undefined && change.parent_id !== channel.parentId)
    channel.parentId = checkParent(core, guild, change.parent_id, channel.type);
  channel.position = change.position ?? channel.position;
  channel.nsfw = change.nsfw ?? channel.nsfw;
  channel.rateLimitPerUser = change.rate_limit_per_user ?? channel.rateLimitPerUser;
  channel.userLimit = change.user_limit ?? channel.userLimit;
  channel.bitrate = change.bitrate ?? channel.bitrate;
  channel.autoArchiveMin = change.default_auto_archive_duration ?? channel.autoArchiveMin;
  if (change.available_tags) channel.tags = readTags(core, change.available_tags);
  announceChannel(core, "CHANNEL_UPDATE", channel);
  return ok(wireChannel(channel));
}

function remove({ core, app, params }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  if (channel.guildId === null) return ok(wireAnyChannel(core.world, channel, app.botId));
  const needed = channel.thread === null ? "MANAGE_CHANNELS" : "MANAGE_THREADS";
  if (!has(permissions, needed)) refuse("missingPermissions");
  const last = wireAnyChannel(core.world, channel, app.botId);
  deleteChannel(core, channel);
  return ok(last);
}

function putOverwrite({ core, app, params, body }: BotRequest) {
  const { channel, guild, member } = overwritten(core, params["channel.id"]!, app.botId);
  const overwrite = readOverwrite(guild, { ...(body as OverwriteBody), id: params["overwrite.id"]! });
  needToGrant(
    guild,
    member,
    grantable(core, guild, member, channel),
    changed(channel.overwrites, [overwrite]),
  );
  channel.overwrites = [...channel.overwrites.filter((o) => o.id !== overwrite.id), overwrite];
  announceChannel(core, "CHANNEL_UPDATE", channel);
  return noContent;
}

function deleteOverwrite({ core, app, params }: BotRequest) {
  const { channel } = overwritten(core, params["channel.id"]!, app.botId);
  if (!channel.overwrites.some((o) => o.id === params["overwrite.id"])) refuse("unknownOverwrite");
  channel.overwrites = channel.overwrites.filter((o) => o.id !== params["overwrite.id"]);
  announceChannel(core, "CHANNEL_UPDATE", channel);
  return noContent;
}

function overwritten(
  core: Core,
  channelId: string,
  botId: string,
): { channel: Channel; guild: Guild; member: Member } {
  const { channel } = channelFor(core, channelId, botId, "MANAGE_ROLES");
  if (channel.guildId === null || channel.thread !== null) return refuse("badChannelType");
  const { guild, member } = guildFor(core, channel.guildId, botId);
  return { channel, guild, member };
}

function readOverwrite(guild: Guild, given: OverwriteBody): Overwrite {
  const id = given.id ?? "";
  const type = given.type ?? (guild.roles[id] === undefined ? 1 : 0);
  const exists = type === 0 ? guild.roles[id] !== undefined : guild.members[id] !== undefined;
  if (!exists)
    badField("permission_overwrites", "UNKNOWN_OVERWRITE_TARGET", `No such role or member here: ${id}`);
  return {
    id,
    type: type === 0 ? 0 : 1,
    allow: String(given.allow ?? 0),
    deny: String(given.deny ?? 0),
  };
}

const changed = (before: readonly Overwrite[], after: readonly Overwrite[]): Overwrite[] =>
  after.filter((o) => {
    const old = before.find((b) => b.id === o.id);
    return old?.allow !== o.allow || old.deny !== o.deny;
  });

/** What a bot may pass on in a channel: what it has in the server or in the channel's category. */
function grantable(core: Core, guild: Guild, member: Member, channel: Channel): bigint {
  const parent = core.world.channels[channel.parentId ?? ""];
  const above = parent === undefined ? 0n : channelPermissions(core.world, parent, member);
  return guildPermissions(guild, member) | above;
}

/**
 * A bot may only allow or deny what it holds itself, and MANAGE_ROLES in a channel only with
 * Administrator. https://discord.com/developers/docs/resources/guild#create-guild-channel
 */
function needToGrant(guild: Guild, member: Member, held: bigint, overwrites: readonly Overwrite[]): void {
  const isAdmin = has(guildPermissions(guild, member), "ADMINISTRATOR");
  if (isAdmin) return;
  const granted = overwrites.reduce((sum, o) => sum | BigInt(o.allow) | BigInt(o.deny), 0n);
  if ((granted & ~held) !== 0n || (granted & permission.MANAGE_ROLES) !== 0n) refuse("missingPermissions");
}

/** A role can only be given or taken below one's own highest role. */
export function canManageRole(guild: Guild, member: Member, roleId: string): boolean {
  if (guild.ownerId === member.userId) return true;
  const position = guild.roles[roleId]?.position ?? Number.POSITIVE_INFINITY;
  return position < topRolePosition(guild, member);
}
