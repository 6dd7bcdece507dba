import { family, because, maybeDay, maybeText, order, person, text, word } from "../grammar.ts";

const place = maybeText("place");

/** Evidence and legal holds: in a public repository a comment would be the leak itself. */
export const evidenceCommands = [
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
];
