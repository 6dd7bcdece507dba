import { permissionsIn } from "../access.ts";
import type { Core } from "../core.ts";
import { has } from "../permissions.ts";
import { flattened } from "../rules/components.ts";
import { channelType } from "../wire/channel.ts";
import { attachmentUrl, isSelect, wireMessage } from "../wire/message.ts";
import { userOf } from "../wire/user.ts";
import type { Channel, Component, Message } from "../world.ts";
import { readable, visibleText } from "./text.ts";

export type SeenButton = {
  label: string;
  customId: string | null;
  disabled: boolean;
  style: number;
  url: string | null;
};

export type SeenSelect = {
  placeholder: string;
  customId: string;
  /** `string`, or what Discord itself fills the menu with. */
  kind: "string" | "user" | "role" | "mentionable" | "channel";
  disabled: boolean;
  minValues: number;
  maxValues: number;
  options: { label: string; value: string; description: string | null; isDefault: boolean }[];
};

export type SeenMessage = {
  id: string;
  channelId: string;
  author: string;
  authorIsBot: boolean;
  /** All visible text, flattened. */
  text: string;
  pinned: boolean;
  ephemeral: boolean;
  /** "… is thinking": a deferred answer that has not come yet. */
  isThinking: boolean;
  buttons: SeenButton[];
  selects: SeenSelect[];
  attachments: { name: string; url: string; size: number; contentType: string; description: string | null }[];
  reactions: { emoji: string; count: number }[];
  at: string;
  editedAt: string | null;
  /** Names whose mention shows; whether it rang is `pinged`. */
  mentions: string[];
  pinged: { users: string[]; roles: string[]; everyone: boolean; reached: string[] };
  nonce: string | number | null;
  /** The message as the wire has it: components with containers, separators and colours, embeds, flags. */
  raw: Record<string, unknown>;
};

export type SeenChannel = {
  id: string;
  name: string;
  type: "text" | "dm" | "voice" | "category" | "announcement" | "stage" | "forum" | "thread";
  guild: string | null;
  category: string | null;
  /** The channel a thread hangs on. */
  parent: string | null;
  topic: string | null;
  /** Hidden from @everyone. */
  private: boolean;
  archived: boolean;
  messages: SeenMessage[];
};

export type Seen = { channels: SeenChannel[] };

/** What one person can see: nothing of channels hidden from them, and only their own ephemeral messages. */
export function seenBy(core: Core, userId: string, guildId?: string): Seen {
  const channels = Object.values(core.world.channels)
    .filter((c) => c.guildId === null || guildId === undefined || c.guildId === guildId)
    .filter((c) => has(permissionsIn(core, c, userId), "VIEW_CHANNEL"));
  return { channels: channels.map((c) => seenChannel(core, c, userId)) };
}

function seenChannel(core: Core, channel: Channel, userId: string): SeenChannel {
  const { world } = core;
  const guild = world.guilds[channel.guildId ?? ""];
  const parent = world.channels[channel.parentId ?? ""];
  const above = channel.thread === null ? parent : world.channels[parent?.parentId ?? ""];
  return {
    id: channel.id,
    name: channel.guildId === null ? dmName(core, channel, userId) : channel.name,
    type: kindOf(channel),
    guild: guild?.name ?? null,
    category: above?.name ?? null,
    parent: channel.thread === null ? null : (parent?.name ?? null),
    topic: channel.topic === null ? null : readable(world, channel.topic, core.now()),
    private: isPrivate(core, channel),
    archived: channel.thread?.isArchived ?? false,
    messages: visibleMessages(core, channel, userId).map((m) => seenMessage(core, m, userId)),
  };
}

/** Newest last. Without READ_MESSAGE_HISTORY a client shows only what was meant for this person alone. */
export function visibleMessages(core: Core, channel: Channel, userId: string): Message[] {
  const reads = has(permissionsIn(core, channel, userId), "READ_MESSAGE_HISTORY");
  return (core.world.messages[channel.id] ?? []).filter((m) =>
    m.ephemeralFor === null ? reads : m.ephemeralFor === userId,
  );
}

function dmName(core: Core, channel: Channel, userId: string): string {
  return channel.recipients
    .filter((id) => id !== userId)
    .map((id) => userOf(core.world, id).name)
    .join(", ");
}

const kinds: Record<number, SeenChannel["type"]> = {
  [channelType.text]: "text",
  [channelType.dm]: "dm",
  [channelType.voice]: "voice",
  [channelType.category]: "category",
  [channelType.announcement]: "announcement",
  [channelType.stage]: "stage",
  [channelType.forum]: "forum",
};

const kindOf = (channel: Channel): SeenChannel["type"] =>
  channel.thread === null ? (kinds[channel.type] ?? "text") : "thread";

const viewBit = 1n << 10n;

function isPrivate(core: Core, channel: Channel): boolean {
  if (channel.guildId === null || channel.type === channelType.privateThread) return true;
  const holder = channel.thread === null ? channel : (core.world.channels[channel.parentId ?? ""] ?? channel);
  const everyone = core.world.guilds[channel.guildId]?.roles[channel.guildId];
  const overwrite = holder.overwrites.find((o) => o.id === channel.guildId);
  const base = BigInt(everyone?.permissions ?? 0);
  return (((base & ~BigInt(overwrite?.deny ?? 0)) | BigInt(overwrite?.allow ?? 0)) & viewBit) === 0n;
}

export function seenMessage(core: Core, message: Message, userId: string): SeenMessage {
  const { world } = core;
  const author = userOf(world, message.authorId);
  const all = flattened(message.components);
  return {
    id: message.id,
    channelId: message.channelId,
    author: author.name,
    authorIsBot: author.isBot,
    text: visibleText(world, message, core.now()),
    pinned: message.pinnedAt !== null,
    ephemeral: message.ephemeralFor !== null,
    isThinking: (message.flags & 128) !== 0,
    buttons: all.filter((c) => c.type === 2).map(seenButton),
    selects: all.filter((c) => isSelect(c.type)).map(seenSelect),
    attachments: message.attachments.map((a) => ({
      name: a.name,
      url: attachmentUrl(message.channelId, a, core.baseUrl()),
      size: a.size,
      contentType: a.contentType,
      description: a.description,
    })),
    reactions: message.reactions.map((r) => ({ emoji: r.emoji, count: r.users.length })),
    at: message.at,
    editedAt: message.editedAt,
    mentions: message.mentions.map((id) => userOf(world, id).name),
    pinged: pingedNames(core, message),
    nonce: message.nonce,
    raw: wireMessage(world, message, { userId, readsContent: true, baseUrl: core.baseUrl() }),
  };
}

export function pingedNames(core: Core, message: Message): SeenMessage["pinged"] {
  const roles = core.world.guilds[message.guildId ?? ""]?.roles ?? {};
  return {
    users: message.pinged.users.map((id) => userOf(core.world, id).name),
    roles: message.pinged.roles.map((id) => roles[id]?.name ?? id),
    everyone: message.pinged.everyone,
    reached: message.pinged.reached.map((id) => userOf(core.world, id).name),
  };
}

function seenButton(c: Component): SeenButton {
  return {
    label: [c.emoji?.id == null ? c.emoji?.name : undefined, c.label]
      .filter((part) => Boolean(part))
      .join(" "),
    customId: c.custom_id ?? null,
    disabled: c.disabled ?? false,
    style: c.style ?? 2,
    url: c.url ?? null,
  };
}

const selectKinds: Record<number, SeenSelect["kind"]> = {
  3: "string",
  5: "user",
  6: "role",
  7: "mentionable",
  8: "channel",
};

function seenSelect(c: Component): SeenSelect {
  return {
    placeholder: c.placeholder ?? "",
    customId: c.custom_id ?? "",
    kind: selectKinds[c.type] ?? "string",
    disabled: c.disabled ?? false,
    minValues: c.min_values ?? 1,
    maxValues: c.max_values ?? 1,
    options: (c.options ?? []).map((o) => ({
      label: o.label,
      value: o.value,
      description: o.description ?? null,
      isDefault: o.default ?? false,
    })),
  };
}
