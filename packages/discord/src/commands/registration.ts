import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType as CommandType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { Policy } from "@muster/policy";
import { label } from "../views/neutralise.ts";
import { commands, messageMenus } from "./all.ts";
import { choicesMax, levelChoices, roleChoices, type Choice } from "./choices.ts";
import { groups, type CommandDefinition, type OptionDefinition } from "./definition.ts";
import { groupWords } from "./group-words.ts";

/** Discord counts all names, descriptions and values of one command together, up to 8,000. Choices get what the rest leaves. */
const choiceTextMax = 780;
/** Discord's own bound on a text option. */
const optionTextMax = 4_000;

/** The commands as Discord is to know them in one guild: severities and roles are that workspace's own. */
export function registration(policy: Policy): RESTPostAPIApplicationCommandsJSONBody[] {
  const offered = groups.filter((group) => commands.some((command) => command.group === group));
  const chatCommands = offered.map((group) => ({
    type: CommandType.ChatInput as const,
    name: group,
    description: groupWords[group],
    options: commands
      .filter((command) => command.group === group)
      .map((command) => subCommand(command, policy)),
  }));
  const menus = messageMenus.map((name) => ({ type: CommandType.Message as const, name }));
  return [...chatCommands, ...menus];
}

function subCommand(command: CommandDefinition, policy: Policy): APIApplicationCommandSubcommandOption {
  const options = command.options.map((option) => commandOption(option, policy));
  if (command.isAboutIncident) {
    options.push({
      type: OptionType.String,
      name: "incident",
      description: "Which one, for example INC-1. Left out: the one of this channel",
      required: false,
      autocomplete: true,
    });
  }
  return { type: OptionType.Subcommand, name: command.name, description: command.description, options };
}

/**
 * Nothing is required towards Discord: a command that was given nothing asks for all of it in a modal, and one that was
 * given a part says what is missing.
 */
function commandOption(option: OptionDefinition, policy: Policy): APIApplicationCommandBasicOption {
  const base = { name: option.name, description: option.description, required: false };
  switch (option.kind) {
    case "level":
      return { ...base, type: OptionType.String, choices: named(levelChoices(policy)) };
    case "role": {
      const choices = roleChoices(policy);
      return { ...base, type: OptionType.String, ...(choices === null ? {} : { choices: named(choices) }) };
    }
    case "person":
      return { ...base, type: OptionType.User };
    case "number":
      return { ...base, type: OptionType.Integer, min_value: 1 };
    case "choice": {
      const choices = option.choices?.(policy) ?? [];
      const fits = choices.length > 0 && choices.length <= choicesMax;
      return {
        ...base,
        type: OptionType.String,
        ...(fits ? { choices: named(choices) } : { autocomplete: true }),
      };
    }
    case "choices":
      return { ...base, type: OptionType.String, max_length: optionTextMax };
    case "incident":
    case "action":
    case "pick":
      return { ...base, type: OptionType.String, autocomplete: true };
    case "line":
    case "paragraph":
      return {
        ...base,
        type: OptionType.String,
        max_length: Math.min(option.max ?? optionTextMax, optionTextMax),
      };
  }
}

function named(choices: Choice[]): { name: string; value: string }[] {
  const each = Math.min(100, Math.floor(choiceTextMax / choices.length));
  return choices.slice(0, choicesMax).map((choice) => ({
    name: label(
      (choice.description ?? "") === "" ? choice.label : `${choice.label}: ${choice.description}`,
      each,
    ),
    value: choice.value,
  }));
}
