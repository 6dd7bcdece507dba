import type { DiscordSim } from "@muster/discord-sim";

export type OfferedCommand = {
  /** `/incident declare`, or the name of a message's context menu command. */
  path: string;
  kind: "slash" | "message";
  description: string;
  options: {
    name: string;
    description: string;
    kind: "text" | "number" | "yes-no" | "person" | "channel" | "role" | "file";
    required: boolean;
    autocomplete: boolean;
    choices: { name: string; value: string | number }[];
  }[];
};

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type */
const optionKinds: Record<number, OfferedCommand["options"][number]["kind"]> = {
  3: "text",
  4: "number",
  5: "yes-no",
  6: "person",
  7: "channel",
  8: "role",
  10: "number",
  11: "file",
};
const subcommandMax = 2;
const messageCommand = 3;

type World = ReturnType<DiscordSim["world"]>;
type Command = World["apps"][string]["commands"][number];
type Option = Command["options"][number];

/** The commands that somebody's client offers in a channel, each with what can be filled in. */
export function offeredTo(
  discord: DiscordSim,
  guild: string,
  name: string,
  channel: string,
): OfferedCommand[] {
  const offered = new Set(discord.person(name, guild).commands({ in: channel }));
  const guildId = discord.guild(guild).id;
  const here = Object.values(discord.world().apps)
    .flatMap(({ commands }) => commands)
    .filter((command) => command.guildId === null || command.guildId === guildId);
  return here.flatMap((command): OfferedCommand[] => {
    if (command.type === messageCommand) {
      return [{ path: command.name, kind: "message", description: "", options: [] }];
    }
    return leaves(`/${command.name}`, command.description, command.options).filter(({ path }) =>
      offered.has(path.slice(1)),
    );
  });
}

function leaves(path: string, description: string, options: readonly Option[]): OfferedCommand[] {
  const below = options.filter(({ type }) => type <= subcommandMax);
  if (below.length > 0) {
    return below.flatMap((option) =>
      leaves(`${path} ${option.name}`, option.description, option.options ?? []),
    );
  }
  return [{ path, kind: "slash", description, options: options.map(shown) }];
}

function shown(option: Option): OfferedCommand["options"][number] {
  return {
    name: option.name,
    description: option.description,
    kind: optionKinds[option.type] ?? "text",
    required: option.required === true,
    autocomplete: option.autocomplete === true,
    choices: option.choices ?? [],
  };
}
