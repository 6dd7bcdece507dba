import { channelFor } from "../access.ts";
import { emit, type Core } from "../core.ts";
import { intents } from "../gateway/intents.ts";
import { limits } from "../limits.ts";
import { has } from "../permissions.ts";
import { refuse } from "../refusal.ts";
import { shape } from "../schema/shapes.ts";
import { channelType, wireThreadMember } from "../wire/channel.ts";
import type { Channel } from "../world.ts";
import { noContent, ok, type BotRequest, type Route } from "./route.ts";

const members = "/channels/{channel.id}/thread-members";

export const threadMemberRoutes: Route[] = [
  { method: "GET", path: members, auth: "bot", answer: shape("ThreadMemberResponse[]"), handle: listMembers },
  { method: "PUT", path: `${members}/@me`, auth: "bot", handle: (r) => join(r, r.app.botId) },
  { method: "DELETE", path: `${members}/@me`, auth: "bot", handle: (r) => leave(r, r.app.botId) },
  {
    method: "GET",
    path: `${members}/{user.id}`,
    auth: "bot",
    answer: shape("ThreadMemberResponse"),
    handle: getMember,
  },
  { method: "PUT", path: `${members}/{user.id}`, auth: "bot", handle: (r) => join(r, r.params["user.id"]!) },
  {
    method: "DELETE",
    path: `${members}/{user.id}`,
    auth: "bot",
    handle: (r) => leave(r, r.params["user.id"]!),
  },
];

function threadFor({ core, app, params }: BotRequest): { channel: Channel; permissions: bigint } {
  const found = channelFor(core, params["channel.id"]!, app.botId);
  return found.channel.thread === null ? refuse("badChannelType") : found;
}

function listMembers(request: BotRequest) {
  const { channel } = threadFor(request);
  const withMember = request.query.get("with_member") === "true";
  return ok(channel.thread!.members.map((m) => wireThreadMember(request.core.world, channel, m, withMember)));
}

function getMember(request: BotRequest) {
  const { channel } = threadFor(request);
  const member = channel.thread!.members.find((m) => m.userId === request.params["user.id"]);
  return member === undefined
    ? refuse("unknownMember")
    : ok(wireThreadMember(request.core.world, channel, member, request.query.get("with_member") === "true"));
}

function join(request: BotRequest, userId: string) {
  const { channel, permissions } = threadFor(request);
  const thread = channel.thread!;
  if (!has(permissions, "SEND_MESSAGES_IN_THREADS")) refuse("missingPermissions");
  if (thread.isArchived) refuse("archivedThread");
  if (request.core.world.guilds[channel.guildId ?? ""]?.members[userId] === undefined)
    refuse("unknownMember");
  if (thread.members.some((m) => m.userId === userId)) return noContent;
  if (thread.members.length >= limits.threadMembersMax) refuse("tooManyThreadMembers");
  const member = { userId, joinedAt: request.core.now().toISOString() };
  thread.members.push(member);
  membersChanged(request.core, channel, [member], []);
  return noContent;
}

function leave(request: BotRequest, userId: string) {
  const { channel, permissions } = threadFor(request);
  const thread = channel.thread!;
  if (thread.isArchived) refuse("archivedThread");
  const isOwnPrivate = channel.type === channelType.privateThread && thread.ownerId === request.app.botId;
  if (userId !== request.app.botId && !isOwnPrivate && !has(permissions, "MANAGE_THREADS"))
    refuse("missingPermissions");
  if (!thread.members.some((m) => m.userId === userId)) refuse("unknownMember");
  thread.members = thread.members.filter((m) => m.userId !== userId);
  membersChanged(request.core, channel, [], [userId]);
  return noContent;
}

function membersChanged(
  core: Core,
  channel: Channel,
  added: { userId: string; joinedAt: string }[],
  removed: string[],
): void {
  emit(core, {
    t: "THREAD_MEMBERS_UPDATE",
    guildId: channel.guildId,
    channelId: channel.id,
    intent: intents.GUILDS,
    d: {
      id: channel.id,
      guild_id: channel.guildId,
      member_count: channel.thread?.members.length ?? 0,
      added_members: added.map((m) => wireThreadMember(core.world, channel, m, true)),
      removed_member_ids: removed,
    },
  });
}
