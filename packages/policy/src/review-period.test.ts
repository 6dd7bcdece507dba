import fc from "fast-check";
import { expect, test } from "vitest";
import { nextPeriodAt, periodOf } from "./review-period.ts";

const at = (text: string): Date => new Date(`${text}Z`);

test.each([
  ["week", "2026-11-27T23:59", "2026-W48", "2026-11-30T00:00"],
  ["week", "2026-11-30T00:00", "2026-W49", "2026-12-07T00:00"],
  ["month", "2028-02-29T12:00", "2028-02", "2028-03-01T00:00"],
  ["month", "2026-12-31T23:59", "2026-12", "2027-01-01T00:00"],
  ["quarter", "2026-10-01T00:00", "2026-Q4", "2027-01-01T00:00"],
  ["quarter", "2026-03-31T23:59", "2026-Q1", "2026-04-01T00:00"],
  ["year", "2026-06-30T00:00", "2026", "2027-01-01T00:00"],
] as const)("a %s at %s is %s, and the next begins %s", (every, now, period, next) => {
  expect(periodOf(every, at(now))).toBe(period);
  expect(nextPeriodAt(every, at(now))).toEqual(at(next));
});

test("the next period is always ahead, and begins where the one before ends", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("week" as const, "month" as const, "quarter" as const, "year" as const),
      fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
      (every, now) => {
        const next = nextPeriodAt(every, now);
        expect(next > now).toBe(true);
        expect(periodOf(every, next)).not.toBe(periodOf(every, now));
        expect(periodOf(every, new Date(next.getTime() - 1))).toBe(periodOf(every, now));
      },
    ),
  );
});
