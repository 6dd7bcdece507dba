import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Offset } from "./clock.ts";
import { offsetAfter, sayOffset } from "./offset.ts";

const dayMs = 86_400_000;
const instant = fc.date({
  min: new Date("2020-01-01T00:00:00Z"),
  max: new Date("2040-12-31T23:59:59Z"),
  noInvalidDate: true,
});
const count = (max: number) => fc.integer({ min: 1, max });

describe("S4-119: a deadline by hand", () => {
  test.each<[string, Offset, string]>([
    ["2026-01-05T09:00:00Z", { hours: 72 }, "2026-01-08T09:00:00Z"],
    // Clocks go forward in Europe on 29 March 2026; the law's hours do not.
    ["2026-03-28T12:00:00Z", { hours: 24 }, "2026-03-29T12:00:00Z"],
    ["2026-12-31T20:00:00Z", { hours: 4 }, "2027-01-01T00:00:00Z"],
    ["2026-12-31T20:00:01Z", { hours: 4 }, "2027-01-01T00:00:01Z"],
    ["2026-01-05T09:00:00Z", { days: 14 }, "2026-01-19T09:00:00Z"],
    ["2028-02-15T09:00:00Z", { days: 15 }, "2028-03-01T09:00:00Z"],
    // A Monday, a Friday, a Saturday and a Sunday.
    ["2026-01-05T09:00:00Z", { businessDays: 4 }, "2026-01-09T09:00:00Z"],
    ["2026-01-09T09:00:00Z", { businessDays: 4 }, "2026-01-15T09:00:00Z"],
    ["2026-01-10T09:00:00Z", { businessDays: 4 }, "2026-01-15T09:00:00Z"],
    ["2026-01-11T09:00:00Z", { businessDays: 1 }, "2026-01-12T09:00:00Z"],
    ["2026-01-05T09:00:00Z", { businessDays: 10 }, "2026-01-19T09:00:00Z"],
    ["2026-01-15T09:30:00Z", { months: 1 }, "2026-02-15T09:30:00Z"],
    ["2026-01-31T09:30:00Z", { months: 1 }, "2026-02-28T09:30:00Z"],
    ["2028-01-31T09:30:00Z", { months: 1 }, "2028-02-29T09:30:00Z"],
    ["2028-02-29T09:30:00Z", { months: 12 }, "2029-02-28T09:30:00Z"],
    ["2026-12-31T09:30:00Z", { months: 2 }, "2027-02-28T09:30:00Z"],
    ["2026-05-05T09:00:00Z", { daysAfterYear: 60 }, "2027-03-01T23:59:59.999Z"],
    ["2027-05-05T09:00:00Z", { daysAfterYear: 60 }, "2028-02-29T23:59:59.999Z"],
  ])("%s and %j is %s", (start, offset, due) => {
    expect(offsetAfter(new Date(start), offset)).toEqual(new Date(due));
  });
});

test("S4-119: business days end on a weekday at the same time of day, with just so many weekdays behind them", () => {
  fc.assert(
    fc.property(instant, count(60), (start, days) => {
      const due = offsetAfter(start, { businessDays: days });
      expect([0, 6]).not.toContain(due.getUTCDay());
      expect((due.getTime() - start.getTime()) % dayMs).toBe(0);
      let weekdays = 0;
      for (let at = start.getTime() + dayMs; at <= due.getTime(); at += dayMs) {
        if (![0, 6].includes(new Date(at).getUTCDay())) weekdays += 1;
      }
      expect(weekdays).toBe(days);
    }),
  );
});

test("S4-119: months later is that month, at the same time, on the same day or the month's last", () => {
  fc.assert(
    fc.property(instant, count(24), (start, months) => {
      const due = offsetAfter(start, { months });
      const monthOf = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
      expect(monthOf(due) - monthOf(start)).toBe(months);
      expect(due.toISOString().slice(10)).toBe(start.toISOString().slice(10));
      const isLastDay = new Date(due.getTime() + dayMs).getUTCDate() === 1;
      expect(
        due.getUTCDate() === start.getUTCDate() || (isLastDay && due.getUTCDate() < start.getUTCDate()),
      ).toBe(true);
    }),
  );
});

test("a longer span never ends earlier, and none ends before it starts", () => {
  const spans = [
    (n: number): Offset => ({ hours: n }),
    (n: number): Offset => ({ days: n }),
    (n: number): Offset => ({ businessDays: n }),
    (n: number): Offset => ({ months: n }),
    (n: number): Offset => ({ daysAfterYear: n }),
  ];
  fc.assert(
    fc.property(instant, count(23), fc.constantFrom(...spans), (start, n, span) => {
      const due = offsetAfter(start, span(n));
      expect(due > start).toBe(true);
      expect(offsetAfter(start, span(n + 1)) >= due).toBe(true);
    }),
  );
});

test("spans are said in words, and business days with what they leave out", () => {
  expect(sayOffset({ hours: 72 })).toBe("72 h");
  expect(sayOffset({ businessDays: 4 })).toBe("4 business days (weekends left out, holidays not known)");
  expect(sayOffset({ months: 1 })).toBe("1 month");
  expect(sayOffset(null)).toBe("without undue delay");
});
