import { keepFile } from "../core.ts";
import type { CommandOption } from "../world.ts";
import { cannot } from "./cannot.ts";
import { channelNamed, memberNamed, roleNamed, type Self } from "./look-up.ts";
import type { FileInput } from "./modal.ts";
import { wireFile, type Mentioned } from "./resolved.ts";

export type OptionInput = string | number | boolean | FileInput;

export type SentOption = {
  name: string;
  type: number;
  value?: string | number | boolean;
  options?: SentOption[];
  focused?: true;
};

/** The options as the client sends them; refuses what the client would not send. */
export function readOptions(
  self: Self,
  defined: readonly CommandOption[],
  given: Readonly<Record<string, OptionInput>>,
  mentioned: Mentioned,
  focused: { name: string; text: string } | null = null,
): SentOption[] {
  const names = defined.map((o) => o.name);
  for (const name of [...Object.keys(given), ...(focused === null ? [] : [focused.name])]) {
    if (!names.includes(name))
      cannot(
        "unknown-option",
        `That command has no option “${name}”. It has: ${names.join(", ") || "none"}.`,
      );
  }
  return defined.flatMap((option): SentOption[] => {
    if (option.name === focused?.name)
      return [{ name: option.name, type: option.type, value: focused.text, focused: true }];
    const value = given[option.name];
    if (value !== undefined)
      return [{ name: option.name, type: option.type, value: valueOf(self, option, value, mentioned) }];
    // While a person still types, required options may be missing.
    if (option.required === true && focused === null)
      cannot("missing-option", `The option “${option.name}” is required.`);
    return [];
  });
}

const type = {
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  file: 11,
};

function valueOf(
  self: Self,
  option: CommandOption,
  given: OptionInput,
  mentioned: Mentioned,
): string | number | boolean {
  if (option.type === type.file) return upload(self, option, given, mentioned);
  if (typeof given === "object") return cannot("bad-value", `“${option.name}” takes no file.`);
  switch (option.type) {
    case type.integer:
    case type.number:
      return numberOf(option, given);
    case type.boolean:
      return booleanOf(option, given);
    case type.user:
      return userOf(self, String(given), mentioned);
    case type.channel:
      return channelOf(self, option, String(given), mentioned);
    case type.role:
      return roleOf(self, String(given), mentioned);
    case type.mentionable: {
      const isRole = Object.values(self.guild.roles).some((r) => r.name === given || r.id === given);
      return isRole ? roleOf(self, String(given), mentioned) : userOf(self, String(given), mentioned);
    }
    default:
      return textOf(option, String(given));
  }
}

/** Choices are offered by name and sent by value; either is taken. */
function chosen(option: CommandOption, given: string | number | boolean): string | number | null {
  const choices = option.choices ?? [];
  if (choices.length === 0) return null;
  const found =
    choices.find((c) => String(c.value) === String(given)) ??
    choices.find((c) => c.name.toLowerCase() === String(given).toLowerCase());
  return (
    found?.value ??
    cannot(
      "bad-value",
      `“${option.name}” takes one of: ${choices.map((c) => c.name).join(", ")}. Not “${String(given)}”.`,
    )
  );
}

function textOf(option: CommandOption, given: string): string {
  const choice = chosen(option, given);
  if (choice !== null) return String(choice);
  const min = option.min_length ?? 0;
  const max = option.max_length ?? 6_000;
  if (given.length < min || given.length > max)
    cannot("bad-value", `“${option.name}” takes ${min} to ${max} characters; this has ${given.length}.`);
  return given;
}

function numberOf(option: CommandOption, given: string | number | boolean): number {
  const choice = chosen(option, given);
  const value = Number(choice ?? given);
  const fits = option.type === type.integer ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (!fits || String(given).trim() === "")
    cannot("bad-value", `“${option.name}” takes a ${option.type === type.integer ? "whole " : ""}number.`);
  const { min_value: min = -Infinity, max_value: max = Infinity } = option;
  if (value < min || value > max) cannot("bad-value", `“${option.name}” must be from ${min} to ${max}.`);
  return value;
}

function booleanOf(option: CommandOption, given: string | number | boolean): boolean {
  if (given === true || given === "true") return true;
  if (given === false || given === "false") return false;
  return cannot("bad-value", `“${option.name}” is either true or false.`);
}

function userOf(self: Self, name: string, mentioned: Mentioned): string {
  const { userId } = memberNamed(self, name);
  mentioned.users.push(userId);
  return userId;
}

function roleOf(self: Self, name: string, mentioned: Mentioned): string {
  const id = roleNamed(self, name);
  mentioned.roles.push(id);
  return id;
}

function channelOf(self: Self, option: CommandOption, name: string, mentioned: Mentioned): string {
  const channel = channelNamed(self, name);
  const types = option.channel_types ?? [];
  if (types.length > 0 && !types.includes(channel.type))
    cannot("bad-value", `“${option.name}” does not take a channel of that kind.`);
  mentioned.channels.push(channel.id);
  return channel.id;
}

function upload(self: Self, option: CommandOption, given: OptionInput, mentioned: Mentioned): string {
  if (typeof given !== "object") return cannot("bad-value", `“${option.name}” takes a file.`);
  const stored = keepFile(self.core, {
    ...given,
    contentType: given.contentType ?? "application/octet-stream",
  });
  mentioned.files.push(wireFile(self.core, stored));
  return stored.id;
}
