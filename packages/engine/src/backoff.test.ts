import fc from "fast-check";
import { expect, test } from "vitest";
import { pauseMs } from "./backoff.ts";

test("pauses double up to a minute", () => {
  expect([1, 2, 3, 4, 8, 100].map((attempt) => pauseMs(attempt, 0, 0))).toEqual([
    500, 1_000, 2_000, 4_000, 60_000, 60_000,
  ]);
});

test("a platform's own wish is never cut short, and nothing sleeps for more than some hours", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: -1, max: 6 * 3_600_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, askedMs, chance) => {
        const pause = pauseMs(attempt, askedMs, chance);
        expect(pause).toBeGreaterThanOrEqual(Math.max(askedMs, 500));
        expect(pause).toBeLessThanOrEqual(8 * 3_600_000);
      },
    ),
  );
});
