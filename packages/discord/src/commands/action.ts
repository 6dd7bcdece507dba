import { limits } from "@muster/incident";
import { order, required, type Family } from "./definition.ts";

/** Action items: none without an owner and a due date. */
export const acting: Family = [
  {
    group: "action",
    name: "add",
    description: "Add an action item with an owner and a due date",
    isAboutIncident: true,
    options: [
      required("text", "paragraph", "What is to be done", limits.action),
      required("owner", "person", "Who does it"),
      required("due", "line", "By when: 2026-12-01, or days from now like 3d", 20),
    ],
    read: (given) =>
      order({
        do: "add-action",
        text: given.text("text"),
        owner: given.person("owner"),
        due: given.text("due"),
      }),
  },
  {
    group: "action",
    name: "done",
    description: "Tick an action item off",
    isAboutIncident: true,
    options: [required("action", "action", "Its number, for example A1", 40)],
    read: (given) => order({ do: "complete-action", action: given.text("action") }),
  },
  {
    group: "action",
    name: "list",
    description: "The action items of an incident",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "actions" }),
  },
];
