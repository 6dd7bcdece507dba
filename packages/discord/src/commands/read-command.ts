import type { Person } from "@muster/incident";
import type { CommandDefinition, Given, Intent } from "./definition.ts";

/** Options as they came, by name: texts, or the person of a person option. */
export type Values = Record<string, string | Person | undefined>;

export type Reading =
  | { is: "intent"; intent: Intent }
  /** Nothing was given that the command needs: ask for all of it at once. */
  | { is: "unasked" }
  /** Some was given: what is missing is told by name, so that nothing typed is lost to a modal. */
  | { is: "incomplete"; missing: string[] };

/** Reads a command from its options, whether they came in one line or from a modal. `incident` is not one of them. */
export function readCommand(command: CommandDefinition, values: Values): Reading {
  const missing = command.options.filter((option) => option.isRequired && !isGiven(values[option.name]));
  const isUntouched = command.options.every((option) => !isGiven(values[option.name]));
  if (missing.length > 0 && isUntouched) return { is: "unasked" };
  if (missing.length > 0) return { is: "incomplete", missing: missing.map(({ name }) => name) };
  return { is: "intent", intent: command.read(givenFrom(values)) };
}

function isGiven(value: string | Person | undefined): boolean {
  return typeof value === "string" ? value.trim() !== "" : value !== undefined;
}

function givenFrom(values: Values): Given {
  const optional = (name: string): string | null => {
    const value = values[name];
    return typeof value === "string" && value.trim() !== "" ? value : null;
  };
  return {
    optional,
    text: (name) => optional(name) ?? "",
    person: (name) => {
      const value = values[name];
      return typeof value === "object" ? value : null;
    },
  };
}
