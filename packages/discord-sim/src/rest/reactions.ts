import { channelFor, messageIn } from "../access.ts";
import { emit, type Core } from "../core.ts";
import { intents } from "../gateway/intents.ts";
import { limits } from "../limits.ts";
import { has } from "../permissions.ts";
import { refuse } from "../refusal.ts";
import { shape } from "../schema/shapes.ts";
import { wireEmoji } from "../wire/message.ts";
import { userOf, wireUser } from "../wire/user.ts";
import type { Message } from "../world.ts";
import { noContent, ok, type BotRequest, type Route } from "./route.ts";

const all = "/channels/{channel.id}/messages/{message.id}/reactions";
const one = `${all}/{emoji}`;

export const reactionRoutes: Route[] = [
  { method: "PUT", path: `${one}/@me`, auth: "bot", handle: add },
  { method: "DELETE", path: `${one}/@me`, auth: "bot", handle: (r) => takeBack(r, r.app.botId) },
  {
    method: "DELETE",
    path: `${one}/{user.id}`,
    auth: "bot",
    handle: (r) => takeBack(r, r.params["user.id"]!),
  },
  { method: "GET", path: one, auth: "bot", answer: shape("UserResponse[]"), handle: list },
  { method: "DELETE", path: all, auth: "bot", handle: clear },
];

function add({ core, app, params }: BotRequest) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId, "READ_MESSAGE_HISTORY");
  const message = messageIn(core, channel, params["message.id"]!);
  const emoji = params["emoji"]!;
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\uFE0F?\u20E3|^\w{2,32}:\d+$/u.test(emoji))
    refuse("unknownEmoji");
  const known = message.reactions.find((r) => r.emoji === emoji);
  if (known === undefined) {
    if (!has(permissions, "ADD_REACTIONS")) refuse("missingPermissions");
    if (message.reactions.length >= limits.reactionsPerMessage) refuse("tooManyReactions");
  }
  react(core, message, emoji, app.botId);
  return noContent;
}

/** Adds a reaction for anybody, bot or person. */
export function react(core: Core, message: Message, emoji: string, userId: string): void {
  const known = message.reactions.find((r) => r.emoji === emoji);
  if (known?.users.includes(userId) === true) return;
  if (known === undefined) message.reactions.push({ emoji, users: [userId] });
  else known.users.push(userId);
  reacted(core, "MESSAGE_REACTION_ADD", message, emoji, userId);
}

function takeBack({ core, app, params }: BotRequest, userId: string) {
  const { channel, permissions } = channelFor(core, params["channel.id"]!, app.botId);
  const message = messageIn(core, channel, params["message.id"]!);
  if (userId !== app.botId && !has(permissions, "MANAGE_MESSAGES")) refuse("missingPermissions");
  const known = message.reactions.find((r) => r.emoji === params["emoji"]);
  if (known?.users.includes(userId) !== true) return refuse("unknownEmoji");
  known.users = known.users.filter((id) => id !== userId);
  message.reactions = message.reactions.filter((r) => r.users.length > 0);
  reacted(core, "MESSAGE_REACTION_REMOVE", message, params["emoji"]!, userId);
  return noContent;
}

function list({ core, app, params }: BotRequest) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId, "READ_MESSAGE_HISTORY");
  const message = messageIn(core, channel, params["message.id"]!);
  const users = message.reactions.find((r) => r.emoji === params["emoji"])?.users ?? [];
  return ok(users.slice(0, 100).map((id) => wireUser(userOf(core.world, id))));
}

function clear({ core, app, params }: BotRequest) {
  const { channel } = channelFor(core, params["channel.id"]!, app.botId, "MANAGE_MESSAGES");
  const message = messageIn(core, channel, params["message.id"]!);
  message.reactions = [];
  core.isDirty = true;
  return noContent;
}

function reacted(core: Core, t: string, message: Message, emoji: string, userId: string): void {
  emit(core, {
    t,
    guildId: message.guildId,
    channelId: message.channelId,
    intent: message.guildId === null ? intents.DIRECT_MESSAGE_REACTIONS : intents.GUILD_MESSAGE_REACTIONS,
    d: {
      user_id: userId,
      channel_id: message.channelId,
      message_id: message.id,
      emoji: wireEmoji(emoji),
      burst: false,
      type: 0,
      message_author_id: message.authorId,
      ...(message.guildId === null ? {} : { guild_id: message.guildId }),
    },
  });
}
