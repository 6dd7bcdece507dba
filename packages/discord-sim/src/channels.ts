import { emit, nextId, type Core } from "./core.ts";
import { intents } from "./gateway/intents.ts";
import { limits } from "./limits.ts";
import { badField, refuse } from "./refusal.ts";
import { channelType, wireChannel, wireThread } from "./wire/channel.ts";
import type { Channel, ForumTag, Guild, Overwrite } from "./world.ts";

export type ChannelShape = {
  name: string;
  type: number;
  topic?: string | null;
  parentId?: string | null;
  position?: number | null;
  nsfw?: boolean | null;
  rateLimitPerUser?: number | null;
  overwrites?: Overwrite[];
  bitrate?: number | null;
  userLimit?: number | null;
  tags?: ForumTag[];
  autoArchiveMin?: number | null;
};

/** Creates a guild channel within Discord's limits and tells the gateway. Permissions are the caller's matter. */
export function createChannel(core: Core, guild: Guild, given: ChannelShape): Channel {
  const siblings = channelsOf(core, guild.id);
  if (siblings.length >= limits.channelsPerGuild) refuse("tooManyChannels");
  const parentId = checkParent(core, guild, given.parentId ?? null, given.type);
  checkTopic(given.type, given.topic ?? null);
  const parent = parentId === null ? undefined : core.world.channels[parentId];
  const channel: Channel = {
    id: nextId(core),
    type: given.type,
    guildId: guild.id,
    name: channelName(given.name, given.type),
    topic: given.topic || null,
    parentId,
    position: given.position ?? siblings.length,
    nsfw: given.nsfw ?? false,
    rateLimitPerUser: given.rateLimitPerUser ?? 0,
    // A channel made inside a category without its own overwrites starts in sync with it.
    overwrites: given.overwrites ?? structuredClone(parent?.overwrites ?? []),
    lastMessageId: null,
    lastPinAt: null,
    bitrate: given.bitrate ?? 64_000,
    userLimit: given.userLimit ?? 0,
    autoArchiveMin: given.autoArchiveMin ?? 1_440,
    tags: given.tags ?? [],
    recipients: [],
    thread: null,
  };
  core.world.channels[channel.id] = channel;
  core.world.messages[channel.id] = [];
  announceChannel(core, "CHANNEL_CREATE", channel);
  return channel;
}

export const channelsOf = (core: Core, guildId: string): Channel[] =>
  Object.values(core.world.channels)
    .filter((c) => c.guildId === guildId && c.thread === null)
    .sort((a, b) => a.position - b.position);

export function announceChannel(
  core: Core,
  t: "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "CHANNEL_DELETE" | "THREAD_CREATE" | "THREAD_UPDATE",
  channel: Channel,
): void {
  const wire = channel.thread === null ? wireChannel(channel) : wireThread(core.world, channel);
  emit(core, {
    t,
    guildId: channel.guildId,
    channelId: channel.id,
    intent: intents.GUILDS,
    d: t === "THREAD_CREATE" ? { ...wire, newly_created: true } : wire,
  });
}

/** Threads go with their channel; a category leaves its channels behind without a parent. */
export function deleteChannel(core: Core, channel: Channel): void {
  const others = Object.values(core.world.channels).filter((c) => c.parentId === channel.id);
  for (const other of others) {
    if (other.thread !== null) forget(core, other);
    else {
      other.parentId = null;
      announceChannel(core, "CHANNEL_UPDATE", other);
    }
  }
  if (channel.thread === null) announceChannel(core, "CHANNEL_DELETE", channel);
  else {
    const { id, guildId, parentId, type } = channel;
    const d = { id, guild_id: guildId, parent_id: parentId, type };
    emit(core, { t: "THREAD_DELETE", guildId, intent: intents.GUILDS, d });
  }
  forget(core, channel);
}

function forget(core: Core, channel: Channel): void {
  delete core.world.channels[channel.id];
  delete core.world.messages[channel.id];
  core.isDirty = true;
}

/** Text-like channels are written in lower case with hyphens; voice, stage and category keep their words. */
export function channelName(name: string, type: number): string {
  const keepsWords: readonly number[] = [channelType.voice, channelType.stage, channelType.category];
  if (keepsWords.includes(type)) return name.trim();
  const hyphened = name
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, "-")
    .replaceAll(/[!-,./:-@[-^`{-~]/g, "")
    .replaceAll(/-{2,}/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return hyphened === ""
    ? badField("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    : hyphened;
}

export function checkTopic(type: number, topic: string | null): void {
  const max = type === channelType.forum ? limits.forumTopicMax : limits.topicMax;
  if ((topic ?? "").length > max)
    badField("topic", "BASE_TYPE_MAX_LENGTH", `Must be ${max} or fewer in length.`);
}

export function checkParent(core: Core, guild: Guild, parentId: string | null, type: number): string | null {
  if (parentId === null) return null;
  const parent = core.world.channels[parentId];
  if (parent === undefined || parent.guildId !== guild.id || parent.type !== channelType.category)
    badField("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist");
  if (type === channelType.category)
    badField("parent_id", "CHANNEL_PARENT_INVALID_TYPE", "Categories cannot have subcategories");
  const inside = Object.values(core.world.channels).filter(
    (c) => c.parentId === parentId && c.thread === null,
  );
  if (inside.length >= limits.channelsPerCategory)
    badField(
      "parent_id",
      "CHANNEL_PARENT_MAX_CHANNELS",
      `Maximum number of channels in category reached (${limits.channelsPerCategory})`,
    );
  return parentId;
}
