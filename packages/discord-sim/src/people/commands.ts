import { permissionsIn } from "../access.ts";
import { has } from "../permissions.ts";
import type { App, Channel, Command, CommandOption } from "../world.ts";
import { cannot } from "./cannot.ts";
import type { Self } from "./look-up.ts";
import type { SentOption } from "./options.ts";

export type FoundCommand = { app: App; command: Command };

/** The commands this person's client offers in this channel. A guild command hides a global one of its name. */
export function offeredCommands(self: Self, channel: Channel, type: number): FoundCommand[] {
  const all = Object.values(self.core.world.apps)
    .filter((app) => channel.guildId === null || self.guild.members[app.botId] !== undefined)
    .flatMap((app) => app.commands.map((command) => ({ app, command })));
  const here = all.filter(({ command }) => command.type === type && isFor(command, channel, self.guild.id));
  return here.filter(
    ({ app, command }) =>
      command.guildId !== null ||
      !here.some((o) => o.app === app && o.command.guildId !== null && o.command.name === command.name),
  );
}

function isFor(command: Command, channel: Channel, guildId: string): boolean {
  if (command.guildId !== null) return command.guildId === guildId && channel.guildId === guildId;
  const context = channel.guildId === null ? 1 : 0;
  return command.contexts?.includes(context) ?? true;
}

export function findCommand(self: Self, channel: Channel, type: number, name: string): FoundCommand {
  const offered = offeredCommands(self, channel, type);
  const found = offered.find(({ command }) => command.name === name);
  if (found === undefined) {
    const names = offered.map(({ command }) => command.name).join(", ");
    return cannot("unknown-command", `There is no command “${name}” here. There is: ${names || "none"}.`);
  }
  if (!mayUse(self, channel, found.command))
    cannot("not-permitted", `You may not use the command “${name}” in this server.`);
  return found;
}

/** https://discord.com/developers/docs/interactions/application-commands#permissions */
export function mayUse(self: Self, channel: Channel, command: Command): boolean {
  if (channel.guildId === null) return true;
  const held = permissionsIn(self.core, channel, self.userId);
  if (has(held, "ADMINISTRATOR")) return true;
  if (!has(held, "USE_APPLICATION_COMMANDS")) return false;
  if (command.defaultPermissions === null) return true;
  const needed = BigInt(command.defaultPermissions);
  return needed !== 0n && (held & needed) === needed;
}

/** Where a path like `incident declare` ends: the options to fill in, and how to wrap what was filled in. */
export function descend(
  command: Command,
  path: readonly string[],
): { options: readonly CommandOption[]; wrap: (inner: SentOption[]) => SentOption[] } {
  let options: readonly CommandOption[] = command.options;
  const steps: CommandOption[] = [];
  for (const name of path) {
    const next = options.find((o) => o.name === name && o.type <= 2);
    if (next === undefined) {
      const names = options.filter((o) => o.type <= 2).map((o) => o.name);
      return cannot(
        "unknown-command",
        `/${command.name} has no “${name}”. It has: ${names.join(", ") || "no subcommands"}.`,
      );
    }
    steps.push(next);
    options = next.options ?? [];
  }
  if (options.some((o) => o.type <= 2)) {
    const names = options.map((o) => o.name).join(", ");
    cannot("unknown-command", `/${[command.name, ...path].join(" ")} needs one of: ${names}.`);
  }
  const wrap = (inner: SentOption[]): SentOption[] =>
    steps.reduceRight(
      (below, step): SentOption[] => [{ name: step.name, type: step.type, options: below }],
      inner,
    );
  return { options, wrap };
}
