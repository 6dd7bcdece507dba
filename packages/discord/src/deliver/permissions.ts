import {
  PermissionFlagsBits,
  Routes,
  type RESTGetAPIGuildMemberResult,
  type RESTGetAPIGuildRolesResult,
} from "discord-api-types/v10";
import type { Client } from "discord.js";
import { ourId } from "./send.ts";

/** A right in the words of Discord's own settings, and what stays undone without it. */
export type NeededPermission = { name: string; without: string };

/** What Muster asks for when it is invited; README.md lists the same. */
const needed = [
  ["ViewChannel", "View Channels", "I see no channel"],
  ["SendMessages", "Send Messages", "I cannot say anything"],
  ["ReadMessageHistory", "Read Message History", "I cannot find what I said before"],
  ["ManageChannels", "Manage Channels", "no incident channel can be opened"],
  ["ManageRoles", "Manage Roles", "nobody can be let into an incident's channel"],
  ["PinMessages", "Pin Messages", "the status card is not pinned"],
  ["CreatePublicThreads", "Create Public Threads", "public notices get no thread"],
  ["SendMessagesInThreads", "Send Messages in Threads", "nothing can be said under a public notice"],
  ["ManageThreads", "Manage Threads", "the thread of a notice cannot be closed"],
  ["EmbedLinks", "Embed Links", "links stay bare"],
  ["AttachFiles", "Attach Files", "long texts cannot be sent as files"],
  ["MentionEveryone", "Mention Everyone", "roles whose mention is not open to all cannot be rung"],
  ["CreateEvents", "Create Events", "review meetings do not stand in the server's events"],
] as const satisfies [keyof typeof PermissionFlagsBits, string, string][];

/** The rights that Muster needs and lacks in a server, whatever single channels say besides. */
export async function missingPermissions(client: Client, guildId: string): Promise<NeededPermission[]> {
  const [roles, member] = await Promise.all([
    client.rest.get(Routes.guildRoles(guildId)) as Promise<RESTGetAPIGuildRolesResult>,
    client.rest.get(Routes.guildMember(guildId, ourId(client))) as Promise<RESTGetAPIGuildMemberResult>,
  ]);
  // The role that everybody has carries the server's own id.
  const own = roles.filter(({ id }) => id === guildId || member.roles.includes(id));
  const has = own.reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if ((has & PermissionFlagsBits.Administrator) !== 0n) return [];
  return needed
    .filter(([flag]) => (has & PermissionFlagsBits[flag]) === 0n)
    .map(([, name, without]) => ({ name, without }));
}
