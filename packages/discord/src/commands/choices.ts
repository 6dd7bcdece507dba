import { levelLabel, levelsOf, type Policy } from "@muster/policy";
import { label } from "../views/neutralise.ts";

export type Choice = { label: string; value: string; description?: string };

/** Choices of an option, and options of a menu. https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure */
export const choicesMax = 25;

/** Every level with its criterion, the highest first, then "not sure", which takes the highest. */
export function levelChoices(policy: Policy): Choice[] {
  const levels = levelsOf(policy).slice(0, choicesMax - 1);
  const highest = levels[0]?.id ?? "the highest";
  return [
    ...levels.map((level) => ({
      label: label(levelLabel(level), 100),
      value: level.id,
      description: label(level.definition, 100),
    })),
    { label: "Not sure", value: "unsure", description: `Take the highest for now: ${label(highest, 40)}` },
  ];
}

/** The policy's roles; null when there are too many to choose from, so that the name is typed. */
export function roleChoices(policy: Policy): Choice[] | null {
  const roles = Object.entries(policy.roles);
  if (roles.length === 0 || roles.length > choicesMax) return null;
  return roles.map(([id, role]) => ({
    label: label(role.name, 100),
    value: id,
    description: label(role.duty, 100),
  }));
}
