import { lanes, type Lane } from "@muster/incident";
import { countDueTimers, inboxLoad, laneLoads } from "@muster/store";
import type { Pending } from "./api.ts";
import type { Shell } from "./shell.ts";

const lookEveryMs = 20;
/** What was put off for less than this is worth waiting for, if the clock goes on by itself. */
const soonMs = 1_500;

export async function pendingNow(shell: Shell, aheadMs = 0): Promise<Pending> {
  const { db } = shell.store;
  const until = new Date(shell.clock.now().getTime() + aheadMs);
  const [loads, timers, inbox] = await Promise.all([
    laneLoads(db, until),
    countDueTimers(db, shell.clock.now()),
    inboxLoad(db, until),
  ]);
  return { lanes: loads, timers, inbox: inbox.due, parked: inbox.parked };
}

/** Waits until nothing is left that can be done now. What was put off after trouble, given up or needs what was, is not waited for. */
export async function settle(
  shell: Shell,
  { limitMs }: { limitMs: number },
): Promise<{ settled: boolean; pending: Pending }> {
  const startedAt = performance.now();
  for (;;) {
    const sinceMs = performance.now() - startedAt;
    const pending = await pendingNow(shell, sinceMs < soonMs ? soonMs : 0);
    if (isQuiet(pending)) return { settled: true, pending: await pendingNow(shell) };
    if (sinceMs >= limitMs) return { settled: false, pending: await pendingNow(shell) };
    await untilTold(shell, Math.min(lookEveryMs, limitMs - sinceMs));
  }
}

function isQuiet({ lanes: loads, timers, inbox }: Pending): boolean {
  return timers === 0 && inbox === 0 && lanes.every((lane: Lane) => loads[lane].due === 0);
}

function untilTold(shell: Shell, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const unhear = shell.store.wake.on("effects", end);
    const timer = setTimeout(end, ms);
    function end(): void {
      clearTimeout(timer);
      unhear();
      resolve();
    }
  });
}
