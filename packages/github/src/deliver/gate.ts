import type { Clock } from "@muster/kernel";

/*
 * Our pacing towards GitHub. It stands in for Octokit's throttling plugin, which keeps 3 s between two creations and 1 s between
 * two writes: the first minute of an incident would spend seconds waiting although a whole budget is free. GitHub asks for one
 * write at a time, for a pause when it says so, and for about 80 content creations a minute and 500 an hour
 * (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits). So writes queue
 * up behind each other without a gap, and once the budget is spent they are handed back to the outbox, which waits without
 * holding anything.
 */

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Kept below GitHub's own numbers, because another replica may write too. */
const writesPerMinute = 60;
const creationsPerHour = 400;

/** Not a failure: the call was never made, and may be made after `afterMs`. */
export class Held extends Error {
  override name = "Held";
  readonly afterMs: number;
  constructor(afterMs: number, why: string) {
    super(why);
    this.afterMs = afterMs;
  }
}

export type CallKind = "read" | "write" | "create";

export type Gate = {
  /** Makes the call when it may be made now; throws `Held` when it may not. */
  pass<Answer>(kind: CallKind, call: () => Promise<Answer>): Promise<Answer>;
  /** GitHub asked for quiet: nothing goes out before then, for whatever incident. */
  pause(forMs: number): void;
};

export function createGate(clock: Clock): Gate {
  let pausedUntil = 0;
  let lastWrite: Promise<unknown> = Promise.resolve();
  const writes: number[] = [];
  const creations: number[] = [];

  function checkPause(): void {
    const waitMs = pausedUntil - clock.now().getTime();
    if (waitMs > 0) throw new Held(waitMs, "GitHub asked for a pause");
  }

  function spend(kind: CallKind): void {
    const now = clock.now().getTime();
    spendFrom(writes, { now, windowMs: minuteMs, max: writesPerMinute });
    if (kind === "create") spendFrom(creations, { now, windowMs: hourMs, max: creationsPerHour });
  }

  return {
    async pass(kind, call) {
      checkPause();
      if (kind === "read") return call();
      const turn = lastWrite.then(() => {
        checkPause();
        spend(kind);
        return call();
      });
      lastWrite = turn.catch(() => undefined);
      return turn;
    },
    pause(forMs) {
      pausedUntil = Math.max(pausedUntil, clock.now().getTime() + forMs);
    },
  };
}

function spendFrom(
  spent: number[],
  { now, windowMs, max }: { now: number; windowMs: number; max: number },
): void {
  while (spent.length > 0 && spent[0]! <= now - windowMs) spent.shift();
  if (spent.length >= max)
    throw new Held(spent[0]! + windowMs - now, "as many writes as GitHub allows are done");
  spent.push(now);
}
