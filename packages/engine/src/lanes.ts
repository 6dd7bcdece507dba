import type { Deliver, Delivery, Lane } from "@muster/incident";
import {
  claimEffects,
  lags,
  leaseMs,
  nextLook,
  renewEveryMs,
  renewLeases,
  type EffectRow,
} from "@muster/store";
import type { Worker } from "./api.ts";
import { deliverOne } from "./deliver.ts";
import { nameOf, startLoop } from "./loop.ts";
import { lagNoticer } from "./notices.ts";
import { recordEnding } from "./record-ending.ts";
import type { Shell } from "./shell.ts";
import { ended } from "./stop-within.ts";

const concurrencyDefault = 16;
/** Lag is told in minutes; counting it for every delivery would cost more than it says. */
const lagKeptMs = 1_000;
/** A call that leaves in the last moment of a lease must also arrive in it. */
const callSpareMs = 500;

/**
 * The hands of a lane: claims what is due and has it delivered, several at once, one at a time for each effect. Replicas may
 * work the same lane; each effect is delivered by one of them.
 */
export function workLane(
  shell: Shell,
  lane: Lane,
  deliver: Deliver,
  concurrency = concurrencyDefault,
): Worker {
  const { db, wake } = shell.store;
  const worker = shell.newId();
  const running = new Map<string, Promise<void>>();
  /** Until when, by this process's own steady clock, nobody else takes what is running. */
  const holds = new Map<string, Hold>();
  const lagOf = lagReader(shell);
  const noticeLag = lagNoticer(shell, lane);

  async function look(): Promise<number | null> {
    const room = concurrency - running.size;
    // Each ending looks again.
    if (room <= 0) return null;
    await noticeLag();
    const now = shell.clock.now();
    const askedAt = performance.now();
    const rows = await claimEffects(db, { lane, worker, room, busyWith: [...running.keys()], now });
    for (const row of rows) start(row, { until: heldFrom(askedAt) });
    if (rows.length === room) return null;
    const { dueInMs, realMs } = await nextLook(db, lane, now);
    return Math.min(dueInMs ?? Infinity, realMs ?? Infinity);
  }

  function start(row: EffectRow, hold: Hold): void {
    const about = { lane, effectKey: row.key, attempt: row.attempts };
    holds.set(row.key, hold);
    const work = deliverAndRecord(row, hold)
      .catch((error: unknown) => {
        // The lease runs out and somebody takes it from there.
        shell.log.error({ ...about, error: nameOf(error) }, "a delivery broke off");
      })
      .finally(() => {
        running.delete(row.key);
        holds.delete(row.key);
        // A deliverer that hung too long may still be at it; by now the effect may be somebody else's, or this worker's anew.
        hold.until = 0;
        loop.poke();
      });
    running.set(row.key, work);
  }

  async function deliverAndRecord(row: EffectRow, hold: Hold): Promise<void> {
    const about = { lane, effectKey: row.key, attempt: row.attempts };
    const isStillOurs = (): boolean => performance.now() < hold.until;
    const lagMs = await lagOf(row.incidentId);
    const ending = await deliverOne(shell, row, deliver, { lagMs, isHeld: isStillOurs });
    const isHeld = await recordEnding(shell, row, worker, ending);
    if (!isHeld) shell.log.warn(about, "a delivery took longer than its lease; somebody else has taken over");
    if (ending.verdict === "later") shell.log.info({ ...about, why: ending.why }, "put off");
    if (ending.verdict === "never") shell.log.warn({ ...about, why: ending.why }, "given up");
    shell.failpoint(`effect:${row.effect.kind === "keep" ? row.effect.surface : row.effect.place}:recorded`);
    wake.tell("effects");
  }

  const heartbeat = setInterval(() => {
    const askedAt = performance.now();
    const asked = new Map(holds);
    renewLeases(db, worker, [...asked.keys()])
      .then((keys) => {
        for (const [key, hold] of asked) {
          if (keys.includes(key) && holds.get(key) === hold) hold.until = heldFrom(askedAt);
        }
      })
      .catch((error: unknown) => {
        shell.log.warn({ lane, error: nameOf(error) }, "leases could not be renewed");
      });
  }, renewEveryMs);
  const loop = startLoop({ wake, topic: "effects", log: shell.log, name: `lane ${lane}` }, look);

  return {
    async stop() {
      await loop.stop();
      await ended(running.values());
      clearInterval(heartbeat);
    },
  };
}

type Hold = { until: number };

const heldFrom = (askedAt: number): number => askedAt + leaseMs - callSpareMs;

/** What an incident still waits for. Others' waiting is not told on its card, and mostly nothing waits at all. */
function lagReader(shell: Shell): (incidentId: string) => Promise<Delivery["lagMs"]> {
  let kept: { at: number; lagMs: Promise<Delivery["lagMs"]> } | null = null;
  return async (incidentId) => {
    const now = shell.clock.now();
    if (kept === null || now.getTime() - kept.at > lagKeptMs) {
      kept = { at: now.getTime(), lagMs: lags(shell.store.db, now) };
    }
    const ofAll = await kept.lagMs;
    const isBehind = Object.values(ofAll).some((lagMs) => lagMs > lagKeptMs);
    return isBehind ? lags(shell.store.db, now, incidentId) : ofAll;
  };
}
