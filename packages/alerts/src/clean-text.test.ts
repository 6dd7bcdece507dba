import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanLabels, cleanLine, cleanLines } from "./clean-text.ts";
import { cleanTime, timeOfSeconds } from "./clean-time.ts";
import { cleanUrl } from "./clean-url.ts";

test.each([
  ["a\u202Eb\u200Bc\u00ADd\uFEFF", "abcd"],
  ["two\nlines\tand\u0000 more", "two lines and more"],
  ["a \u200B b", "a b"],
  ["\u{E0041}tag\u3164", "tag"],
  ["a\uFFF9b\u0600", "ab"],
  ["\uD800x", "\uFFFDx"],
  ["zürich 東京 👍 @everyone", "zürich 東京 👍 @everyone"],
])("%j becomes %j", (given, clean) => {
  expect(cleanLine(given, 100)).toBe(clean);
});

test("a text that is too long ends in an ellipsis and never inside a letter", () => {
  expect(cleanLine("abcdef", 4)).toBe("abc…");
  expect(cleanLine("ab👍👍", 4)).toBe("ab…");
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.integer({ min: 2, max: 20 }),
      (given, max) => {
        for (const clean of [cleanLine(given, max), cleanLines(given, max)]) {
          expect(clean.length).toBeLessThanOrEqual(max);
          expect(clean.isWellFormed()).toBe(true);
        }
        expect(cleanLine(cleanLine(given, max), max)).toBe(cleanLine(given, max));
      },
    ),
  );
});

test("lines stay lines, with at most one empty one between", () => {
  expect(cleanLines("a\r\n\n\n\n\tb  \u2028c\u202E", 100)).toBe("a\n\n b\nc");
});

test("labels that would reach into an object are dropped", () => {
  const labels = JSON.parse('{"__proto__":"x","constructor":"y","a":"1","":"2","b":"\u200b"}') as Record<
    string,
    string
  >;
  expect(Object.entries(cleanLabels("generic", labels))).toEqual([
    ["a", "1"],
    ["source", "generic"],
  ]);
});

test.each([
  ["https://ada:pw@x.example/a?b#c", "https://x.example/a?b#c"],
  ["http://x", "http://x/"],
  ["javascript:alert(1)", null],
  ["data:text/html,x", null],
  ["https://", null],
  ["//x.example", null],
  ["", null],
  [`https://x/${"a".repeat(3_000)}`, null],
])("the address %.40s becomes %s", (given, clean) => {
  expect(cleanUrl(given)).toBe(clean);
});

test.each([
  ["2026-11-20T19:18:30.901705971Z", "2026-11-20T19:18:30.901Z"],
  ["2026-11-20T20:18:30+01:00", "2026-11-20T19:18:30.000Z"],
  ["0001-01-01T00:00:00Z", null],
  ["2026-13-01T00:00:00Z", null],
  ["2026-11-20", null],
  ["soon", null],
])("the time %s becomes %s", (given, clean) => {
  expect(cleanTime(given)).toBe(clean);
});

test("seconds since 1970 become a time, nonsense does not", () => {
  expect(timeOfSeconds("1795202320")).toBe("2026-11-20T19:18:40.000Z");
  for (const nonsense of ["", "x", null, 0, 1e20, Number.NaN]) expect(timeOfSeconds(nonsense)).toBeNull();
});
