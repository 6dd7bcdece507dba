import { describe, expect, test } from "vitest";
import { blamelessHints } from "./blameless.ts";

const words = (text: string, names = ["ada", "bo"]): string[] =>
  blamelessHints(text, names).map((hint) => hint.words);

describe("B28: words that people hear as blame", () => {
  test.each([
    ["ada failed to check the feed", "ada failed to"],
    ["Because bo should have read the page", "bo should have"],
    ["bo simply forgot the key", "bo simply forgot"],
    ["the engineer ignored the alert", "the engineer ignored"],
    ["It was human error.", "human error"],
    ["a careless deploy", "careless"],
    ["somebody messed up", "somebody messed up"],
    ["they could have known", "they could have"],
  ])("%s", (text, found) => {
    expect(words(text)).toEqual([found]);
  });

  test("come with their line and with what to say instead", () => {
    expect(blamelessHints("# Title\n\nada forgot it", ["ada"])).toEqual([
      { line: 3, words: "ada forgot", instead: "Say which reminder, check or signal was not there." },
    ]);
  });
});

test.each([
  "the deploy failed to start",
  "- 09:20, ada: the validator failed to sign",
  "ada paused the bridge; the alert should have fired earlier",
  "the retry could have been slower",
  "ada found that the cache missed entries",
  "`bo forgot` is the name of a test",
  "> bo forgot, said the newspaper",
  "_Name the conditions, not who forgot what._",
  "```\nada failed to\n```",
  "a bounty for whoever caused no harm",
])("says nothing of: %s", (text) => {
  expect(words(text)).toEqual([]);
});

test("no name is a pattern", () => {
  expect(words("x (a+)+ failed to y", ["(a+)+", ".*"])).toEqual(["(a+)+ failed to"]);
  expect(words("everything failed to start", [".*"])).toEqual([]);
});

test("a page that repeats a name for ever is read to its end", () => {
  expect(words("ada ".repeat(20_000))).toEqual([]);
});
