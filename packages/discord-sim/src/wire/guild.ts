import type { Guild, Role, World } from "../world.ts";
import { wireChannel, wireThread } from "./channel.ts";
import { wireMember } from "./user.ts";

export function wireRole(role: Role): Record<string, unknown> {
  return {
    id: role.id,
    name: role.name,
    description: null,
    permissions: role.permissions,
    position: role.position,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: role.hoist,
    managed: role.botId !== null,
    mentionable: role.mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(role.botId === null ? {} : { tags: { bot_id: role.botId } }),
  };
}

export const rolesOf = (guild: Guild): Role[] =>
  Object.values(guild.roles).sort((a, b) => a.position - b.position);

export function wireGuild(guild: Guild): Record<string, unknown> {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: ["COMMUNITY", "NEWS"],
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: "us-west",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: rolesOf(guild).map(wireRole),
    default_message_notifications: 1,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: "en-US",
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** GUILD_CREATE: the guild with what a bot needs to know at once. Members are only those it may list. */
export function wireGuildCreate(
  world: World,
  guild: Guild,
  botId: string,
  listsMembers: boolean,
): Record<string, unknown> {
  const channels = Object.values(world.channels).filter((c) => c.guildId === guild.id);
  const members = Object.values(guild.members).filter((m) => listsMembers || m.userId === botId);
  return {
    ...wireGuild(guild),
    joined_at: guild.members[botId]?.joinedAt ?? new Date(0).toISOString(),
    large: false,
    unavailable: false,
    member_count: Object.keys(guild.members).length,
    members: members.map((m) => wireMember(world, m)),
    channels: channels.filter((c) => c.thread === null).map(wireChannel),
    threads: channels
      .filter((c) => c.thread !== null && !c.thread.isArchived)
      .map((c) => wireThread(world, c)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
