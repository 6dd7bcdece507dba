import type { App, Guild, Member, User, World } from "../world.ts";

export function wireUser(user: User): Record<string, unknown> {
  return {
    id: user.id,
    username: user.name,
    discriminator: user.isBot ? "0001" : "0",
    global_name: user.isBot ? null : user.name,
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    public_flags: 0,
    flags: 0,
    ...(user.isBot ? { bot: true } : {}),
  };
}

/** A user nobody knows any more; Discord shows them as "Deleted User". */
export const userOf = (world: World, id: string): User =>
  world.users[id] ?? { id, name: "Deleted User", isBot: false };

export function wireSelf(user: User): Record<string, unknown> {
  return { ...wireUser(user), mfa_enabled: true, locale: "en-US", verified: true, email: null };
}

/** A member without the user, as messages and interactions carry it beside one. */
export function wireMemberOnly(member: Member): Record<string, unknown> {
  return {
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    collectibles: null,
    communication_disabled_until: member.timedOutUntil,
    flags: 0,
    joined_at: member.joinedAt,
    nick: member.nick,
    pending: false,
    premium_since: null,
    roles: member.roles,
    mute: false,
    deaf: false,
  };
}

export function wireMember(world: World, member: Member): Record<string, unknown> {
  return { ...wireMemberOnly(member), user: wireUser(userOf(world, member.userId)) };
}

const gatewayMessageContent = 1 << 18;
const gatewayMembers = 1 << 14;
const gatewayPresence = 1 << 12;

export function applicationFlags(app: App): number {
  return (
    (app.privileged.includes("MESSAGE_CONTENT") ? gatewayMessageContent : 0) |
    (app.privileged.includes("GUILD_MEMBERS") ? gatewayMembers : 0) |
    (app.privileged.includes("GUILD_PRESENCES") ? gatewayPresence : 0)
  );
}

export function wireApplication(world: World, app: App, guilds: readonly Guild[]): Record<string, unknown> {
  return {
    id: app.id,
    name: app.name,
    icon: null,
    description: "",
    type: null,
    flags: applicationFlags(app),
    flags_new: String(applicationFlags(app)),
    bot: wireUser(userOf(world, app.botId)),
    bot_public: false,
    bot_require_code_grant: false,
    integration_types_config: { "0": {} },
    verify_key: app.id.padStart(64, "0"),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: wireUser(userOf(world, app.ownerId)),
    approximate_guild_count: guilds.length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}
