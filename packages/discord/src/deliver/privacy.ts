import {
  PermissionFlagsBits as bits,
  Routes,
  type APIOverwrite,
  type APIRole,
  type RESTGetAPIChannelMessagesResult,
  type RESTGetAPIGuildChannelsResult,
  type RESTGetAPIGuildRolesResult,
} from "discord-api-types/v10";
import type { Client } from "discord.js";

/** A room that only those named may see, by its channel, and what would give the incident away elsewhere. */
export type PrivateRoom = {
  ref: string;
  channelId: string | null;
  roleIds: readonly string[];
  marks: readonly string[];
};

/** Something that somebody can see who was not to. */
export type Leak = { what: string; fix: string };

const recentMax = 100;

/**
 * Looks at a server as somebody with each single role would see it: which rooms they can open, and what the latest messages of a channel
 * tell. Roles with Administrator see everything by Discord's own rule, and are told apart.
 */
export async function lookForLeaks(
  client: Client,
  {
    guildId,
    rooms,
    channels,
  }: { guildId: string; rooms: readonly PrivateRoom[]; channels: readonly string[] },
): Promise<{ leaks: Leak[]; seeAll: string[] }> {
  const [roles, all] = await Promise.all([
    client.rest.get(Routes.guildRoles(guildId)) as Promise<RESTGetAPIGuildRolesResult>,
    client.rest.get(Routes.guildChannels(guildId)) as Promise<RESTGetAPIGuildChannelsResult>,
  ]);
  const everyone = roles.find(({ id }) => id === guildId);
  const people = roles.filter(({ tags }) => tags?.bot_id === undefined);
  const seeAll = people.filter(({ permissions }) => has(permissions, bits.Administrator));
  const leaks: Leak[] = [];
  for (const room of rooms) {
    const channel = all.find(({ id }) => id === room.channelId);
    const overwrites =
      channel !== undefined && "permission_overwrites" in channel
        ? (channel.permission_overwrites ?? [])
        : null;
    if (overwrites === null) continue;
    const seeing = people.filter(
      (role) =>
        !seeAll.includes(role) && !room.roleIds.includes(role.id) && canSee(role, everyone, overwrites),
    );
    for (const { name } of seeing) {
      leaks.push({
        what: `${room.ref}: everybody with the role “${name}” can see its room.`,
        fix: "Take the role's View Channel out of that channel's permissions.",
      });
    }
    // A category or a thread beside it may carry its name.
    for (const other of all.filter(({ id }) => id !== room.channelId)) {
      const text = `${other.name ?? ""} ${"topic" in other && typeof other.topic === "string" ? other.topic : ""}`;
      if (room.marks.some((mark) => text.includes(mark)))
        leaks.push({
          what: `${room.ref}: the channel #${other.name ?? ""} names it.`,
          fix: "Rename that channel, or clear its topic.",
        });
    }
  }
  for (const name of channels) {
    const channel = all.find((one) => one.name === name.replace(/^#/, ""));
    if (channel !== undefined) leaks.push(...(await inMessages(client, channel.id, name, rooms)));
  }
  return { leaks, seeAll: seeAll.map(({ name }) => name) };
}

async function inMessages(
  client: Client,
  channelId: string,
  name: string,
  rooms: readonly PrivateRoom[],
): Promise<Leak[]> {
  const query = new URLSearchParams({ limit: String(recentMax) });
  const recent = (await client.rest.get(Routes.channelMessages(channelId), {
    query,
  })) as RESTGetAPIChannelMessagesResult;
  const text = JSON.stringify(recent.map(({ content, components, embeds }) => [content, components, embeds]));
  return rooms
    .filter(({ marks }) => marks.some((mark) => text.includes(JSON.stringify(mark).slice(1, -1))))
    .map(({ ref }) => ({
      what: `${ref}: a message in #${name.replace(/^#/, "")} tells of it.`,
      fix: "Delete that message.",
    }));
}

/** What Discord works out for somebody with just this role. https://discord.com/developers/docs/topics/permissions#permission-overwrites */
function canSee(role: APIRole, everyone: APIRole | undefined, overwrites: readonly APIOverwrite[]): boolean {
  let allowed = BigInt(role.permissions) | BigInt(everyone?.permissions ?? "0");
  for (const id of new Set([everyone?.id, role.id])) {
    const found = overwrites.find((overwrite) => overwrite.id === id);
    if (found !== undefined) allowed = (allowed & ~BigInt(found.deny)) | BigInt(found.allow);
  }
  return (allowed & bits.ViewChannel) !== 0n;
}

const has = (permissions: string, bit: bigint): boolean => (BigInt(permissions) & bit) !== 0n;
