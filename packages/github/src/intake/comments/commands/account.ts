import { family, maybeWord } from "../grammar.ts";

/** Who somebody is in Discord. These work on any issue. */
export const accountCommands = [
  ...family("link", [
    {
      name: "",
      about:
        "Say that you are somebody in Discord: with the code that `/link github` gives there, or your name there",
      // Without a word it is answered with where the word comes from.
      fields: [maybeWord("code", { also: ["name"] })],
      example: "/link 7KQ2-M9XD",
      read: (given) => ({ ask: "link", code: given.optional("code") ?? "" }),
    },
  ]),
  ...family("unlink", [
    {
      name: "",
      about: "Take it back: your accounts stand for themselves again",
      fields: [],
      example: "/unlink",
      read: () => ({ ask: "unlink" }),
    },
  ]),
];
