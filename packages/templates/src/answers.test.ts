import fc from "fast-check";
import { expect, test } from "vitest";
import { answersMark, putAnswer, type Answer } from "./answers.ts";

const at = new Date("2026-01-05T09:12:30Z");
const answer = (change: Partial<Answer> = {}): Answer => ({
  key: "comment:1",
  at,
  comment: 1,
  to: "ada",
  outcome: "done",
  text: "INC-1 is mitigated.",
  ...change,
});
const keysOf = (comment: string): string[] =>
  [...comment.matchAll(/^<!-- muster:answer (\S+) -->$/gm)].map(([, key]) => key!);

test("an answer says to whom, when and how it ended, in words", () => {
  expect(putAnswer(null, answer())).toBe(
    [
      answersMark,
      "**Answers from Muster**, the newest on top. `/incident help` lists what you can say.",
      "",
      "<!-- muster:answer comment:1 -->",
      "---",
      "**✅ Done** for ada, 2026-01-05 09:12 UTC, to [this comment](#issuecomment-1)",
      "",
      "INC-1 is mitigated.",
      "",
    ].join("\n"),
  );
});

test("the newest stands on top, ten at most, and the same answer comes once", () => {
  const keys = Array.from({ length: 12 }, (_, index) => `comment:${index + 1}`);
  const comment = keys.reduce<string | null>((before, key) => putAnswer(before, answer({ key })), null)!;
  expect(keysOf(comment)).toEqual(keys.toReversed().slice(0, 10));
  expect(putAnswer(comment, answer({ key: "comment:9", text: "again" }))).toBe(comment);
});

test("a block of code that does not end takes in no other answer", () => {
  const before = putAnswer(null, answer({ key: "a" }));
  const comment = putAnswer(before, answer({ key: "b", text: "```\n/incident show" }));
  const third = putAnswer(comment, answer({ key: "c" }));
  expect(keysOf(third)).toEqual(["c", "b", "a"]);
});

test("whatever an answer says, it fits, pings nobody and hides no other one", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom("@eve", "<!-- muster:answers -->", "<!-- muster:answer x -->", "```", "~~~~", "-->"),
    fc.constantFrom("x".repeat(20_000), "@".repeat(15_000), "\u{1f4a5}".repeat(9_000)),
  );
  fc.assert(
    fc.property(fc.array(fc.array(text, { maxLength: 3 }), { minLength: 1, maxLength: 13 }), (texts) => {
      let comment: string | null = null;
      for (const [index, lines] of texts.entries()) {
        comment = putAnswer(comment, answer({ key: `k:${index}`, text: lines.join("\n") }));
        expect(keysOf(comment)[0]).toBe(`k:${index}`);
      }
      expect(comment!.length).toBeLessThanOrEqual(65_536);
      expect(comment).not.toMatch(/@(?=[\w-])/);
      expect(comment!.startsWith(answersMark)).toBe(true);
    }),
    { numRuns: 20 },
  );
});
