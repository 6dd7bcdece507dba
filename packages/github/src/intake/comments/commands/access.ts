import { because, family, order, person } from "../grammar.ts";

/** Who may know of an incident. Who asked to be let in is answered in Discord, where it is asked. */
export const accessCommands = [
  ...family("access", [
    {
      name: "restrict",
      about:
        "Close this incident to all but those who work on it. Do not say here why it is secret where the repository is public",
      fields: [because(true)],
      example: "/access restrict because it is a security matter",
      read: (given) => order({ do: "restrict", reason: given.text("reason") }),
    },
  ]),
  ...family(
    "access",
    [
      {
        name: "open",
        about: "This incident is restricted no more: every responder sees all of it",
        fields: [because(true)],
        example: "/access open because it is public since noon",
        read: (given) => order({ do: "lift-restriction", reason: given.text("reason") }),
      },
      {
        name: "invite",
        about: "Let one person into the room of this incident",
        fields: [person("person"), because(false)],
        example: "/access invite @bo because bo knows the vault",
        read: (given) =>
          order({ do: "give-access", to: given.person("person")!, reason: given.optional("reason") }), // Required, so checked before.
      },
      {
        name: "remove",
        about: "Take one person out of the room of this incident",
        fields: [person("person"), because(true)],
        example: "/access remove @bo because bo has left the team",
        read: (given) =>
          order({ do: "take-access", from: given.person("person")!, reason: given.text("reason") }), // Required, so checked before.
      },
    ],
    true,
  ),
];
