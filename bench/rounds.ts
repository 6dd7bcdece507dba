/** A call as a simulator logged it, in monotonic milliseconds. */
export type TimedCall = { name: string; startedMs: number; endedMs: number };

/**
 * How many round trips each call had to wait for, itself included: one more than the longest chain of calls that were answered
 * before it began. This counts what depends on what by what was seen, not by what the code says.
 */
export function roundsOf(calls: readonly TimedCall[]): Map<TimedCall, number> {
  const rounds = new Map<TimedCall, number>();
  for (const call of calls.toSorted((a, b) => a.startedMs - b.startedMs)) {
    const before = [...rounds]
      .filter(([earlier]) => earlier.endedMs <= call.startedMs)
      .map(([, round]) => round);
    rounds.set(call, 1 + Math.max(0, ...before));
  }
  return rounds;
}
