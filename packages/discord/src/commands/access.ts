import { limits, type Incident } from "@muster/incident";
import { publicText } from "../views/disclosure.ts";
import { whoCanSee } from "../views/visibility.ts";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family, type OptionDefinition } from "./definition.ts";

/** The whole of it must fit one message, so that those who confirm it see all of it. */
const disclosedMax = 3_000;

const askers = ({ incident }: { incident: Incident }): Choice[] =>
  incident.access.asked.flatMap(({ who, reason }) =>
    who.discord === null ? [] : [{ label: `${who.name}: ${reason}`, value: who.discord, description: "" }],
  );

const whoAsked: OptionDefinition = {
  ...required("who", "pick", "Who asked to be let in", 30),
  suggest: askers,
};

/** Who may know of an incident, and who is in its room. */
export const accessCommands: Family = [
  {
    group: "access",
    name: "declare",
    description: "Open an incident that only you and those you let in can see",
    isAboutIncident: false,
    options: [
      required("title", "line", "What is wrong, in one line", 1_000),
      required("reason", "line", "Why nobody else may know yet", limits.reason),
      optional("severity", "level", "How bad it is. If unsure, choose unsure: it takes the highest"),
      optional("description", "paragraph", "What you know so far", limits.description),
    ],
    read: (given) => ({
      ask: "declare",
      title: given.text("title"),
      description: given.optional("description"),
      level: given.optional("severity"),
      foundBy: null,
      restricted: given.text("reason"),
    }),
  },
  {
    group: "access",
    name: "invite",
    description: "Let one person into the room of this incident",
    isAboutIncident: true,
    options: [
      required("person", "person", "Who is to see it"),
      optional("reason", "line", "What they are needed for", limits.reason),
    ],
    read: (given) =>
      order({
        do: "give-access",
        to: given.person("person")!, // Required, so checked before.
        reason: given.optional("reason"),
      }),
  },
  {
    group: "access",
    name: "remove",
    description: "Take one person out of the room of this incident",
    isAboutIncident: true,
    options: [
      required("person", "person", "Who is to see it no more"),
      required("reason", "line", "Why; it stands in the timeline", limits.reason),
    ],
    read: (given) =>
      order({ do: "take-access", from: given.person("person")!, reason: given.text("reason") }), // Required, so checked before.
  },
  {
    group: "access",
    name: "request",
    description: "Ask to be let into a restricted incident, if there is one",
    isAboutIncident: false,
    options: [
      required("reason", "paragraph", "What you know, or why you are needed", limits.reason),
      optional("which", "line", "Its number, if you were told one", 40),
    ],
    read: (given) => ({ ask: "access", reason: given.text("reason"), which: given.optional("which") }),
  },
  {
    group: "access",
    name: "grant",
    description: "Let in somebody who asked",
    isAboutIncident: true,
    options: [whoAsked],
    read: (given) => order({ do: "grant-access", who: given.text("who") }),
  },
  {
    group: "access",
    name: "who",
    description: "Everybody who can see this incident, and who asks to",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: whoCanSee }),
  },
  {
    group: "access",
    name: "disclose",
    description: "Write what the public may read of this incident, and from which day on",
    isAboutIncident: true,
    options: [
      required(
        "text",
        "paragraph",
        "The whole public text. I take out keys, cards and addresses",
        disclosedMax,
      ),
      required("date", "line", "The first day on which it may be read: 2026-12-01, or 10d", 20),
    ],
    read: (given) => order({ do: "write-disclosure", text: given.text("text"), on: given.text("date") }),
  },
  {
    group: "access",
    name: "public-text",
    description: "The public text, with the buttons to confirm and approve it",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: publicText }),
  },
  {
    group: "access",
    name: "keep-closed",
    description: "Take the public text back: nothing goes out",
    isAboutIncident: true,
    options: [required("reason", "line", "Why", limits.reason)],
    read: (given) => order({ do: "withdraw-disclosure", reason: given.text("reason") }),
  },
  {
    group: "access",
    name: "restrict",
    description: "Close this incident to all but those who work on it",
    isAboutIncident: true,
    options: [required("reason", "paragraph", "Why nobody else may know", limits.reason)],
    read: (given) => order({ do: "restrict", reason: given.text("reason") }),
  },
  {
    group: "access",
    name: "open",
    description: "This incident is restricted no more: every responder sees all of it",
    isAboutIncident: true,
    options: [required("reason", "paragraph", "Who decided it, and why now", limits.reason)],
    read: (given) => order({ do: "lift-restriction", reason: given.text("reason") }),
  },
];
