import { limits } from "../limits.ts";
import { channelPermissions, has } from "../permissions.ts";
import { badField } from "../refusal.ts";
import type { Channel, Guild, Pinged, World } from "../world.ts";

export type AllowedMentions = {
  parse?: string[] | null;
  users?: string[] | null;
  roles?: string[] | null;
  replied_user?: boolean | null;
} | null;

export type Mentions = {
  users: string[];
  roles: string[];
  everyone: boolean;
  pinged: Pinged;
};

type Asked = {
  text: string;
  channel: Channel;
  authorId: string;
  allowed: AllowedMentions | undefined;
  repliedTo: string | null;
  isSilent: boolean;
};

/**
 * Who a text mentions and who it really pings. A name in the text is not yet a ping: allowed_mentions
 * must let it through, a role must be mentionable or the author hold MENTION_EVERYONE, and the person
 * must be able to see the channel.
 * https://discord.com/developers/docs/resources/message#allowed-mentions-object
 */
export function readMentions(world: World, asked: Asked): Mentions {
  const { text, channel, allowed } = asked;
  const guild = world.guilds[channel.guildId ?? ""];
  const may = permissionsOf(world, asked, guild);
  const named = ids(text, /<@!?(\d+)>/g).filter((id) => world.users[id] !== undefined);
  const users = named.filter((id) => passes(allowed, "users", id));
  if (asked.repliedTo !== null && repliedIsPinged(allowed)) users.push(asked.repliedTo);
  const roles = ids(text, /<@&(\d+)>/g)
    .filter((id) => guild?.roles[id] !== undefined && id !== guild.id)
    .filter((id) => passes(allowed, "roles", id));
  const callsEveryone = /@(everyone|here)\b/.test(text) && passes(allowed, "everyone", "");
  const everyone = callsEveryone && may.everyone && guild !== undefined;

  const rung = roles.filter((id) => guild?.roles[id]?.mentionable === true || may.everyone);
  const pinged = { users: [...new Set(users)], roles: [...new Set(rung)], everyone, reached: [] };
  return {
    users: pinged.users,
    roles: [...new Set(roles)],
    everyone,
    pinged: asked.isSilent
      ? nobody()
      : { ...pinged, reached: reached(world, channel, guild, pinged, asked.authorId) },
  };
}

export const nobody = (): Pinged => ({ users: [], roles: [], everyone: false, reached: [] });

export function checkAllowedMentions(allowed: AllowedMentions | undefined): void {
  if (!allowed) return;
  for (const kind of ["users", "roles"] as const) {
    const list = allowed[kind] ?? [];
    if (list.length > limits.allowedMentionsMax)
      badField(`allowed_mentions.${kind}`, "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.");
    if (list.length > 0 && (allowed.parse ?? []).includes(kind))
      badField(
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
  }
}

function permissionsOf(world: World, asked: Asked, guild: Guild | undefined): { everyone: boolean } {
  const member = guild?.members[asked.authorId];
  if (member === undefined) return { everyone: false };
  return { everyone: has(channelPermissions(world, asked.channel, member), "MENTION_EVERYONE") };
}

/** Without allowed_mentions everything is parsed; with it, only what it names. */
function passes(
  allowed: AllowedMentions | undefined,
  kind: "users" | "roles" | "everyone",
  id: string,
): boolean {
  if (!allowed) return true;
  if ((allowed.parse ?? []).includes(kind)) return true;
  return kind !== "everyone" && (allowed[kind] ?? []).includes(id);
}

const repliedIsPinged = (allowed: AllowedMentions | undefined): boolean =>
  !allowed || allowed.replied_user === true;

const ids = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((m) => m[1]!)),
];

function reached(
  world: World,
  channel: Channel,
  guild: Guild | undefined,
  pinged: Pinged,
  authorId: string,
): string[] {
  if (guild === undefined) return pinged.users.filter((id) => id !== authorId);
  return Object.values(guild.members)
    .filter(
      (m) =>
        pinged.everyone ||
        pinged.users.includes(m.userId) ||
        m.roles.some((role) => pinged.roles.includes(role)),
    )
    .filter((m) => has(channelPermissions(world, channel, m), "VIEW_CHANNEL"))
    .map((m) => m.userId)
    .filter((id) => id !== authorId && world.users[id]?.isBot !== true);
}
