import { limits } from "@muster/incident";
import { reviewView } from "../views/review.ts";
import type { Policy } from "@muster/policy";
import { label } from "../views/neutralise.ts";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family } from "./definition.ts";

function questionChoices({ aftercare }: Policy): Choice[] {
  return Object.entries(aftercare.questions).map(([value, { name, ask }]) => ({
    label: label(name, 100),
    value,
    description: label(ask, 100),
  }));
}

/** What follows the resolution. */
export const aftercareCommands: Family = [
  {
    group: "review",
    name: "show",
    description: "What is watched, asked, planned and still open after an incident",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: reviewView }),
  },
  {
    group: "review",
    name: "feedback",
    description: "Answer a question of the policy; a yes becomes an action item",
    isAboutIncident: true,
    options: [
      { ...required("question", "choice", "Which question"), choices: questionChoices },
      required("answer", "paragraph", "Yes or no and why, or what is to be on record", limits.reason),
      optional("action", "line", "What is to be done, if anything", limits.action),
      optional("owner", "person", "Who does it"),
      optional("due", "line", "By when: 2026-12-01, or days from now like 3d", 20),
    ],
    read: (given) =>
      order({
        do: "give-feedback",
        question: given.text("question"),
        answer: given.text("answer"),
        action: given.optional("action"),
        owner: given.person("owner"),
        due: given.optional("due"),
      }),
  },
  {
    group: "review",
    name: "quiet",
    description: "The watch: it stayed quiet so far",
    isAboutIncident: true,
    options: [optional("note", "paragraph", "What was looked at", limits.reason)],
    read: (given) => order({ do: "confirm-quiet", note: given.optional("note") }),
  },
  {
    group: "review",
    name: "back",
    description: "It is back: reopens the incident and counts the return",
    isAboutIncident: true,
    options: [required("what", "paragraph", "What came back, and what shows it", limits.reason - 20)],
    read: (given) => order({ do: "report-recurrence", what: given.text("what") }),
  },
  {
    group: "review",
    name: "recurrence",
    description: "This incident is the return of an earlier one",
    isAboutIncident: true,
    options: [required("of", "incident", "The earlier incident, for example INC-1", 100)],
    // The door looks `of` up before it hands the order on.
    read: (given) => order({ do: "link-recurrence", of: null, asked: given.text("of") }),
  },
  {
    group: "review",
    name: "unrelated",
    description: "An earlier incident that this one was said to look like has nothing to do with it",
    isAboutIncident: true,
    options: [required("to", "incident", "The earlier incident, for example INC-1", 100)],
    read: (given) => order({ do: "reject-lookalike", of: given.text("to") }),
  },
  {
    group: "review",
    name: "meeting",
    description: "Schedule or move the review meeting",
    isAboutIncident: true,
    options: [
      required("at", "line", "2026-12-01 14:00 in UTC, with an offset like +01:00, or from now like 2d", 40),
      optional("facilitator", "person", "Who leads it; somebody who did not respond asks best"),
      optional(
        "attendees",
        "paragraph",
        "Names with commas; left out: everyone who was part of it",
        limits.reason,
      ),
    ],
    read: (given) =>
      order({
        do: "schedule-meeting",
        at: given.text("at"),
        facilitator: given.person("facilitator"),
        attendees: given.optional("attendees"),
      }),
  },
  {
    group: "review",
    name: "held",
    description: "The review meeting was held: who came, and what it came to",
    isAboutIncident: true,
    options: [
      required("attendees", "paragraph", "Who came", limits.reason),
      required("points", "paragraph", "What went well, what was hard, what changes", limits.note),
    ],
    read: (given) =>
      order({ do: "hold-meeting", attendees: given.text("attendees"), points: given.text("points") }),
  },
];
