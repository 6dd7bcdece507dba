import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration, sayDuration, utcDate, utcTime } from "./duration.ts";

test.each([
  ["90s", 90_000],
  ["30m", 1_800_000],
  [" 2 h ", 7_200_000],
  ["7D", 604_800_000],
])("%s is a duration", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each(["", "soon", "1.5h", "-3m", "30", "5w", "9999999s"])("%s is not a duration", (text) => {
  expect(parseDuration(text)).toBeNull();
});

test("a span is said in its two largest units", () => {
  expect(sayDuration(0)).toBe("0 s");
  expect(sayDuration(45_000)).toBe("45 s");
  expect(sayDuration(7_500_000)).toBe("2 h 5 min");
  expect(sayDuration(90_061_000)).toBe("1 d 1 h");
  expect(sayDuration(86_400_000 + 60_000)).toBe("1 d");
});

test("no span, however odd, is said as nothing", () => {
  fc.assert(fc.property(fc.integer(), (span) => sayDuration(span).length > 0));
});

test("dates and times are UTC", () => {
  const at = new Date("2026-11-21T23:59:30+02:00");
  expect([utcDate(at), utcTime(at)]).toEqual(["2026-11-21", "21:59"]);
});
