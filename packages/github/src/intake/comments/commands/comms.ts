import { family, because, maybeText, maybeWord, order, text, word } from "../grammar.ts";

/** Public words before they are public: in a public repository a comment would be the leak itself. */
export const commsCommands = [
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
];

const listOf = (words: string | null): string[] =>
  (words ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
