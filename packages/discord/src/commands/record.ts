import { limits } from "@muster/incident";
import { order, required, type Family } from "./definition.ts";

/** Words for the record: the timeline, decisions, updates. */
export const recording: Family = [
  {
    group: "incident",
    name: "note",
    description: "Add a line to the timeline",
    isAboutIncident: true,
    options: [required("text", "paragraph", "What happened or what you saw", limits.note)],
    read: (given) =>
      order({
        do: "note",
        text: given.text("text"),
        saidBy: null,
        saidAt: null,
        url: null,
        attachments: [],
      }),
  },
  {
    group: "incident",
    name: "decision",
    description: "Record a decision and why it was taken",
    isAboutIncident: true,
    options: [
      required("text", "paragraph", "What was decided", limits.note),
      required("reason", "paragraph", "Why: somebody will ask in a month", limits.reason),
    ],
    read: (given) => order({ do: "decide", text: given.text("text"), reason: given.text("reason") }),
  },
  {
    group: "incident",
    name: "update",
    description: "Tell everyone where things stand",
    isAboutIncident: true,
    options: [
      required("text", "paragraph", "What is known, what is being done, what comes next", limits.note),
    ],
    read: (given) => order({ do: "update", text: given.text("text") }),
  },
  {
    group: "incident",
    name: "root-cause",
    description: "Record the root cause that was found",
    isAboutIncident: true,
    options: [required("text", "paragraph", "What caused it", limits.note)],
    read: (given) => order({ do: "find-root-cause", text: given.text("text") }),
  },
  {
    group: "incident",
    name: "correct",
    description: "Correct an entry of the timeline; the old one stays readable",
    isAboutIncident: true,
    options: [
      required("entry", "number", "Its number, as /incident show lists it"),
      required("text", "paragraph", "What is right", limits.note),
    ],
    read: (given) => order({ do: "correct", seq: Number(given.text("entry")), text: given.text("text") }),
  },
];
