import { permissionsIn } from "../access.ts";
import type { Core } from "../core.ts";
import { guildPermissions } from "../permissions.ts";
import { wireAnyChannel } from "../wire/channel.ts";
import { wireRole } from "../wire/guild.ts";
import { wireAttachment, wireMessage } from "../wire/message.ts";
import { userOf, wireMemberOnly, wireUser } from "../wire/user.ts";
import type { StoredFile } from "../world.ts";
import type { Self } from "./look-up.ts";

/** Ids an interaction refers to; their objects travel along as `resolved`. */
export type Mentioned = {
  users: string[];
  roles: string[];
  channels: string[];
  files: Record<string, unknown>[];
  messages?: { id: string; channelId: string }[];
};

export const nothingMentioned = (): Mentioned => ({ users: [], roles: [], channels: [], files: [] });

export function resolvedOf(self: Self, mentioned: Mentioned): Record<string, unknown> | null {
  const { core, guild, userId } = self;
  const { world } = core;
  const members = mentioned.users.filter((id) => guild.members[id] !== undefined);
  const parts = {
    users: byId(mentioned.users, (id) => wireUser(userOf(world, id))),
    members: byId(members, (id) => {
      const member = guild.members[id]!; // filtered above
      const { deaf: _deaf, mute: _mute, ...rest } = wireMemberOnly(member);
      return { ...rest, permissions: String(guildPermissions(guild, member)) };
    }),
    roles: byId(mentioned.roles, (id) => wireRole(guild.roles[id]!)),
    channels: byId(mentioned.channels, (id) => {
      const channel = world.channels[id]!; // was looked up by name just now
      return {
        ...wireAnyChannel(world, channel, userId),
        permissions: String(permissionsIn(core, channel, userId)),
      };
    }),
    attachments: Object.fromEntries(mentioned.files.map((file) => [String(file["id"]), file])),
    messages: Object.fromEntries(
      (mentioned.messages ?? []).map(({ id, channelId }) => [id, targetMessage(core, channelId, id)]),
    ),
  };
  const filled = Object.entries(parts).filter(([, objects]) => Object.keys(objects).length > 0);
  return filled.length === 0 ? null : Object.fromEntries(filled);
}

function byId(
  ids: readonly string[],
  show: (id: string) => Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(ids.map((id) => [id, show(id)]));
}

/** The target of a message command comes with its words, whatever intents the bot has. */
function targetMessage(core: Core, channelId: string, id: string): Record<string, unknown> {
  const message = (core.world.messages[channelId] ?? []).find((m) => m.id === id)!; // the caller found it
  return wireMessage(core.world, message, {
    userId: message.authorId,
    readsContent: true,
    baseUrl: core.baseUrl(),
  });
}

/** A file a person uploaded with a command or a modal. It hangs on no channel, so its address says 0. */
export function wireFile(core: Core, file: StoredFile): Record<string, unknown> {
  const attachment = { ...file, description: null, title: null };
  return { ...wireAttachment({ channelId: "0", flags: 0 }, attachment, core.baseUrl()), ephemeral: true };
}
