import type { Command, Person } from "@muster/incident";

/** What can stand in an option, and so how Discord asks for it, in the command line and in a modal. */
export type OptionKind =
  | "line"
  | "paragraph"
  | "level"
  | "role"
  | "person"
  | "incident"
  | "action"
  | "number";

export type OptionDefinition = {
  name: string;
  kind: OptionKind;
  /** At most 100 characters; shown under the option and under the modal's field. */
  description: string;
  isRequired: boolean;
  /** Characters that fit. Left out: the core's own limit is told by its refusal. */
  max?: number;
};

/** What a command asks for, in the core's words. */
export type Intent =
  | { ask: "declare"; title: string; description: string | null; level: string | null }
  | { ask: "order"; command: Command }
  | { ask: "list" }
  | { ask: "show" }
  | { ask: "actions" }
  | { ask: "help" }
  | { ask: "doctor" };

/** The options that were given. `text` is for required ones: it is called after they were checked to be there. */
export type Given = {
  text(name: string): string;
  optional(name: string): string | null;
  person(name: string): Person | null;
};

export type CommandDefinition = {
  group: "incident" | "action" | "muster";
  name: string;
  description: string;
  /** About one incident: takes `incident`, and without it means the one whose channel it is given in. */
  isAboutIncident: boolean;
  options: OptionDefinition[];
  read(given: Given): Intent;
};

export type Family = readonly CommandDefinition[];

/** `incident.update`: how custom ids and tables name a command. */
export function keyOf(command: Pick<CommandDefinition, "group" | "name">): string {
  return `${command.group}.${command.name}`;
}

export function required(
  name: string,
  kind: OptionKind,
  description: string,
  max?: number,
): OptionDefinition {
  return { name, kind, description, isRequired: true, ...(max === undefined ? {} : { max }) };
}

export function optional(
  name: string,
  kind: OptionKind,
  description: string,
  max?: number,
): OptionDefinition {
  return { ...required(name, kind, description, max), isRequired: false };
}

export const order = (command: Command): Intent => ({ ask: "order", command });
