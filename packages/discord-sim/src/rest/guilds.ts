import { guildFor, needInGuild } from "../access.ts";
import { emit, type Core } from "../core.ts";
import { intents } from "../gateway/intents.ts";
import { badField, refuse } from "../refusal.ts";
import { inline, shape } from "../schema/shapes.ts";
import { byAge } from "../snowflake.ts";
import { rolesOf, wireGuild, wireRole } from "../wire/guild.ts";
import { userOf, wireMember } from "../wire/user.ts";
import type { Guild, Member } from "../world.ts";
import { canManageRole } from "./channels.ts";
import { ok, noContent, type BotRequest, type Route } from "./route.ts";

const memberPath = "/guilds/{guild.id}/members/{user.id}";

export const guildRoutes: Route[] = [
  {
    method: "GET",
    path: "/guilds/{guild.id}",
    auth: "bot",
    answer: shape("GuildWithCountsResponse"),
    handle: get,
  },
  {
    method: "GET",
    path: "/guilds/{guild.id}/roles",
    auth: "bot",
    answer: shape("GuildRoleResponse[]"),
    handle: listRoles,
  },
  {
    method: "GET",
    path: "/guilds/{guild.id}/members",
    auth: "bot",
    answer: shape("GuildMemberResponse[]"),
    handle: listMembers,
  },
  {
    method: "GET",
    path: "/guilds/{guild.id}/members/search",
    auth: "bot",
    answer: shape("GuildMemberResponse[]"),
    handle: searchMembers,
  },
  { method: "GET", path: memberPath, auth: "bot", answer: shape("GuildMemberResponse"), handle: getMember },
  {
    method: "PATCH",
    path: memberPath,
    auth: "bot",
    request: inline.member,
    answer: shape("GuildMemberResponse"),
    handle: patchMember,
  },
  { method: "PUT", path: `${memberPath}/roles/{role.id}`, auth: "bot", handle: (r) => setRole(r, true) },
  { method: "DELETE", path: `${memberPath}/roles/{role.id}`, auth: "bot", handle: (r) => setRole(r, false) },
];

function get({ core, app, params, query }: BotRequest) {
  const { guild } = guildFor(core, params["guild.id"]!, app.botId);
  const count = Object.keys(guild.members).length;
  const counts =
    query.get("with_counts") === "true"
      ? { approximate_member_count: count, approximate_presence_count: count }
      : {};
  return ok({ ...wireGuild(guild), ...counts });
}

function listRoles({ core, app, params }: BotRequest) {
  return ok(rolesOf(guildFor(core, params["guild.id"]!, app.botId).guild).map(wireRole));
}

function listMembers({ core, app, params, query }: BotRequest) {
  const { guild } = guildFor(core, params["guild.id"]!, app.botId);
  if (!app.privileged.includes("GUILD_MEMBERS")) refuse("missingAccess");
  const after = query.get("after") ?? "0";
  const page = Object.values(guild.members)
    .filter((m) => byAge(m.userId, after) > 0)
    .toSorted((a, b) => byAge(a.userId, b.userId))
    .slice(0, limitOf(query));
  return ok(page.map((m) => wireMember(core.world, m)));
}

/** By the beginning of a user name or nickname; needs no privileged intent. */
function searchMembers({ core, app, params, query }: BotRequest) {
  const { guild } = guildFor(core, params["guild.id"]!, app.botId);
  const wanted = (query.get("query") ?? "").toLowerCase();
  if (wanted === "") badField("query", "BASE_TYPE_REQUIRED", "This field is required");
  const found = Object.values(guild.members).filter((m) =>
    [userOf(core.world, m.userId).name, m.nick ?? ""].some((n) => n.toLowerCase().startsWith(wanted)),
  );
  return ok(found.slice(0, limitOf(query)).map((m) => wireMember(core.world, m)));
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get("limit") ?? 1);
  return Number.isInteger(limit) && limit >= 1 && limit <= 1_000
    ? limit
    : badField("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 1000.");
}

function target(core: Core, guild: Guild, userId: string): Member {
  const member = guild.members[userId];
  if (member !== undefined) return member;
  return refuse(core.world.users[userId] === undefined ? "unknownUser" : "unknownMember");
}

function getMember({ core, app, params }: BotRequest) {
  const { guild } = guildFor(core, params["guild.id"]!, app.botId);
  return ok(wireMember(core.world, target(core, guild, params["user.id"]!)));
}

function patchMember({ core, app, params, body }: BotRequest) {
  const { guild, member: bot } = guildFor(core, params["guild.id"]!, app.botId);
  const member = target(core, guild, params["user.id"]!);
  const change = body as {
    nick?: string | null;
    roles?: string[] | null;
    communication_disabled_until?: string | null;
  }; // checked by the server
  if (change.roles) {
    needInGuild(guild, bot, "MANAGE_ROLES");
    const moved = [
      ...change.roles.filter((id) => !member.roles.includes(id)),
      ...member.roles.filter((id) => !change.roles?.includes(id)),
    ];
    for (const id of moved) needRole(guild, bot, id);
    member.roles = change.roles;
  }
  if (change.nick !== undefined) {
    needInGuild(guild, bot, member === bot ? "CHANGE_NICKNAME" : "MANAGE_NICKNAMES");
    member.nick = change.nick || null;
  }
  if (change.communication_disabled_until !== undefined) {
    needInGuild(guild, bot, "MODERATE_MEMBERS");
    member.timedOutUntil = change.communication_disabled_until;
  }
  memberChanged(core, guild, member);
  return ok(wireMember(core.world, member));
}

function needRole(guild: Guild, bot: Member, roleId: string): void {
  if (guild.roles[roleId] === undefined) refuse("unknownRole");
  if (!canManageRole(guild, bot, roleId)) refuse("missingPermissions");
}

function setRole({ core, app, params }: BotRequest, isGiven: boolean) {
  const { guild, member: bot } = guildFor(core, params["guild.id"]!, app.botId);
  needInGuild(guild, bot, "MANAGE_ROLES");
  const roleId = params["role.id"]!;
  needRole(guild, bot, roleId);
  const member = target(core, guild, params["user.id"]!);
  const others = member.roles.filter((id) => id !== roleId);
  member.roles = isGiven ? [...others, roleId] : others;
  memberChanged(core, guild, member);
  return noContent;
}

export function memberChanged(core: Core, guild: Guild, member: Member): void {
  emit(core, {
    t: "GUILD_MEMBER_UPDATE",
    guildId: guild.id,
    intent: intents.GUILD_MEMBERS,
    d: { ...wireMember(core.world, member), guild_id: guild.id },
  });
}
