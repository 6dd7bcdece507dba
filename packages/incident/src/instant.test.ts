import fc from "fast-check";
import { expect, test } from "vitest";
import { readAhead, readPast } from "./instant.ts";
import { explain } from "./explain.ts";

const now = new Date("2026-01-05T09:00:00Z");
const said = (read: typeof readPast, text: string): string => {
  const result = read(text, now);
  return result.ok ? result.value : result.refused.because;
};

test.each([
  ["08:40", "2026-01-05T08:40:00.000Z"],
  ["8:40 UTC", "2026-01-05T08:40:00.000Z"],
  // Still to come today, so yesterday's.
  ["23:50", "2026-01-04T23:50:00.000Z"],
  ["2026-01-04 08:40", "2026-01-04T08:40:00.000Z"],
  ["2026-01-04T08:40:12Z", "2026-01-04T08:40:12.000Z"],
  ["2026-01-05T10:40+02:00", "2026-01-05T08:40:00.000Z"],
  ["20m", "2026-01-05T08:40:00.000Z"],
  ["3d ago", "2026-01-02T09:00:00.000Z"],
  ["2026-01-05 09:05", "time-ahead"],
  ["2026-02-30 08:40", "time-unreadable"],
  ["25:00", "time-unreadable"],
  ["soon", "time-unreadable"],
])("what happened at %j happened at %s", (text, at) => {
  expect(said(readPast, text)).toBe(at);
});

test.each([
  ["2026-02-01", "2026-02-01T23:59:00.000Z"],
  ["2026-02-01 12:00", "2026-02-01T12:00:00.000Z"],
  ["30d", "2026-02-04T09:00:00.000Z"],
  ["2026-01-05", "2026-01-05T23:59:00.000Z"],
  ["2026-01-04", "time-past"],
  ["0d", "time-past"],
  ["never", "time-unreadable"],
])("until %j is until %s", (text, at) => {
  expect(said(readAhead, text)).toBe(at);
});

test("whatever is typed, an instant is not in the future or the words say what to write", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,4}[mhdw:][0-9 ]{0,3}$/)), (text) => {
      const result = readPast(text, now);
      if (result.ok) expect(new Date(result.value).getTime()).toBeLessThanOrEqual(now.getTime() + 60_000);
      else expect(explain(result.refused)).toMatch(/UTC/);
    }),
  );
});
