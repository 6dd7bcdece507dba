/** The first pause, and the longest one of our own choosing: a platform that was down for hours is back in our sight within a minute. */
const firstMs = 500;
const longestMs = 60_000;
/** A deliverer's own wish (such as Retry-After) is never cut short, but nothing sleeps for days either. */
const wishMaxMs = 6 * 3_600_000;
const jitter = 0.25;

/**
 * Milliseconds until the next attempt: twice as long each time, never less than what the platform asked for, and spread out, so
 * that those who failed together do not come back together. `chance` is 0 ≤ chance < 1.
 */
export function pauseMs(attempt: number, askedMs: number, chance: number): number {
  const own = Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(attempt - 1, 0), 20));
  const asked = Math.min(Math.max(askedMs, 0), wishMaxMs);
  return Math.round(Math.max(own, asked) * (1 + jitter * chance));
}
