import { guildPermissions } from "../permissions.ts";
import { nextId, type Core } from "../core.ts";
import { limits } from "../limits.ts";
import { badField, refuse } from "../refusal.ts";
import { shape } from "../schema/shapes.ts";
import { channelType, wireDm } from "../wire/channel.ts";
import { userOf, wireApplication, wireSelf, wireUser } from "../wire/user.ts";
import type { App, Channel, Guild } from "../world.ts";
import { ok, type BotRequest, type Route } from "./route.ts";

export const userRoutes: Route[] = [
  { method: "GET", path: "/gateway", auth: "token", handle: ({ core }) => ok({ url: gatewayUrl(core) }) },
  { method: "GET", path: "/gateway/bot", auth: "bot", answer: shape("GatewayBotResponse"), handle: gateway },
  {
    method: "GET",
    path: "/users/@me",
    auth: "bot",
    answer: shape("UserPIIResponse"),
    handle: ({ core, app }) => ok(wireSelf(userOf(core.world, app.botId))),
  },
  {
    method: "GET",
    path: "/users/@me/guilds",
    auth: "bot",
    answer: shape("MyGuildResponse[]"),
    handle: listGuilds,
  },
  {
    method: "GET",
    path: "/users/{user.id}",
    auth: "bot",
    answer: shape("UserResponse"),
    handle: ({ core, params }) => ok(wireUser(core.world.users[params["user.id"]!] ?? refuse("unknownUser"))),
  },
  {
    method: "POST",
    path: "/users/@me/channels",
    auth: "bot",
    request: shape("CreatePrivateChannelRequest"),
    answer: shape("PrivateChannelResponse"),
    handle: openDm,
  },
  ...["/applications/@me", "/oauth2/applications/@me"].map((path): Route => ({
    method: "GET",
    path,
    auth: "bot",
    answer: shape("PrivateApplicationResponse"),
    handle: ({ core, app }) => ok(wireApplication(core.world, app, guildsOf(core, app))),
  })),
];

const dayMs = 24 * 3_600_000;

export const gatewayUrl = (core: Core): string => `${core.baseUrl().replace(/^http/, "ws")}/gateway`;

export const guildsOf = (core: Core, app: App): Guild[] =>
  Object.values(core.world.guilds).filter((g) => g.members[app.botId] !== undefined);

export function identifiesLeft(core: Core, app: App): number {
  const from = core.now().getTime() - dayMs;
  app.identifiesAt = app.identifiesAt.filter((at) => at > from);
  return Math.max(0, limits.identifiesPerDay - app.identifiesAt.length);
}

function gateway({ core, app }: BotRequest) {
  return ok({
    url: gatewayUrl(core),
    shards: 1,
    session_start_limit: {
      total: limits.identifiesPerDay,
      remaining: identifiesLeft(core, app),
      reset_after: dayMs,
      max_concurrency: 1,
    },
  });
}

function listGuilds({ core, app }: BotRequest) {
  return ok(
    guildsOf(core, app).map((guild) => ({
      id: guild.id,
      name: guild.name,
      icon: null,
      banner: null,
      owner: guild.ownerId === app.botId,
      permissions: String(guildPermissions(guild, guild.members[app.botId]!)),
      features: [],
    })),
  );
}

function openDm({ core, app, body }: BotRequest) {
  const recipientId = (body as { recipient_id?: string | null }).recipient_id ?? "";
  const user = core.world.users[recipientId];
  if (user === undefined) return badField("recipient_id", "USER_UNKNOWN", "Unknown user");
  const shared = guildsOf(core, app).some((g) => g.members[recipientId] !== undefined);
  if (!shared || user.isBot) refuse("cannotMessageUser");
  return ok(wireDm(core.world, directChannel(core, app.botId, recipientId), app.botId));
}

/** The one direct message channel of two users; made when first needed. */
export function directChannel(core: Core, first: string, second: string): Channel {
  const known = Object.values(core.world.channels).find(
    (c) => c.type === channelType.dm && c.recipients.includes(first) && c.recipients.includes(second),
  );
  if (known !== undefined) return known;
  const channel: Channel = {
    id: nextId(core),
    type: channelType.dm,
    guildId: null,
    name: "",
    topic: null,
    parentId: null,
    position: 0,
    nsfw: false,
    rateLimitPerUser: 0,
    overwrites: [],
    lastMessageId: null,
    lastPinAt: null,
    bitrate: 0,
    userLimit: 0,
    autoArchiveMin: 0,
    tags: [],
    recipients: [first, second],
    thread: null,
  };
  core.world.channels[channel.id] = channel;
  core.world.messages[channel.id] = [];
  return channel;
}
