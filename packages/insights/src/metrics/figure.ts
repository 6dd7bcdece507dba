import type { PastAnchor } from "../past-incident.ts";
import type { Span } from "./spans.ts";

/** One measure over several incidents, in minutes. Null where there is nothing to say, never 0. */
export type Figure = {
  n: number;
  /** Incidents that have no figure: unknown, not yet over, known by the day alone, or out of order. */
  unknown: number;
  medianMin: number | null;
  meanMin: number | null;
  minMin: number | null;
  maxMin: number | null;
  from: PastAnchor;
  to: PastAnchor;
};

/** What stands behind a figure. */
export type Behind = {
  /** Nine in ten took no longer; null below five, where it would say nothing. */
  p90Min: number | null;
  /** Of `n`: those of which a time was estimated. */
  approx: number;
  /** Of `unknown`: why. */
  notYet: number;
  dayOnly: number;
  outOfOrder: number;
};

/** Under so many there is no percentile; the median always stands beside its n. */
export const percentileFrom = 5;

const minuteMs = 60_000;

export function figureOf(
  spans: readonly Span[],
  { from, to }: { from: PastAnchor; to: PastAnchor },
): { figure: Figure; behind: Behind } {
  const known = spans.filter((span) => typeof span === "object");
  const sorted = known.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const count = (why: Span): number => spans.filter((span) => span === why).length;
  const n = sorted.length;
  const unknown = spans.length - n - count("notAsked");
  return {
    figure: {
      n,
      unknown,
      medianMin: minutes(medianOf(sorted)),
      meanMin: minutes(n === 0 ? null : sorted.reduce((sum, ms) => sum + ms, 0) / n),
      minMin: minutes(sorted[0] ?? null),
      maxMin: minutes(sorted.at(-1) ?? null),
      from,
      to,
    },
    behind: {
      p90Min: minutes(n < percentileFrom ? null : (sorted[Math.ceil(0.9 * n) - 1] ?? null)),
      approx: known.filter(({ isApprox }) => isApprox).length,
      notYet: count("notYet"),
      dayOnly: count("dayOnly"),
      outOfOrder: count("outOfOrder"),
    },
  };
}

/** The middle one; of an even number the mean of the two in the middle. */
function medianOf(sorted: readonly number[]): number | null {
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const minutes = (ms: number | null): number | null => (ms === null ? null : ms / minuteMs);
