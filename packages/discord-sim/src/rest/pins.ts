import { channelFor, messageIn } from "../access.ts";
import { emit, nextId, type Core } from "../core.ts";
import { intents } from "../gateway/intents.ts";
import { limits } from "../limits.ts";
import { announce, keepMessage } from "../messages.ts";
import { has } from "../permissions.ts";
import { badField, refuse } from "../refusal.ts";
import { nobody } from "../rules/mentions.ts";
import { shape } from "../schema/shapes.ts";
import type { Channel, Message } from "../world.ts";
import { noContent, ok, type BotRequest, type Route } from "./route.ts";
import { messageFor } from "./viewer.ts";

const paged = "/channels/{channel.id}/messages/pins";
const old = "/channels/{channel.id}/pins";

export const pinRoutes: Route[] = [
  { method: "GET", path: paged, auth: "bot", answer: shape("PinnedMessagesResponse"), handle: listPaged },
  { method: "GET", path: old, auth: "bot", answer: shape("MessageResponse[]"), handle: listOld },
  { method: "PUT", path: `${paged}/{message.id}`, auth: "bot", handle: pin },
  { method: "PUT", path: `${old}/{message.id}`, auth: "bot", handle: pin },
  { method: "DELETE", path: `${paged}/{message.id}`, auth: "bot", handle: unpin },
  { method: "DELETE", path: `${old}/{message.id}`, auth: "bot", handle: unpin },
];

/** Latest pin first. */
function pinsOf(core: Core, channel: Channel): Message[] {
  return (core.world.messages[channel.id] ?? [])
    .filter((m) => m.pinnedAt !== null)
    .toSorted((a, b) => (b.pinnedAt ?? "").localeCompare(a.pinnedAt ?? ""));
}

function listPaged({ core, app, params, query }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  if (!has(permissions, "READ_MESSAGE_HISTORY")) return ok({ items: [], has_more: false });
  const limit = Number(query.get("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50)
    badField("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 50.");
  const before = query.get("before");
  const older = pinsOf(core, channel).filter(
    (m) => before === null || new Date(m.pinnedAt ?? 0) < new Date(before),
  );
  const items = older.slice(0, limit).map((m) => ({
    pinned_at: m.pinnedAt,
    message: messageFor(core, app, m),
  }));
  return ok({ items, has_more: older.length > limit });
}

function listOld({ core, app, params }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  if (!has(permissions, "READ_MESSAGE_HISTORY")) return ok([]);
  return ok(
    pinsOf(core, channel)
      .slice(0, 50)
      .map((m) => messageFor(core, app, m)),
  );
}

const pinnedNotice = 6;

function pin({ core, app, params }: BotRequest) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId, "PIN_MESSAGES");
  const message = messageIn(core, channel, params["message.id"]!);
  if (message.pinnedAt !== null) return noContent;
  if (pinsOf(core, channel).length >= limits.pinsPerChannel) refuse("tooManyPins");
  message.pinnedAt = core.now().toISOString();
  pinsChanged(core, channel, message);
  keepMessage(core, channel, noticeOf(core, channel, message, app.botId));
  return noContent;
}

function unpin({ core, app, params }: BotRequest) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId, "PIN_MESSAGES");
  const message = messageIn(core, channel, params["message.id"]!);
  if (message.pinnedAt === null) return noContent;
  message.pinnedAt = null;
  pinsChanged(core, channel, message);
  return noContent;
}

function pinsChanged(core: Core, channel: Channel, message: Message): void {
  channel.lastPinAt = core.now().toISOString();
  announce(core, "MESSAGE_UPDATE", message);
  emit(core, {
    t: "CHANNEL_PINS_UPDATE",
    guildId: channel.guildId,
    channelId: channel.id,
    intent: channel.guildId === null ? intents.DIRECT_MESSAGES : intents.GUILDS,
    d: {
      channel_id: channel.id,
      last_pin_timestamp: channel.lastPinAt,
      ...(channel.guildId === null ? {} : { guild_id: channel.guildId }),
    },
  });
}

/** "… pinned a message to this channel", the line Discord itself adds. */
function noticeOf(core: Core, channel: Channel, pinned: Message, authorId: string): Message {
  return {
    ...pinned,
    id: nextId(core),
    authorId,
    type: pinnedNotice,
    content: "",
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    at: core.now().toISOString(),
    editedAt: null,
    pinnedAt: null,
    nonce: null,
    appId: null,
    isWebhook: false,
    interaction: null,
    reference: { channelId: channel.id, messageId: pinned.id },
    mentions: [],
    mentionRoles: [],
    mentionEveryone: false,
    pinged: nobody(),
    reactions: [],
    threadId: null,
  };
}
