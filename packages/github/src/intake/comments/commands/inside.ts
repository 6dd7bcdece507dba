import { because, family, maybeDay, maybeText, maybeWord, order, person, text, word } from "../grammar.ts";

const place = maybeText("place");

/**
 * Public words before they are public, evidence, and what was judged about reports: in a public repository a comment would be the leak
 * itself.
 */
export const insideCommands = [
  ...family(
    "comms",
    [
      {
        name: "list",
        about: "Public words: what waits and what is out",
        fields: [],
        example: "/comms list",
        read: () => ({ ask: "look", at: "drafts", page: null }),
      },
      {
        name: "show",
        about: "The very words of a draft",
        fields: [word("draft")],
        example: "/comms show D1",
        read: (given) => ({ ask: "look", at: "draft", page: given.text("draft") }),
      },
      {
        name: "draft",
        about: "Draft public words: your own, or without text those of the policy's template",
        fields: [
          maybeText("text"),
          maybeText("where"),
          maybeText("template"),
          maybeText("blocks"),
          maybeText("next-update", { also: ["next update", "next"] }),
        ],
        example: "/comms draft We look into failing withdrawals. next: 1h",
        read: (given) =>
          order({
            do: "draft-public",
            where: given.optional("where"),
            template: given.optional("template"),
            blocks: listOf(given.optional("blocks")),
            text: given.optional("text"),
            nextUpdate: given.optional("next-update"),
          }),
      },
      {
        name: "edit",
        about: "Change a draft: whatever was approved about it is void",
        fields: [word("draft"), text("text"), maybeText("next-update", { also: ["next update", "next"] })],
        example: "/comms edit D1 Withdrawals work again. next: none",
        read: (given) =>
          order({
            do: "edit-public",
            draft: given.text("draft"),
            text: given.text("text"),
            nextUpdate: given.optional("next-update"),
          }),
      },
      {
        name: "confirm",
        about: "Answer by name for a claim in a draft, such as that funds are safe",
        fields: [word("draft"), word("claim"), text("basis", { after: ["because"] })],
        example: "/comms confirm D1 funds-safe because the vault's balance is whole",
        read: (given) =>
          order({
            do: "confirm-claim",
            draft: given.text("draft"),
            claim: given.text("claim"),
            basis: given.text("basis"),
          }),
      },
      {
        name: "approve",
        about:
          "Approve a draft as you read it: you answer for these very words. Name each point that you checked",
        fields: [word("draft"), maybeText("points")],
        example: "/comms approve D1.2 points: facts, tone",
        read: (given) =>
          order({
            do: "approve-public",
            draft: given.text("draft"),
            points: listOf(given.optional("points")),
          }),
      },
      {
        name: "reject",
        about: "Reject a draft and say what is wrong",
        fields: [word("draft"), because(true)],
        example: "/comms reject D1 because the time is wrong",
        read: (given) =>
          order({ do: "reject-public", draft: given.text("draft"), reason: given.text("reason") }),
      },
      {
        name: "publish",
        about: "Send an approved draft out",
        fields: [word("draft")],
        example: "/comms publish D1",
        read: (given) => order({ do: "publish-public", draft: given.text("draft") }),
      },
      {
        name: "record",
        about: "An approved draft was posted by hand: say where it stands",
        fields: [word("draft"), maybeText("url"), maybeWord("reached")],
        example: "/comms record D1 https://status.example.org/1",
        read: (given) => {
          const reached = Number(given.optional("reached") ?? "");
          return order({
            do: "record-publication",
            draft: given.text("draft"),
            url: given.optional("url"),
            reached: Number.isInteger(reached) && reached > 0 ? reached : null,
          });
        },
      },
      {
        name: "withdraw",
        about: "Drop a draft that is not out",
        fields: [word("draft"), because(true)],
        example: "/comms withdraw D1 because it is overtaken",
        read: (given) =>
          order({ do: "withdraw-public", draft: given.text("draft"), reason: given.text("reason") }),
      },
      {
        name: "report",
        about: "Whether the report is shared with the public: `public` or `internal`",
        fields: [word("share", { oneOf: ["public", "internal"] }), maybeText("redacted"), because(false)],
        example: "/comms report internal because a customer is named",
        read: (given) =>
          order({
            do: "decide-sharing",
            share: given.text("share").toLowerCase() === "public" ? "public" : "internal",
            redacted: given.optional("redacted"),
            reason: given.optional("reason"),
          }),
      },
    ],
    true,
  ),
  ...family("comms", [
    {
      name: "downtime",
      about: "Since when users go without, and until when; `none` when nothing was down",
      fields: [text("since"), maybeText("until", { after: ["until"] })],
      example: "/comms downtime 14:05 until 14:40",
      read: (given) =>
        order({ do: "tell-downtime", since: given.text("since"), until: given.optional("until") }),
    },
  ]),
  ...family(
    "evidence",
    [
      {
        name: "add",
        about: "Record evidence: what, from where, its hash, where it is kept",
        fields: [
          text("what"),
          text("source", { after: ["from"] }),
          maybeText("sha256"),
          place,
          maybeText("collected"),
        ],
        example: "/evidence add Node logs of the night, source: node 3, place: s3://evidence/1",
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
        name: "entry",
        about: "Keep a timeline entry with its files as evidence",
        fields: [word("entry"), place],
        example: "/evidence entry 4",
        read: (given) =>
          order({ do: "keep-entry", seq: Number(given.text("entry")), place: given.optional("place") }),
      },
      {
        name: "interview",
        about: "Notes of an interview: how it looked, and how they decided",
        fields: [text("who"), text("notes")],
        example: "/evidence interview Bo, notes: The alert looked like the one of last week.",
        read: (given) =>
          order({ do: "record-interview", who: given.text("who"), notes: given.text("notes") }),
      },
      {
        name: "complete",
        about: "Add a hash or a place that was missing",
        fields: [word("item"), maybeText("sha256"), place],
        example: "/evidence complete E1 place: the safe in Bern",
        read: (given) =>
          order({
            do: "complete-evidence",
            item: given.text("item"),
            sha256: given.optional("sha256"),
            place: given.optional("place"),
          }),
      },
      {
        name: "correct",
        about: "Correct what was said of evidence; the old words stay readable",
        fields: [word("item"), text("text")],
        example: "/evidence correct E1 It is of node 2.",
        read: (given) =>
          order({ do: "correct-evidence", item: given.text("item"), text: given.text("text") }),
      },
      {
        name: "receive",
        about: "Say that you have evidence that was handed to you",
        fields: [word("item")],
        example: "/evidence receive E1",
        read: (given) => order({ do: "receive-evidence", item: given.text("item") }),
      },
      {
        name: "decline",
        about: "Say that you do not take evidence that was to be handed to you",
        fields: [word("item")],
        example: "/evidence decline E1",
        read: (given) => order({ do: "decline-evidence", item: given.text("item") }),
      },
      {
        name: "hand",
        about: "Hand evidence that you have to somebody; they say that they have it",
        fields: [word("item"), person("to", { after: ["to"] }), because(true), place],
        example: "/evidence hand E1 @bo because bo examines it",
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
        name: "take",
        about: "Take over evidence from somebody who cannot be reached, and say why",
        fields: [word("item"), because(true), place],
        example: "/evidence take E1 because bo is on a plane until noon",
        read: (given) =>
          order({
            do: "take-evidence",
            item: given.text("item"),
            reason: given.text("reason"),
            place: given.optional("place"),
          }),
      },
      {
        name: "outside",
        about: "Record that evidence was handed to somebody outside",
        fields: [word("item"), text("to"), because(true), place],
        example: "/evidence outside E1 to: Inspector Muller, because: receipt 17",
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
        name: "none",
        about: "Say why nothing can be preserved before the change",
        fields: [because(true)],
        example: "/evidence none because funds drain and there is no time",
        read: (given) => order({ do: "skip-preserving", reason: given.text("reason") }),
      },
      {
        name: "hold",
        about: "Place a legal hold: nothing of this may be deleted anywhere",
        fields: [text("authority"), because(true), maybeDay("until", { after: ["until"] })],
        example: "/evidence hold counsel because a claim is likely",
        read: (given) =>
          order({
            do: "place-hold",
            authority: given.text("authority"),
            reason: given.text("reason"),
            until: given.optional("until"),
          }),
      },
      {
        name: "lift",
        about: "Lift a legal hold",
        fields: [word("hold"), because(true)],
        example: "/evidence lift H1 because counsel says so",
        read: (given) => order({ do: "lift-hold", hold: given.text("hold"), reason: given.text("reason") }),
      },
    ],
    true,
  ),
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

const listOf = (words: string | null): string[] =>
  (words ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
