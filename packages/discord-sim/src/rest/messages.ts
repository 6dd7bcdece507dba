import { channelFor, messageIn, sendPermission } from "../access.ts";
import { emit, type Core } from "../core.ts";
import { intents } from "../gateway/intents.ts";
import { limits } from "../limits.ts";
import { announce, editMessage, postMessage, removeMessage, type MessageBody } from "../messages.ts";
import { has } from "../permissions.ts";
import { badField, refuse } from "../refusal.ts";
import { inline, shape } from "../schema/shapes.ts";
import { byAge } from "../snowflake.ts";
import { channelType, holdsText } from "../wire/channel.ts";
import { messageFlag } from "../wire/message.ts";
import type { Channel, Message } from "../world.ts";
import { noContent, ok, type BotRequest, type Route } from "./route.ts";
import { createdMessageFor, messageFor } from "./viewer.ts";

const channelPath = "/channels/{channel.id}/messages";
const messagePath = "/channels/{channel.id}/messages/{message.id}";

export const messageRoutes: Route[] = [
  { method: "GET", path: channelPath, auth: "bot", answer: shape("MessageResponse[]"), handle: list },
  {
    method: "POST",
    path: channelPath,
    auth: "bot",
    request: shape("MessageCreateRequest"),
    answer: shape("MessageResponse"),
    handle: create,
  },
  {
    method: "POST",
    path: "/channels/{channel.id}/messages/bulk-delete",
    auth: "bot",
    request: inline.bulkDelete,
    handle: bulkDelete,
  },
  { method: "GET", path: messagePath, auth: "bot", answer: shape("MessageResponse"), handle: get },
  {
    method: "PATCH",
    path: messagePath,
    auth: "bot",
    request: shape("MessageEditRequestPartial"),
    answer: shape("MessageResponse"),
    handle: edit,
  },
  { method: "DELETE", path: messagePath, auth: "bot", handle: remove },
  {
    method: "POST",
    path: `${messagePath}/crosspost`,
    auth: "bot",
    answer: shape("MessageResponse"),
    handle: crosspost,
  },
  { method: "POST", path: "/channels/{channel.id}/typing", auth: "bot", handle: typing },
];

/** Newest first, as Discord lists them; `after` starts at the oldest of what it finds. */
function list({ core, app, params, query }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  if (!has(permissions, "READ_MESSAGE_HISTORY")) return ok([]);
  const limit = Number(query.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    badField("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100.");
  const all = (core.world.messages[channel.id] ?? []).filter((m) => m.ephemeralFor === null);
  const page = pageOf(all, query, limit).toReversed();
  return ok(page.map((m) => messageFor(core, app, m)));
}

function pageOf(all: readonly Message[], query: URLSearchParams, limit: number): Message[] {
  const before = query.get("before");
  const after = query.get("after");
  const around = query.get("around");
  if (around !== null) {
    const half = Math.floor(limit / 2);
    const older = all.filter((m) => byAge(m.id, around) < 0).slice(-half);
    const newer = all.filter((m) => byAge(m.id, around) >= 0).slice(0, limit - half);
    return [...older, ...newer];
  }
  if (after !== null) return all.filter((m) => byAge(m.id, after) > 0).slice(0, limit);
  return (before === null ? [...all] : all.filter((m) => byAge(m.id, before) < 0)).slice(-limit);
}

function create({ core, app, params, body, files }: BotRequest) {
  const message = body as MessageBody; // checked against the published schema by the server
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  if (!holdsText(channel)) refuse("notInVoice");
  needToSend(channel, permissions, message, files.length > 0);
  const earlier = sentBefore(core, app.botId, message);
  if (earlier !== null) return ok(createdMessageFor(core, app, earlier));
  const sent = postMessage(core, channel, message, files, {
    authorId: app.botId,
    appId: app.id,
    isWebhook: false,
    ephemeralFor: null,
    interaction: null,
  });
  rememberNonce(core, app.botId, sent);
  return ok(createdMessageFor(core, app, sent));
}

export function needToSend(
  channel: Channel,
  permissions: bigint,
  body: MessageBody,
  hasFiles: boolean,
): void {
  if (channel.guildId === null) return;
  if (!has(permissions, sendPermission(channel))) refuse("missingPermissions");
  if (channel.thread?.isLocked === true && !has(permissions, "MANAGE_THREADS")) refuse("lockedThread");
  if (hasFiles && !has(permissions, "ATTACH_FILES")) refuse("missingPermissions");
  if (body.message_reference && !has(permissions, "READ_MESSAGE_HISTORY")) refuse("missingPermissions");
  if (channel.thread?.isArchived === true) channel.thread.isArchived = false;
}

/** The documentation speaks of the author alone, not of the channel. */
function sentBefore(core: Core, authorId: string, body: MessageBody): Message | null {
  if (body.enforce_nonce !== true || body.nonce === undefined || body.nonce === null) return null;
  const from = core.now().getTime() - limits.nonceWindowMs;
  const hit = core.world.nonces.find(
    (n) => n.authorId === authorId && n.nonce === String(body.nonce) && new Date(n.at).getTime() >= from,
  );
  if (hit === undefined) return null;
  return (core.world.messages[hit.channelId] ?? []).find((m) => m.id === hit.messageId) ?? null;
}

function rememberNonce(core: Core, authorId: string, sent: Message): void {
  const from = core.now().getTime() - limits.nonceWindowMs;
  core.world.nonces = core.world.nonces.filter((n) => new Date(n.at).getTime() >= from);
  if (sent.nonce === null) return;
  core.world.nonces.push({
    authorId,
    channelId: sent.channelId,
    nonce: String(sent.nonce),
    messageId: sent.id,
    at: core.now().toISOString(),
  });
}

function get({ core, app, params }: BotRequest) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId, "READ_MESSAGE_HISTORY");
  return ok(messageFor(core, app, messageIn(core, channel, params["message.id"]!)));
}

function edit({ core, app, params, body, files }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  const message = messageIn(core, channel, params["message.id"]!);
  const change = body as MessageBody; // checked against the published schema by the server
  if (message.authorId !== app.botId) {
    const onlyFlags = Object.keys(change).every((key) => key === "flags");
    if (!onlyFlags || !has(permissions, "MANAGE_MESSAGES")) refuse("notYourMessage");
  }
  if (channel.thread?.isArchived === true) refuse("archivedThread");
  editMessage(core, message, change, files);
  return ok(messageFor(core, app, message));
}

function remove({ core, app, params }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  const message = messageIn(core, channel, params["message.id"]!);
  if (message.authorId !== app.botId && !has(permissions, "MANAGE_MESSAGES")) refuse("missingPermissions");
  removeMessage(core, message);
  return noContent;
}

const bulkDeleteMaxAgeMs = 14 * 24 * 3_600_000;

function bulkDelete({ core, app, params, body }: BotRequest) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId, "MANAGE_MESSAGES");
  const ids = (body as { messages: string[] }).messages; // checked by the server
  if (ids.length < 2 || ids.length > 100)
    badField("messages", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.");
  const oldest = core.now().getTime() - bulkDeleteMaxAgeMs;
  const found = (core.world.messages[channel.id] ?? []).filter((m) => ids.includes(m.id));
  if (found.some((m) => new Date(m.at).getTime() < oldest))
    badField(
      "messages",
      "BULK_DELETE_TOO_OLD",
      "You can only bulk delete messages that are under 14 days old.",
    );
  for (const message of found) removeMessage(core, message);
  return noContent;
}

function crosspost({ core, app, params }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId, "SEND_MESSAGES");
  if (channel.type !== channelType.announcement) refuse("badChannelType");
  const message = messageIn(core, channel, params["message.id"]!);
  if (message.authorId !== app.botId && !has(permissions, "MANAGE_MESSAGES")) refuse("missingPermissions");
  if ((message.flags & messageFlag.crossposted) !== 0) refuse("alreadyCrossposted");
  message.flags |= messageFlag.crossposted;
  announce(core, "MESSAGE_UPDATE", message);
  return ok(messageFor(core, app, message));
}

function typing({ core, app, params }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  if (channel.guildId !== null && !has(permissions, sendPermission(channel))) refuse("missingPermissions");
  emit(core, {
    t: "TYPING_START",
    guildId: channel.guildId,
    channelId: channel.id,
    intent: channel.guildId === null ? intents.DIRECT_MESSAGE_TYPING : intents.GUILD_MESSAGE_TYPING,
    d: {
      channel_id: channel.id,
      user_id: app.botId,
      timestamp: Math.floor(core.now().getTime() / 1_000),
      ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
    },
  });
  return noContent;
}
