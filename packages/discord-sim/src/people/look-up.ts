import { canSee, permissionsIn } from "../access.ts";
import type { Core } from "../core.ts";
import { has } from "../permissions.ts";
import { holdsText } from "../wire/channel.ts";
import type { Channel, Guild, Member, Message } from "../world.ts";
import { cannot } from "./cannot.ts";
import { visibleMessages } from "./seen.ts";

export type In = { in?: string };
export type OnMessage = In & { message?: string };

/** The person who acts: who they are and in which server they are looking. */
export type Self = { core: Core; userId: string; guild: Guild; member: Member };

/** A channel or thread by `#name`, `name` or id, or `@bot` for a direct message. Only what this person sees. */
export function channelNamed(self: Self, name: string | undefined): Channel {
  const { core, userId, guild } = self;
  const visible = Object.values(core.world.channels).filter(
    (c) => (c.guildId === guild.id || c.guildId === null) && canSee(core, c, userId),
  );
  if (name === undefined) {
    const first = visible
      .filter((c) => c.guildId === guild.id && holdsText(c))
      .toSorted((a, b) => a.position - b.position)[0];
    return first ?? cannot("unknown-channel", "You see no channel here to do that in.");
  }
  const plain = name.replace(/^#/, "").toLowerCase();
  const found =
    visible.find((c) => c.id === name) ??
    visible.find((c) => c.guildId === guild.id && c.name.toLowerCase() === plain) ??
    visible.find(
      (c) => c.guildId === null && name.startsWith("@") && dmWith(core, c, userId) === name.slice(1),
    );
  return found ?? cannot("unknown-channel", `You see no channel called ${name}.`);
}

function dmWith(core: Core, channel: Channel, userId: string): string | undefined {
  const other = channel.recipients.find((id) => id !== userId);
  return core.world.users[other ?? ""]?.name;
}

/** A member by name, nickname, `@name`, mention or id. */
export function memberNamed(self: Self, name: string): Member {
  const { core, guild } = self;
  const plain = name.replace(/^<@!?(\d+)>$/, "$1").replace(/^@/, "");
  const found = Object.values(guild.members).find(
    (m) => m.userId === plain || m.nick === plain || core.world.users[m.userId]?.name === plain,
  );
  return found ?? cannot("unknown-person", `Nobody here is called ${name}.`);
}

export function roleNamed(self: Self, name: string): string {
  const plain = name.replace(/^<@&(\d+)>$/, "$1").replace(/^@/, "");
  const found = Object.values(self.guild.roles).find((r) => r.id === plain || r.name === plain);
  return found?.id ?? cannot("bad-value", `This server has no role called ${name}.`);
}

/** A message this person can see, by id. */
export function messageById(self: Self, id: string): { message: Message; channel: Channel } {
  const { core, userId } = self;
  for (const channel of Object.values(core.world.channels)) {
    if (!canSee(core, channel, userId)) continue;
    const message = visibleMessages(core, channel, userId).find((m) => m.id === id);
    if (message !== undefined) return { message, channel };
  }
  return cannot("unknown-message", `You see no message with the id ${id}.`);
}

export function needIn(
  self: Self,
  channel: Channel,
  what: "SEND_MESSAGES" | "USE_APPLICATION_COMMANDS",
): void {
  const needed = what === "SEND_MESSAGES" && channel.thread !== null ? "SEND_MESSAGES_IN_THREADS" : what;
  if (!has(permissionsIn(self.core, channel, self.userId), needed))
    cannot("not-permitted", `You may not do that in #${channel.name}.`);
}
