import { findRole } from "@muster/incident";
import { roleSheet, roster } from "../views/role-sheet.ts";
import { trainingPage } from "../views/training.ts";
import { roleChoices } from "./choices.ts";
import { order, required, type Family, type OptionDefinition } from "./definition.ts";

/** Found while typing: all roles spelled out in every command would be more than Discord takes. */
const which: OptionDefinition = {
  ...required("role", "pick", "Which role", 80),
  choices: (policy) => roleChoices(policy) ?? [],
};

/** Who does what. */
export const rolesCommands: Family = [
  {
    group: "incident",
    name: "leave",
    description: "Give back a role that you hold",
    isAboutIncident: true,
    options: [which],
    read: (given) => order({ do: "leave-role", role: given.text("role") }),
  },
  {
    group: "incident",
    name: "roles",
    description: "Who does what, and what each role is for",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: roster }),
  },
  {
    group: "incident",
    name: "sheet",
    description: "What to do in a role, line by line",
    isAboutIncident: false,
    options: [which],
    read: (given) => ({
      ask: "look-around",
      at: ({ policy }) => roleSheet(policy, findRole(policy, given.text("role")) ?? ""),
    }),
  },
  {
    group: "muster",
    name: "training",
    description: "What everybody does before they go on call, and who has",
    isAboutIncident: false,
    options: [],
    read: () => ({ ask: "look-around", at: trainingPage }),
  },
];
