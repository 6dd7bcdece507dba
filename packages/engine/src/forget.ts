import { forgetDeliveries, forgetErrands, forgetRequests } from "@muster/store";
import { nameOf } from "./loop.ts";
import type { Shell } from "./shell.ts";
import type { Worker } from "./api.ts";

const everyMs = 3_600_000;
const dayMs = 86_400_000;
/** Platforms repeat themselves within minutes; GitHub redelivers for three days. https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const requestsKeptMs = 7 * dayMs;
const deliveriesKeptMs = 14 * dayMs;
/** Longer than a year, so that what recurs yearly is not put a second time. */
const errandsKeptMs = 400 * dayMs;
const atOnce = 1_000;
const batchesMax = 100;

/** Forgets answers and worked deliveries that nobody can ask for any more. The record itself is kept for ever. */
export function forgetRegularly(shell: Shell): Worker {
  let running = Promise.resolve();
  const stopping = new AbortController();

  async function forget(): Promise<void> {
    const { db } = shell.store;
    const now = shell.clock.now().getTime();
    try {
      for (let batch = 0; batch < batchesMax && !stopping.signal.aborted; batch++) {
        const gone =
          (await forgetRequests(db, new Date(now - requestsKeptMs), atOnce)) +
          (await forgetDeliveries(db, new Date(now - deliveriesKeptMs), atOnce)) +
          (await forgetErrands(db, new Date(now - errandsKeptMs), atOnce));
        if (gone === 0) return;
      }
    } catch (error) {
      shell.log.warn(
        { error: nameOf(error) },
        "old deliveries could not be forgotten; trying again in an hour",
      );
    }
  }

  const timer = setInterval(() => {
    running = forget();
  }, everyMs);
  return {
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}
