import { ChannelType, type APIInteraction } from "discord-api-types/v10";
import type { Person } from "@muster/incident";

/** Who did something in Discord, and where. Everything here comes from Discord itself, signed into its gateway or not at all. */
export type From = {
  interactionId: string;
  token: string;
  applicationId: string;
  guildId: string | null;
  channelId: string | null;
  /** The channel that a thread hangs on: an incident's threads are its room too. */
  parentChannelId: string | null;
  person: Person;
  /** Theirs alone in all of Discord, where names can be anybody's. */
  username: string;
  roleIds: string[];
  /** Roles of the members whom the options name, by the members' ids. */
  named: Record<string, readonly string[]>;
};

export function readFrom(interaction: APIInteraction): From {
  const { id, token, application_id: applicationId, member, channel } = interaction;
  const user = member?.user ?? interaction.user;
  if (user === undefined) throw new Error("An interaction without a person.");
  const isThread =
    channel?.type === ChannelType.PublicThread ||
    channel?.type === ChannelType.PrivateThread ||
    channel?.type === ChannelType.AnnouncementThread;
  return {
    interactionId: id,
    token,
    applicationId,
    guildId: interaction.guild_id ?? null,
    channelId: channel?.id ?? null,
    parentChannelId: isThread && "parent_id" in channel ? (channel.parent_id ?? null) : null,
    person: { name: member?.nick ?? user.global_name ?? user.username, discord: user.id, github: null },
    username: user.username,
    roleIds: member?.roles ?? [],
    named: namedMembers(interaction),
  };
}

function namedMembers(interaction: APIInteraction): From["named"] {
  const { data } = interaction;
  const resolved: object = data !== undefined && "resolved" in data ? (data.resolved ?? {}) : {};
  const members: Record<string, { roles?: string[] }> =
    "members" in resolved && typeof resolved.members === "object" ? { ...resolved.members } : {};
  return Object.fromEntries(Object.entries(members).map(([id, { roles = [] }]) => [id, roles]));
}
