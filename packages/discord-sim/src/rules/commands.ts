import { limits } from "../limits.ts";
import { badField } from "../refusal.ts";
import type { CommandOption } from "../world.ts";

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming */
const namePattern = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;

const subcommand = 1;
const group = 2;

export type CommandShape = {
  type: number;
  name: string;
  description: string;
  options: readonly CommandOption[];
};

/** The documented rules for a command that its schema leaves out. `path` prefixes the fields in a bulk overwrite. */
export function checkCommand(command: CommandShape, path = ""): void {
  if (command.type !== 1) {
    if (command.description !== "")
      badField(
        `${path}description`,
        "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION",
        "Context menu commands cannot have description",
      );
    if (command.options.length > 0)
      badField(
        `${path}options`,
        "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS",
        "Context menu commands cannot have options",
      );
    return;
  }
  checkName(command.name, `${path}name`);
  checkDescription(command.description, `${path}description`);
  checkOptions(command.options, `${path}options`, 0);
  const length = textLength(command);
  if (length > limits.commandTextMax)
    badField(
      path === "" ? "name" : path.slice(0, -1),
      "APPLICATION_COMMAND_TOO_LARGE",
      "Command exceeds maximum size (8000)",
    );
}

export function checkCommandCount(commands: readonly { type: number; name: string }[]): void {
  for (const [type, max] of [
    [1, limits.chatCommandsMax],
    [2, limits.menuCommandsMax],
    [3, limits.menuCommandsMax],
  ] as const) {
    const names = commands.filter((c) => c.type === type).map((c) => c.name);
    if (names.length > max)
      badField("", "APPLICATION_COMMANDS_MAX", `Maximum number of application commands reached (${max})`);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined)
      badField(
        "",
        "APPLICATION_COMMANDS_DUPLICATE_NAME",
        `Application command names must be unique: ${twice}`,
      );
  }
}

function checkName(name: string, path: string): void {
  if (!namePattern.test(name) || name !== name.toLowerCase())
    badField(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
}

function checkDescription(description: string, path: string): void {
  if (description.length < 1 || description.length > 100)
    badField(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
}

function checkOptions(options: readonly CommandOption[], path: string, depth: number): void {
  if (options.length > 25) badField(path, "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 25 in length.");
  const names = options.map((o) => o.name);
  if (new Set(names).size !== names.length)
    badField(path, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option names must be unique");
  const nested = options.filter((o) => o.type === subcommand || o.type === group);
  if (nested.length > 0 && nested.length < options.length)
    badField(
      path,
      "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
      "Sub-command and sub-command group option types are mutually exclusive to all other types",
    );
  const firstOptional = options.findIndex((o) => nested.length === 0 && o.required !== true);
  options.forEach((option, i) => {
    const here = `${path}.${i}`;
    checkName(option.name, `${here}.name`);
    checkDescription(option.description, `${here}.description`);
    if (firstOptional !== -1 && i > firstOptional && option.required === true)
      badField(
        path,
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "Required options must be placed before non-required options",
      );
    if (option.autocomplete === true && (option.choices ?? []).length > 0)
      badField(
        `${here}.choices`,
        "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES",
        "autocomplete and choices are mutually exclusive",
      );
    if (option.type === group && depth > 0)
      badField(`${here}.type`, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Groups do not nest");
    checkChoices(option, here);
    checkOptions(option.options ?? [], `${here}.options`, depth + 1);
  });
}

function checkChoices(option: CommandOption, path: string): void {
  const names = (option.choices ?? []).map((c) => c.name);
  if (names.length > limits.choicesMax)
    badField(`${path}.choices`, "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 25 in length.");
  if (new Set(names).size !== names.length)
    badField(
      `${path}.choices`,
      "APPLICATION_COMMAND_OPTION_CHOICE_NAME_INVALID",
      "Choice names must be unique",
    );
}

function textLength(item: {
  name: string;
  description: string;
  options?: readonly CommandOption[];
  choices?: CommandOption["choices"];
}): number {
  const choices = (item.choices ?? []).reduce((sum, c) => sum + c.name.length + String(c.value).length, 0);
  const options = (item.options ?? []).reduce((sum, o) => sum + textLength(o), 0);
  return item.name.length + item.description.length + choices + options;
}
