import { family, because, maybeText, order, text, word } from "../grammar.ts";

const place = maybeText("place");

/** What was judged about reports to authorities: in a public repository a comment would be the leak itself. */
export const clockCommands = [
  ...family(
    "clock",
    [
      {
        name: "decide",
        about: "Whether a report to an authority is needed: `yes`, `no` or `unsure`, and why",
        fields: [word("answer"), because(true)],
        example: "/clock decide unsure because counsel still reads the logs",
        read: (given) =>
          order({ do: "decide-report", answer: given.text("answer"), reason: given.text("reason") }),
      },
      {
        name: "anchor",
        about: "Since when, and on which facts; clocks count from it",
        fields: [word("anchor"), text("facts"), maybeText("since", { after: ["since"] })],
        example: "/clock anchor became-aware Logs show access to card data, since: 08:40",
        read: (given) =>
          order({
            do: "set-anchor",
            anchor: given.text("anchor"),
            facts: given.text("facts"),
            since: given.optional("since"),
          }),
      },
      {
        name: "watch",
        about: "Turn a clock on for this incident that the policy has off",
        fields: [word("clock")],
        example: "/clock watch gdpr-33",
        read: (given) => order({ do: "watch-clock", clock: given.text("clock") }),
      },
      {
        name: "submitted",
        about: "Record that you submitted a report, or an update of it",
        fields: [word("clock"), text("reference"), place, maybeText("at"), because(false)],
        example: "/clock submitted gdpr-33 by the authority's form, number 4711",
        read: (given) =>
          order({
            do: "submit-report",
            clock: given.text("clock"),
            reference: given.text("reference"),
            place: given.optional("place"),
            submittedAt: given.optional("at"),
            reason: given.optional("reason"),
          }),
      },
      {
        name: "close",
        about: "End a clock without a report (`not-applicable`, `missed`), or `open` it again",
        fields: [word("clock"), word("outcome"), because(true)],
        example: "/clock close gdpr-33 not-applicable because no personal data is involved",
        read: (given) =>
          order({
            do: "close-report",
            clock: given.text("clock"),
            outcome: given.text("outcome"),
            reason: given.text("reason"),
          }),
      },
      {
        name: "extend",
        about: "An authority gave more time, or asked you to wait",
        fields: [word("clock"), text("authority"), because(true), text("until", { after: ["until"] })],
        example:
          "/clock extend gdpr-33 the data protection office, until: 3d, because: they asked us to wait",
        read: (given) =>
          order({
            do: "extend-report",
            clock: given.text("clock"),
            authority: given.text("authority"),
            reason: given.text("reason"),
            until: given.text("until"),
          }),
      },
    ],
    true,
  ),
];
