import { groups, optional, type Family } from "./definition.ts";
import { groupWords } from "./group-words.ts";
import { suspectsLook } from "../views/work.ts";

/** Questions: they change nothing, and only the one who asks sees the answer. */
export const looking: Family = [
  {
    group: "incident",
    name: "list",
    description: "Incidents that are open, then the latest others",
    isAboutIncident: false,
    options: [],
    read: () => ({ ask: "list" }),
  },
  {
    group: "incident",
    name: "show",
    description: "Everything about one incident, with the numbered timeline",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "show" }),
  },
  {
    group: "muster",
    name: "help",
    description: "What I can do, and how",
    isAboutIncident: false,
    options: [
      {
        ...optional("about", "choice", "One group of commands, line by line"),
        choices: () =>
          groups.map((group) => ({ value: group, label: `/${group}`, description: groupWords[group] })),
      },
    ],
    read: ({ optional: given }) => ({ ask: "help", about: given("about") }),
  },
  {
    group: "muster",
    name: "doctor",
    description: "Check my permissions, the channels, the roles and the policy here",
    isAboutIncident: false,
    options: [],
    read: () => ({ ask: "doctor" }),
  },
  {
    group: "muster",
    name: "suspects",
    description: "What changed in the repository before an incident was noticed",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: suspectsLook }),
  },
];
