import { limits, waysToFind } from "@muster/incident";
import { wayChoices } from "./assess.ts";
import { optional, required, type Family } from "./definition.ts";

/** Longer than a title is kept: in a hurry people paste, and the core cuts rather than refuses. */
const pastedTitleMax = 1_000;

export const declaring: Family = [
  {
    group: "incident",
    name: "declare",
    description: "Something is wrong: open an incident. Without options I ask.",
    isAboutIncident: false,
    options: [
      required("title", "line", "What is wrong, in one line", pastedTitleMax),
      optional("severity", "level", "How bad it is. If unsure, choose unsure: it takes the highest"),
      optional("description", "paragraph", "What you know so far", limits.description),
      { ...optional("found-by", "choice", "How it came to light, if you know"), choices: wayChoices },
    ],
    read: (given) => ({
      ask: "declare",
      title: given.text("title"),
      description: given.optional("description"),
      level: given.optional("severity"),
      foundBy: waysToFind.find((way) => way === given.optional("found-by")) ?? null,
      restricted: null,
    }),
  },
  {
    group: "muster",
    name: "report",
    description: "Tell the responders that something is wrong; anybody may",
    isAboutIncident: false,
    options: [
      required("text", "paragraph", "What you saw, where and when. No keys, no passwords", limits.note),
    ],
    read: (given) => ({ ask: "report", text: given.text("text") }),
  },
];
