import { channelFor, messageIn } from "../access.ts";
import { announceChannel } from "../channels.ts";
import { nextId, type Core } from "../core.ts";
import { limits } from "../limits.ts";
import { announce, postMessage, type MessageBody } from "../messages.ts";
import { has } from "../permissions.ts";
import { badField, refuse } from "../refusal.ts";
import { shape } from "../schema/shapes.ts";
import { channelType, wireThread, wireThreadMember } from "../wire/channel.ts";
import { messageFlag } from "../wire/message.ts";
import type { Channel } from "../world.ts";
import { created, ok, type Answer, type BotRequest, type Route } from "./route.ts";
import { messageFor } from "./viewer.ts";

export const threadRoutes: Route[] = [
  {
    method: "POST",
    path: "/channels/{channel.id}/messages/{message.id}/threads",
    auth: "bot",
    request: shape("CreateTextThreadWithMessageRequest"),
    answer: shape("ThreadResponse"),
    handle: fromMessage,
  },
  {
    method: "POST",
    path: "/channels/{channel.id}/threads",
    auth: "bot",
    request: shape("CreateForumThreadRequest|CreateTextThreadWithoutMessageRequest"),
    answer: shape("CreatedThreadResponse"),
    handle: standalone,
  },
  {
    method: "GET",
    path: "/guilds/{guild.id}/threads/active",
    auth: "bot",
    answer: shape("ThreadsResponse"),
    handle: listActive,
  },
  {
    method: "GET",
    path: "/channels/{channel.id}/threads/archived/public",
    auth: "bot",
    answer: shape("ThreadsResponse"),
    handle: (request) => listArchived(request, [10, 11]),
  },
  {
    method: "GET",
    path: "/channels/{channel.id}/threads/archived/private",
    auth: "bot",
    answer: shape("ThreadsResponse"),
    handle: (request) => listArchived(request, [12]),
  },
];

type ThreadBody = {
  name?: string | null;
  auto_archive_duration?: number | null;
  rate_limit_per_user?: number | null;
  type?: number | null;
  invitable?: boolean | null;
  archived?: boolean | null;
  locked?: boolean | null;
  applied_tags?: string[] | null;
  message?: MessageBody;
};

function fromMessage({ core, app, params, body }: BotRequest) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId, "CREATE_PUBLIC_THREADS");
  const message = messageIn(core, channel, params["message.id"]!);
  if (message.threadId !== null) refuse("threadExists");
  const type =
    channel.type === channelType.announcement ? channelType.announcementThread : channelType.publicThread;
  // A thread started from a message has that message's id.
  const thread = startThread(core, channel, app.botId, type, body as ThreadBody, message.id);
  message.threadId = thread.id;
  message.flags |= messageFlag.hasThread;
  announce(core, "MESSAGE_UPDATE", message);
  return created(wireThread(core.world, thread, app.botId));
}

function standalone({ core, app, params, body, files }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  const given = body as ThreadBody; // checked against the published schema by the server
  if (channel.type === channelType.forum) {
    if (!has(permissions, "SEND_MESSAGES")) refuse("missingPermissions");
    if (given.message === undefined)
      return badField("message", "BASE_TYPE_REQUIRED", "This field is required");
    const post = startThread(core, channel, app.botId, channelType.publicThread, given);
    const sender = {
      authorId: app.botId,
      appId: app.id,
      isWebhook: false,
      ephemeralFor: null,
      interaction: null,
      messageId: post.id,
    };
    const starter = postMessage(core, post, given.message, files, sender);
    return created({
      ...wireThread(core.world, post, app.botId),
      message: messageFor(core, app, starter),
    });
  }
  const type = given.type ?? channelType.privateThread;
  const needed = type === channelType.privateThread ? "CREATE_PRIVATE_THREADS" : "CREATE_PUBLIC_THREADS";
  if (!has(permissions, needed)) refuse("missingPermissions");
  const thread = startThread(core, channel, app.botId, type, given);
  return created(wireThread(core.world, thread, app.botId));
}

function startThread(
  core: Core,
  parent: Channel,
  ownerId: string,
  type: number,
  given: ThreadBody,
  id?: string,
): Channel {
  const withThreads: readonly number[] = [channelType.text, channelType.announcement, channelType.forum];
  if (!withThreads.includes(parent.type)) refuse("badChannelType");
  const active = threadsOf(core, parent.guildId ?? "").filter((c) => c.thread?.isArchived === false);
  if (active.length >= limits.activeThreadsMax) refuse("tooManyThreads");
  const at = core.now().toISOString();
  const thread: Channel = {
    ...parent,
    id: id ?? nextId(core),
    type,
    name: (given.name ?? "").trim(),
    topic: null,
    parentId: parent.id,
    overwrites: [],
    lastMessageId: null,
    lastPinAt: null,
    rateLimitPerUser: given.rate_limit_per_user ?? 0,
    tags: [],
    thread: {
      ownerId,
      isArchived: false,
      isLocked: false,
      isInvitable: given.invitable ?? true,
      archiveChangedAt: at,
      createdAt: at,
      autoArchiveMin: given.auto_archive_duration ?? parent.autoArchiveMin,
      appliedTags: given.applied_tags ?? [],
      sent: 0,
      members: [{ userId: ownerId, joinedAt: at }],
    },
  };
  core.world.channels[thread.id] = thread;
  core.world.messages[thread.id] = [];
  announceChannel(core, "THREAD_CREATE", thread);
  return thread;
}

const threadsOf = (core: Core, guildId: string): Channel[] =>
  Object.values(core.world.channels).filter((c) => c.guildId === guildId && c.thread !== null);

export function patchThread(request: BotRequest, channel: Channel, permissions: bigint): Answer {
  const { core, app, body } = request;
  const change = body as ThreadBody; // checked against the published schema by the server
  const thread = channel.thread!; // the caller looked
  const isOwn = thread.ownerId === app.botId;
  const manages = has(permissions, "MANAGE_THREADS");
  if (!manages && (!isOwn || (typeof change.locked === "boolean" && change.locked !== thread.isLocked)))
    refuse("missingPermissions");
  if (thread.isArchived && change.archived !== false) refuse("archivedThread");
  if (typeof change.name === "string") channel.name = change.name;
  if (typeof change.archived === "boolean" && change.archived !== thread.isArchived) {
    thread.isArchived = change.archived;
    thread.archiveChangedAt = core.now().toISOString();
  }
  thread.isLocked = change.locked ?? thread.isLocked;
  thread.isInvitable = change.invitable ?? thread.isInvitable;
  thread.autoArchiveMin = change.auto_archive_duration ?? thread.autoArchiveMin;
  thread.appliedTags = change.applied_tags ?? thread.appliedTags;
  channel.rateLimitPerUser = change.rate_limit_per_user ?? channel.rateLimitPerUser;
  announceChannel(core, "THREAD_UPDATE", channel);
  return ok(wireThread(core.world, channel, app.botId));
}

function listActive({ core, app, params }: BotRequest) {
  const active = threadsOf(core, params["guild.id"]!).filter((c) => c.thread?.isArchived === false);
  return ok(threadList(core, active, app.botId));
}

function listArchived({ core, app, params }: BotRequest, types: readonly number[]) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId, "READ_MESSAGE_HISTORY");
  const archived = threadsOf(core, channel.guildId ?? "").filter(
    (c) => c.parentId === channel.id && c.thread?.isArchived === true && types.includes(c.type),
  );
  return ok(threadList(core, archived, app.botId));
}

function threadList(core: Core, threads: readonly Channel[], botId: string) {
  const mine = threads.flatMap((c) => {
    const member = c.thread?.members.find((m) => m.userId === botId);
    return member === undefined ? [] : [wireThreadMember(core.world, c, member, false)];
  });
  return { threads: threads.map((c) => wireThread(core.world, c, botId)), members: mine, has_more: false };
}
