/** https://discord.com/developers/docs/events/gateway#gateway-intents */
export const intents = {
  GUILDS: 1 << 0,
  GUILD_MEMBERS: 1 << 1,
  GUILD_MODERATION: 1 << 2,
  GUILD_PRESENCES: 1 << 8,
  GUILD_MESSAGES: 1 << 9,
  GUILD_MESSAGE_REACTIONS: 1 << 10,
  GUILD_MESSAGE_TYPING: 1 << 11,
  DIRECT_MESSAGES: 1 << 12,
  DIRECT_MESSAGE_REACTIONS: 1 << 13,
  DIRECT_MESSAGE_TYPING: 1 << 14,
  MESSAGE_CONTENT: 1 << 15,
  GUILD_SCHEDULED_EVENTS: 1 << 16,
} as const;

export const everyIntent = 0b11_0011_0001_1111_1111_1111_1111;

export const privilegedIntents = {
  GUILD_MEMBERS: intents.GUILD_MEMBERS,
  GUILD_PRESENCES: intents.GUILD_PRESENCES,
  MESSAGE_CONTENT: intents.MESSAGE_CONTENT,
} as const;
