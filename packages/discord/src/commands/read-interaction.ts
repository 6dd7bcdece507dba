import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType as CommandType,
  ComponentType,
  InteractionType,
  type APIInteraction,
  type APIMessage,
  type APIModalSubmission,
  type ModalSubmitLabelComponent,
} from "discord-api-types/v10";
import type { Person } from "@muster/incident";
import { readCustomId, type Press } from "../views/custom-id.ts";
import { findCommand, messageMenus, type MessageMenu } from "./all.ts";
import type { CommandDefinition } from "./definition.ts";
import { readPointed, type Pointed } from "./message.ts";
import type { Values } from "./read-command.ts";

/** What somebody did in Discord, in our words. Discord's payload ends here. */
export type Asked =
  | { is: "command"; command: CommandDefinition; values: Values; incident: string | null }
  | { is: "typing"; command: CommandDefinition; option: string; text: string; incident: string | null }
  | { is: "press"; press: Press; chosen: string[] }
  | {
      is: "form";
      command: CommandDefinition;
      incidentId: string | null;
      carries: string | null;
      values: Values;
      incident: string | null;
    }
  | { is: "menu"; menu: MessageMenu; message: Pointed }
  /** Made by an earlier or later Muster, or by nobody we know. */
  | { is: "old" }
  | { is: "unknown" };

const unknown: Asked = { is: "unknown" };

export function readInteraction(interaction: APIInteraction): Asked {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      if (interaction.data.type === CommandType.Message) return readMenu(interaction.data);
      return interaction.data.type === CommandType.ChatInput ? readLine(interaction.data) : unknown;
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(interaction.data);
    case InteractionType.MessageComponent:
      return readPress(
        interaction.data.custom_id,
        "values" in interaction.data ? interaction.data.values : [],
      );
    case InteractionType.ModalSubmit:
      return readForm(interaction.data);
    default:
      return unknown;
  }
}

type LineData = {
  name: string;
  options?: { type: OptionType; name: string; options?: OptionData[] }[];
  resolved?: Resolved;
};
type OptionData = { type: OptionType; name: string; value?: string | number; focused?: boolean };
type Resolved = {
  users?: Record<string, { id: string; username: string; global_name?: string | null } | undefined>;
  members?: Record<string, { nick?: string | null } | undefined>;
};

function readLine(data: object): Asked {
  const { command, options, resolved } = subCommand(data as LineData); // The shape of a chat command, whatever its options.
  if (command === null) return unknown;
  const given = valuesOf(options, resolved);
  return { is: "command", command, ...withoutIncident(command, given) };
}

function readTyping(data: object): Asked {
  const { command, options, resolved } = subCommand(data as LineData); // The same shape, with one option in focus.
  const focused = options.find((option) => option.focused === true);
  if (command === null || focused === undefined) return unknown;
  const { incident } = withoutIncident(command, valuesOf(options, resolved));
  return { is: "typing", command, option: focused.name, text: String(focused.value ?? ""), incident };
}

function subCommand(data: LineData): {
  command: CommandDefinition | null;
  options: OptionData[];
  resolved: Resolved;
} {
  const sub = data.options?.find((option) => option.type === OptionType.Subcommand);
  return {
    command: sub === undefined ? null : findCommand(`${data.name}.${sub.name}`),
    options: sub?.options ?? [],
    resolved: data.resolved ?? {},
  };
}

function valuesOf(options: OptionData[], resolved: Resolved): Values {
  return Object.fromEntries(
    options.map((option) => {
      const text = String(option.value ?? "");
      return [option.name, option.type === OptionType.User ? personOf(text, resolved) : text];
    }),
  );
}

/** A snapshot of a member by the name that people here see. */
export function personOf(id: string, resolved: Resolved): Person | undefined {
  const user = resolved.users?.[id];
  if (user === undefined) return undefined;
  const name = resolved.members?.[id]?.nick ?? user.global_name ?? user.username;
  return { name, discord: id, github: null };
}

/** `incident` says what a command is about; no command reads it as an option of its own. */
function withoutIncident(
  command: CommandDefinition,
  values: Values,
): { values: Values; incident: string | null } {
  if (!command.isAboutIncident) return { values, incident: null };
  const { incident, ...others } = values;
  return {
    values: others,
    incident: typeof incident === "string" && incident.trim() !== "" ? incident.trim() : null,
  };
}

function readPress(id: string, chosen: string[]): Asked {
  const press = readCustomId(id);
  if (press === "old") return { is: "old" };
  return press === "foreign" || press.action === "form" ? unknown : { is: "press", press, chosen };
}

function readForm(data: APIModalSubmission): Asked {
  const press = readCustomId(data.custom_id);
  if (press === "old") return { is: "old" };
  if (press === "foreign" || press.action !== "form") return unknown;
  const [key = "", ...carried] = press.arg.split("/");
  const command = findCommand(key);
  if (command === null) return unknown;

  const resolved: Resolved = data.resolved ?? {};
  const fields = data.components.flatMap((row): [string, string | Person | undefined][] =>
    row.type === ComponentType.Label ? [fieldOf(row, resolved)] : [],
  );
  const carries = carried.length === 0 ? null : carried.join("/");
  return {
    is: "form",
    command,
    incidentId: press.incidentId,
    carries,
    ...withoutIncident(command, Object.fromEntries(fields)),
  };
}

function fieldOf(row: ModalSubmitLabelComponent, resolved: Resolved): [string, string | Person | undefined] {
  const field = row.component;
  switch (field.type) {
    case ComponentType.TextInput:
      return [field.custom_id, field.value];
    case ComponentType.StringSelect:
      return [field.custom_id, field.values.length === 0 ? undefined : field.values.join(",")];
    case ComponentType.UserSelect: {
      const [id] = field.values;
      return [field.custom_id, id === undefined ? undefined : personOf(id, resolved)];
    }
    default:
      return ["", undefined];
  }
}

function readMenu(data: {
  name: string;
  target_id: string;
  resolved: { messages: Record<string, APIMessage> };
}): Asked {
  const menu = messageMenus.find((known) => known === data.name);
  const message = data.resolved.messages[data.target_id];
  return menu === undefined || message === undefined
    ? unknown
    : { is: "menu", menu, message: readPointed(message) };
}
