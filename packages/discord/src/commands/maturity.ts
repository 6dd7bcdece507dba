import { itemIds, maturityItems } from "@muster/insights";
import type { Choice } from "./choices.ts";
import { optional, required, type Family } from "./definition.ts";

const items = (): Choice[] =>
  itemIds.map((id) => ({ value: id, label: `${maturityItems[id].number} ${maturityItems[id].title}` }));

/** What a level means to whoever judges. It never becomes what was observed. */
const levels = (): Choice[] =>
  ["No level", "Level 1", "Level 2", "Level 3"].map((label, level) => ({ value: String(level), label }));

/** How mature the team's incident response is, by its own record and by the word of named people. */
export const maturityCommands: Family = [
  {
    group: "maturity",
    name: "show",
    description: "What the record supports of the maturity model, row by row",
    isAboutIncident: false,
    options: [{ ...optional("item", "choice", "One item, with every row and its evidence"), choices: items }],
    read: (given) => ({ ask: "maturity", item: given.optional("item") }),
  },
  {
    group: "maturity",
    name: "attest",
    description: "Your judgement of one item, by name; it stands beside what the record shows",
    isAboutIncident: false,
    options: [
      { ...required("item", "choice", "What you judge"), choices: items },
      { ...required("level", "choice", "The level that you see reached"), choices: levels },
      required("note", "paragraph", "What you looked at, and what it shows", 600),
    ],
    read: (given) => ({
      ask: "attest",
      item: given.text("item"),
      level: given.text("level"),
      note: given.text("note"),
    }),
  },
];
