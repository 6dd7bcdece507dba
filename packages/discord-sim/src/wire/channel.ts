import type { Channel, Overwrite, World } from "../world.ts";
import { userOf, wireMember, wireUser } from "./user.ts";

export const channelType = {
  text: 0,
  dm: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  stage: 13,
  forum: 15,
} as const;

export const holdsText = (channel: Channel): boolean =>
  channel.type !== channelType.category && channel.type !== channelType.forum;

const wireOverwrite = (o: Overwrite): Record<string, unknown> => ({ ...o });

/** Each kind of channel shows its own fields, as Discord's do. */
export function wireChannel(channel: Channel): Record<string, unknown> {
  const common = {
    id: channel.id,
    type: channel.type,
    flags: 0,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    position: channel.position,
    permission_overwrites: channel.overwrites.map(wireOverwrite),
  };
  if (channel.type === channelType.category) return common;
  const texty = {
    ...common,
    nsfw: channel.nsfw,
    rate_limit_per_user: channel.rateLimitPerUser,
    last_message_id: channel.lastMessageId,
  };
  if (channel.type === channelType.voice || channel.type === channelType.stage) {
    return {
      ...texty,
      bitrate: channel.bitrate,
      user_limit: channel.userLimit,
      rtc_region: null,
      ...(channel.type === channelType.stage ? { topic: channel.topic } : {}),
    };
  }
  const withTopic = { ...texty, topic: channel.topic, default_auto_archive_duration: channel.autoArchiveMin };
  if (channel.type === channelType.forum) {
    return {
      ...withTopic,
      available_tags: channel.tags,
      default_reaction_emoji: null,
      default_sort_order: null,
      default_forum_layout: 0,
      default_tag_setting: "match_some",
    };
  }
  return { ...withTopic, last_pin_timestamp: channel.lastPinAt };
}

export function wireThread(world: World, channel: Channel, forUser?: string): Record<string, unknown> {
  const thread = channel.thread;
  if (thread === null) return wireChannel(channel);
  const member = thread.members.find((m) => m.userId === forUser);
  const count = (world.messages[channel.id] ?? []).filter((m) => m.ephemeralFor === null).length;
  return {
    id: channel.id,
    type: channel.type,
    flags: 0,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    last_message_id: channel.lastMessageId,
    last_pin_timestamp: channel.lastPinAt,
    rate_limit_per_user: channel.rateLimitPerUser,
    message_count: count,
    member_count: thread.members.length,
    total_message_sent: thread.sent,
    applied_tags: thread.appliedTags,
    thread_metadata: {
      archived: thread.isArchived,
      archive_timestamp: thread.archiveChangedAt,
      auto_archive_duration: thread.autoArchiveMin,
      locked: thread.isLocked,
      create_timestamp: thread.createdAt,
      ...(channel.type === channelType.privateThread ? { invitable: thread.isInvitable } : {}),
    },
    ...(member === undefined ? {} : { member: wireThreadMember(world, channel, member, false) }),
  };
}

export function wireThreadMember(
  world: World,
  channel: Channel,
  member: { userId: string; joinedAt: string },
  withMember: boolean,
): Record<string, unknown> {
  const guildMember = world.guilds[channel.guildId ?? ""]?.members[member.userId];
  return {
    id: channel.id,
    user_id: member.userId,
    join_timestamp: member.joinedAt,
    flags: 0,
    ...(withMember && guildMember !== undefined ? { member: wireMember(world, guildMember) } : {}),
  };
}

/** A direct message as this user sees it: the recipients are the others. */
export function wireDm(world: World, channel: Channel, forUser: string): Record<string, unknown> {
  return {
    id: channel.id,
    type: channel.type,
    flags: 0,
    last_message_id: channel.lastMessageId,
    last_pin_timestamp: channel.lastPinAt,
    recipients: channel.recipients.filter((id) => id !== forUser).map((id) => wireUser(userOf(world, id))),
  };
}

export function wireAnyChannel(world: World, channel: Channel, forUser: string): Record<string, unknown> {
  if (channel.type === channelType.dm) return wireDm(world, channel, forUser);
  return channel.thread === null ? wireChannel(channel) : wireThread(world, channel, forUser);
}
