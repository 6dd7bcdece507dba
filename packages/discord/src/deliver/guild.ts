import {
  ChannelType,
  Routes,
  type RESTGetAPIGuildChannelsResult,
  type RESTGetAPIGuildRolesResult,
} from "discord-api-types/v10";
import type { Policy } from "@muster/policy";
import type { Client } from "discord.js";

export type KnownChannel = {
  id: string;
  name: string;
  type: ChannelType;
  parentId: string | null;
  topic: string | null;
};
export type KnownRole = { id: string; name: string };
export type GuildView = { channels: KnownChannel[]; roles: KnownRole[] };

/** Replicas without the gateway have no view that follows; what they asked for counts this long. */
const askedKeptMs = 30_000;

export type LookAtGuild = (guildId: string, options?: { fresh?: boolean }) => Promise<GuildView>;

/**
 * The channels and roles of a guild. From what the gateway keeps up to date, which costs no call; without a gateway, or when it must
 * be `fresh`, Discord is asked.
 */
export function guildLookup(client: Client, gateway: () => Client | null = () => client): LookAtGuild {
  const asked = new Map<string, { at: number; view: Promise<GuildView> }>();
  return async (guildId, { fresh = false } = {}) => {
    const kept = fresh ? null : fromGateway(gateway(), guildId);
    if (kept !== null) return kept;
    const known = asked.get(guildId);
    if (!fresh && known !== undefined && performance.now() - known.at < askedKeptMs) return known.view;
    const view = ask(client, guildId);
    asked.set(guildId, { at: performance.now(), view });
    // A failed question is not an answer to keep.
    view.catch(() => asked.delete(guildId));
    return view;
  };
}

function fromGateway(client: Client | null, guildId: string): GuildView | null {
  const guild = client?.isReady() === true ? client.guilds.cache.get(guildId) : undefined;
  if (guild === undefined || !guild.available) return null;
  const channels = [...guild.channels.cache.values()].flatMap((channel): KnownChannel[] =>
    channel.isThread()
      ? []
      : [
          {
            id: channel.id,
            name: channel.name,
            type: channel.type,
            parentId: channel.parentId,
            topic: "topic" in channel ? channel.topic : null,
          },
        ],
  );
  return { channels, roles: [...guild.roles.cache.values()].map(({ id, name }) => ({ id, name })) };
}

async function ask(client: Client, guildId: string): Promise<GuildView> {
  const [channels, roles] = await Promise.all([
    client.rest.get(Routes.guildChannels(guildId)) as Promise<RESTGetAPIGuildChannelsResult>,
    client.rest.get(Routes.guildRoles(guildId)) as Promise<RESTGetAPIGuildRolesResult>,
  ]);
  return {
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.name ?? "",
      type: channel.type,
      parentId: "parent_id" in channel ? (channel.parent_id ?? null) : null,
      topic: "topic" in channel && typeof channel.topic === "string" ? channel.topic : null,
    })),
    roles: roles.map(({ id, name }) => ({ id, name })),
  };
}

/** By id or by name, as the policy may give either. Names are compared without case. */
export function named<Thing extends { id: string; name: string }>(
  things: Thing[],
  wanted: string,
): Thing | null {
  const plain = wanted.replace(/^[#@]/, "").toLowerCase();
  return (
    things.find(({ id }) => id === wanted) ?? things.find(({ name }) => name.toLowerCase() === plain) ?? null
  );
}

/** The Discord roles of the policy's groups, by the groups' ids; groups whose role does not exist here are left out. */
export function groupRolesIn(
  roles: { id: string; name: string }[],
  { groups }: Pick<Policy, "groups">,
): Record<string, string> {
  const found = Object.entries(groups).flatMap(([group, { discordRole }]): [string, string][] => {
    const role = discordRole === null ? null : named(roles, discordRole);
    return role === null ? [] : [[group, role.id]];
  });
  return Object.fromEntries(found);
}

export function textChannel(view: GuildView, wanted: string): KnownChannel | null {
  const types: readonly ChannelType[] = [ChannelType.GuildText, ChannelType.GuildAnnouncement];
  return named(
    view.channels.filter(({ type }) => types.includes(type)),
    wanted,
  );
}
