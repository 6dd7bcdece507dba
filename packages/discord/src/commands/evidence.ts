import { limits, openHolds } from "@muster/incident";
import { evidenceHistory, evidenceList } from "../views/evidence-list.ts";
import { label } from "../views/neutralise.ts";
import { optional, order, required, type Family, type OptionDefinition } from "./definition.ts";

const item: OptionDefinition = {
  ...required("item", "pick", "Its number, for example E1", 10),
  suggest: ({ incident }) =>
    incident.evidence.items.map(({ id, what, holder }) => ({
      label: label(`${id} ${what} (${holder.name})`, 100),
      value: id,
      description: "",
    })),
};
const place = optional("place", "line", "Where it is kept: a path, a safe, a link", 500);
const reason = (why: string) => required("reason", "paragraph", why, limits.reason);

/** How-questions, because "why" makes people defend themselves. https://extfiles.etsy.com/DebriefingFacilitationGuide.pdf */
const questions = [
  ["saw", "How did it show itself to you, and when?"],
  ["thought", "How did it look to you then, and what did you expect?"],
  ["did", "How did you decide what to do, and what did you do?"],
  ["helped", "How could it have been easier: what helped, what was missing?"],
] as const;

/** What is kept as evidence. */
export const evidenceCommands: Family = [
  {
    group: "evidence",
    name: "add",
    description: "Record evidence: what, from where, its hash, where it is kept",
    isAboutIncident: true,
    options: [
      required("what", "paragraph", "What it is", 500),
      required("source", "line", "Where it comes from: a system, a log, a person", 500),
      optional("sha256", "line", "Its hash, if it is a file", 80),
      place,
      optional("collected", "line", "When: 08:40 or 2026-01-05 08:40 (UTC), or 20m ago. Empty: now", 40),
    ],
    read: (given) =>
      order({
        do: "add-evidence",
        what: given.text("what"),
        source: given.text("source"),
        sha256: given.optional("sha256"),
        place: given.optional("place"),
        collectedAt: given.optional("collected"),
      }),
  },
  {
    group: "evidence",
    name: "entry",
    description: "Keep a timeline entry with its files as evidence",
    isAboutIncident: true,
    options: [required("entry", "number", "Its number, as /incident show lists it"), place],
    read: (given) =>
      order({ do: "keep-entry", seq: Number(given.text("entry")), place: given.optional("place") }),
  },
  {
    group: "evidence",
    name: "interview",
    description: "Notes of an interview, with questions that ask how",
    isAboutIncident: true,
    options: [
      required("who", "line", "With whom you spoke", 100),
      ...questions.map(([name, words]) =>
        name === "saw" ? required(name, "paragraph", words, 950) : optional(name, "paragraph", words, 950),
      ),
    ],
    read: (given) =>
      order({
        do: "record-interview",
        who: given.text("who"),
        notes: questions
          .flatMap(([name, words]) => {
            const answer = given.optional(name);
            return answer === null ? [] : [`${words}\n${answer.trim()}`];
          })
          .join("\n\n"),
      }),
  },
  {
    group: "evidence",
    name: "complete",
    description: "Add a hash or a place that was missing",
    isAboutIncident: true,
    options: [item, optional("sha256", "line", "Its hash", 80), place],
    read: (given) =>
      order({
        do: "complete-evidence",
        item: given.text("item"),
        sha256: given.optional("sha256"),
        place: given.optional("place"),
      }),
  },
  {
    group: "evidence",
    name: "correct",
    description: "Correct what was said of evidence; the old words stay readable",
    isAboutIncident: true,
    options: [item, required("text", "paragraph", "What is right", limits.reason)],
    read: (given) => order({ do: "correct-evidence", item: given.text("item"), text: given.text("text") }),
  },
  {
    group: "evidence",
    name: "hand",
    description: "Hand evidence that you have to somebody; they say that they have it",
    isAboutIncident: true,
    options: [item, required("to", "person", "Who takes it"), reason("What for"), place],
    read: (given) =>
      order({
        do: "hand-evidence",
        item: given.text("item"),
        to: given.person("to"),
        reason: given.text("reason"),
        place: given.optional("place"),
      }),
  },
  {
    group: "evidence",
    name: "take",
    description: "Take over evidence from somebody who cannot be reached, and say why",
    isAboutIncident: true,
    options: [item, reason("Why without them: how you tried to reach them, and what for"), place],
    read: (given) =>
      order({
        do: "take-evidence",
        item: given.text("item"),
        reason: given.text("reason"),
        place: given.optional("place"),
      }),
  },
  {
    group: "evidence",
    name: "outside",
    description: "Record that evidence was handed to somebody outside",
    isAboutIncident: true,
    options: [
      item,
      required("to", "line", "Name and office of whoever took it", 200),
      reason("What for, and the receipt they gave"),
      place,
    ],
    read: (given) =>
      order({
        do: "hand-evidence-outside",
        item: given.text("item"),
        to: given.text("to"),
        reason: given.text("reason"),
        place: given.optional("place"),
      }),
  },
  {
    group: "evidence",
    name: "none",
    description: "Say why nothing can be preserved before the change",
    isAboutIncident: true,
    options: [reason("Why there is nothing to preserve, or no time for it")],
    read: (given) => order({ do: "skip-preserving", reason: given.text("reason") }),
  },
  {
    group: "evidence",
    name: "hold",
    description: "Place a legal hold: nothing of this may be deleted anywhere",
    isAboutIncident: true,
    options: [
      required("authority", "line", "Who asks for it: counsel, a court, the police", 200),
      reason("Why"),
      optional("until", "line", "Until when: 2026-02-01, or 30d. Empty: until it is lifted", 40),
    ],
    read: (given) =>
      order({
        do: "place-hold",
        authority: given.text("authority"),
        reason: given.text("reason"),
        until: given.optional("until"),
      }),
  },
  {
    group: "evidence",
    name: "lift",
    description: "Lift a legal hold",
    isAboutIncident: true,
    options: [
      {
        ...required("hold", "pick", "Its number, for example H1", 10),
        suggest: ({ incident }) =>
          openHolds(incident).map(({ id, authority }) => ({
            label: label(`${id} ${authority}`, 100),
            value: id,
            description: "",
          })),
      },
      reason("Why it may end, and who says so"),
    ],
    read: (given) => order({ do: "lift-hold", hold: given.text("hold"), reason: given.text("reason") }),
  },
  {
    group: "evidence",
    name: "list",
    description: "What is kept, who has it, and until when",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: evidenceList }),
  },
  {
    group: "evidence",
    name: "show",
    description: "One piece of evidence with every hand it went through",
    isAboutIncident: true,
    options: [item],
    read: (given) => {
      const asked = given.text("item");
      return { ask: "look", at: (sight) => evidenceHistory(sight, asked) };
    },
  },
];
