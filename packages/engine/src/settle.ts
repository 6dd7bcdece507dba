import { setTimeout as wait } from "node:timers/promises";
import { lanes, type Lane } from "@muster/incident";
import { atOneMoment, countDueTimers, errandLoads, inboxLoad, laneLoads } from "@muster/store";
import type { Pending } from "./api.ts";
import type { Shell } from "./shell.ts";

/** Looking costs more the more there is to do; it must not slow down what it waits for. */
const lookEveryMs = 20;
const restsPerLook = 4;
/** What was put off for less than this is worth waiting for, if the clock goes on by itself. */
const soonMs = 1_500;

/** All at one moment: what an entry of the inbox brings would be missed if it was looked for before and the entry after. */
export async function pendingNow(shell: Shell, aheadMs = 0): Promise<Pending> {
  const until = new Date(shell.clock.now().getTime() + aheadMs);
  const { effects, errands, timers, inbox } = await atOneMoment(shell.store.db, async (tx) => ({
    effects: await laneLoads(tx, until),
    errands: await errandLoads(tx, until),
    timers: await countDueTimers(tx, shell.clock.now()),
    inbox: await inboxLoad(tx, until),
  }));
  const loads = Object.fromEntries(
    lanes.map((lane) => [
      lane,
      {
        ...effects[lane],
        due: effects[lane].due + errands[lane].due,
        later: effects[lane].later + errands[lane].later,
        givenUp: effects[lane].givenUp + errands[lane].givenUp,
      },
    ]),
  ) as Pending["lanes"];
  return { lanes: loads, timers, inbox: inbox.due, parked: inbox.parked };
}

/** Waits until nothing is left that can be done now. What was put off after trouble, given up or needs what was, is not waited for. */
export async function settle(
  shell: Shell,
  { limitMs }: { limitMs: number },
): Promise<{ settled: boolean; pending: Pending }> {
  const startedAt = performance.now();
  for (;;) {
    const lookedAt = performance.now();
    const sinceMs = lookedAt - startedAt;
    const pending = await pendingNow(shell, sinceMs < soonMs ? soonMs : 0);
    if (isQuiet(pending)) return { settled: true, pending: await pendingNow(shell) };
    if (sinceMs >= limitMs) return { settled: false, pending: await pendingNow(shell) };
    const tookMs = performance.now() - lookedAt;
    await wait(Math.min(Math.max(lookEveryMs, tookMs * restsPerLook), limitMs - sinceMs));
  }
}

function isQuiet({ lanes: loads, timers, inbox }: Pending): boolean {
  return timers === 0 && inbox === 0 && lanes.every((lane: Lane) => loads[lane].due === 0);
}
