import { because, family, maybeDay, maybePerson, maybeText, order, text, word } from "../grammar.ts";

/** What follows the resolution, and what people are asked. */
export const afterCommands = [
  ...family("review", [
    {
      name: "feedback",
      about: "Answer a question of the policy; a yes becomes an action item",
      fields: [
        word("question"),
        text("answer"),
        maybeText("action"),
        maybePerson("owner", { after: ["owner"] }),
        maybeDay("due", { also: ["by"], after: ["by", "due"] }),
      ],
      example: "/review feedback alerts yes, action: alert on the oracle's age, owner: @bo, due: 3d",
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
      name: "quiet",
      about: "The watch: it stayed quiet so far",
      fields: [maybeText("note")],
      example: "/review quiet No alert since the fix.",
      read: (given) => order({ do: "confirm-quiet", note: given.optional("note") }),
    },
    {
      name: "back",
      about: "It is back: reopens the incident and counts the return",
      fields: [text("what")],
      example: "/review back The price is stale again.",
      read: (given) => order({ do: "report-recurrence", what: given.text("what") }),
    },
    {
      name: "recurrence",
      about: "This incident is the return of an earlier one",
      fields: [word("of", { after: ["of"] })],
      example: "/review recurrence INC-1",
      read: (given) => order({ do: "link-recurrence", of: null, asked: given.text("of") }),
    },
    {
      name: "unrelated",
      about: "An earlier incident that this one was said to look like has nothing to do with it",
      fields: [word("to", { after: ["to"] })],
      example: "/review unrelated INC-1",
      read: (given) => order({ do: "reject-lookalike", of: given.text("to") }),
    },
    {
      name: "meeting",
      about: "Schedule or move the review meeting",
      fields: [text("at"), maybePerson("facilitator"), maybeText("attendees")],
      example: "/review meeting 2026-12-01 14:00 facilitator: @cy",
      read: (given) =>
        order({
          do: "schedule-meeting",
          at: given.text("at"),
          facilitator: given.person("facilitator"),
          attendees: given.optional("attendees"),
        }),
    },
    {
      name: "held",
      about: "The review meeting was held: who came, and what it came to",
      fields: [text("attendees"), text("points")],
      example: "/review held ada, bo and cy, points: the alert came late; it fires at 5 min now",
      read: (given) =>
        order({ do: "hold-meeting", attendees: given.text("attendees"), points: given.text("points") }),
    },
    {
      name: "standup",
      also: ["stand-up"],
      about: "Stand-up: what is done, what comes next, what is blocked",
      fields: [text("done"), text("next"), maybeText("blocked")],
      example: "/review standup done: the fix is out, next: watch it for a day",
      read: (given) =>
        order({
          do: "stand-up",
          done: given.text("done"),
          next: given.text("next"),
          blocked: given.optional("blocked"),
        }),
    },
  ]),
  ...family("muster", [
    {
      name: "not-needed",
      about: "An ask is not needed: it is not made again, and that is on record",
      fields: [word("ask"), because(false)],
      example: "/muster not-needed Q1 because the team is asleep",
      read: (given) => order({ do: "dismiss-ask", ask: given.text("ask"), reason: given.optional("reason") }),
    },
    {
      name: "help",
      about: "The same as /incident help",
      fields: [maybeText("about")],
      example: "/muster help",
      read: (given) => ({ ask: "help", about: given.optional("about") }),
    },
  ]),
];
