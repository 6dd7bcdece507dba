import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeBlock, cut, fieldValue, inline, label, paragraph } from "./neutralise.ts";

/** What stands on the screen: Discord takes one backslash before a mark away, and a zero-width break shows nothing. */
const onScreen = (text: string): string =>
  text.replaceAll(/\\([^\p{L}\p{N}\s])/gu, "$1").replaceAll("\u200b", "");

describe("outside text keeps its words and loses its power", () => {
  test.each([
    ["@everyone look", "@\u200beveryone look"],
    ["@here", "@\u200bhere"],
    ["<@123456789012345678>", "<\u200b@123456789012345678>"],
    ["<@&123456789012345678>", "<\u200b@&123456789012345678>"],
    ["<#123456789012345678>", "<\u200b#123456789012345678>"],
    ["</incident declare:123456789012345678>", "<\u200b/incident declare:123456789012345678>"],
    ["<a:boom:123456789012345678>", "<\u200ba:boom:123456789012345678>"],
    ["[safe](https://evil.example)", "[safe]\u200b(https://evil.example)"],
    ["[safe] (https://evil.example)", "[safe] (https://evil.example)"],
    ["**bold** and `code`", "\\*\\*bold\\*\\* and \\`code\\`"],
    ["||hidden||", "\\|\\|hidden\\|\\|"],
    ["~~gone~~", "\\~\\~gone\\~\\~"],
    ["_soft_", "\\_soft\\_"],
    ["# Heading", "\\# Heading"],
    ["> quote", "\\> quote"],
    ["-# small", "\\-# small"],
    ["```\nfence", "\\`\\`\\` fence"],
    ["discord.gg/abc", "discord\u200b.gg/abc"],
    ["https://discord.com/invite/abc", "https://discord\u200b.com/invite/abc"],
    ["a\u202eb\u2066c\u200bd\ufeffe", "abcde"],
    ["line\nbreak", "line break"],
    ["a\u0000b\u001bc", "abc"],
  ])("%j becomes %j", (text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  test.each([
    "p95 > 5s on the user-facing API",
    "snake_case_name",
    "https://grafana.example/d/abc_def?from=1&to=2#panel-3",
    "5 < 7 and a | b ~ c",
    "Привет, 世界 👩‍🚒 🏳️",
  ])("ordinary words stay as they are: %s", (text) => {
    expect(inline(text)).toBe(text);
  });
});

test("a paragraph keeps its lines, and none of them can become a heading or a quote", () => {
  expect(paragraph("# one\r\n> two\n\n\n\n\nthree")).toBe("\\# one\n\\> two\n\nthree");
});

test("a code block cannot be ended from inside", () => {
  expect(codeBlock("a ``` b @everyone")).toBe("```\na ''' b @\u200beveryone\n```");
});

test("letters cannot be stacked into a tower", () => {
  expect(inline(`a${"\u0301".repeat(300)}`).length).toBeLessThan(10);
});

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.string({ unit: "grapheme-composite", maxLength: 12 }),
      fc.constantFrom(
        "@everyone",
        "@here",
        "<@",
        "<@&",
        "<#",
        "</",
        "123456789012345678",
        ">",
        "](",
        "[",
        "`",
        "```",
      ),
      fc.constantFrom(
        "**",
        "__",
        "~~",
        "||",
        "\n# ",
        "\n> ",
        "\n-# ",
        "\\",
        "\u202e",
        "\u200d",
        "\ud83d",
        "https://a.b/c_d",
        "@\u200beveryone",
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("whatever comes in, nothing of it can ping, link under another name, hide or reshape", () => {
  fc.assert(
    fc.property(hostile, fc.integer({ min: 10, max: 300 }), (text, max) => {
      for (const safe of [inline(text, max), paragraph(text, max)]) {
        expect(safe).not.toMatch(/@(everyone|here)/i);
        expect(safe).not.toMatch(/<[@#/:a-z]/i);
        expect(safe).not.toContain("](");
        expect(safe).not.toMatch(/(?<!\\)(?:\\\\)*[`*]/);
        expect(safe).not.toMatch(/^\s*(?:#{1,6}\s|>|-#)/m);
        expect(safe).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        expect(safe.isWellFormed()).toBe(true);
        expect(safe.length).toBeLessThanOrEqual(max);
      }
      expect(inline(text, max)).not.toContain("\n");
    }),
    { numRuns: 2_000 },
  );
});

test("text that fits is shown whole", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."abc XYZ 019 .,!*_~|`[]()<>@#\\-"), maxLength: 80 }),
      (text) => {
        const seen = onScreen(inline(text, 1_000)).replaceAll("\\", "");
        expect(seen).toBe(text.replaceAll(/\s+/g, " ").trim().replaceAll("\\", ""));
      },
    ),
  );
});

test("cutting never splits what a person sees as one character", () => {
  const family = "👩‍👩‍👧‍👦";
  for (let max = 2; max < 40; max += 1) {
    const part = inline(family.repeat(5), max);
    expect(part.replace(/…$/, "").replaceAll(family, "")).toBe("");
    expect(part.length).toBeLessThanOrEqual(max);
  }
  expect([cut("abcdef", 4), label("abc\ndef", 4), fieldValue("abc\ndef", 6)]).toEqual([
    "abc…",
    "abc…",
    "abc\nd…",
  ]);
});
