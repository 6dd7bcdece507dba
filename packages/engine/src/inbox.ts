import {
  claimDeliveries,
  deliveryDone,
  deliveryLater,
  parkDelivery,
  renewDeliveries,
  renewEveryMs,
  sortDeliveries,
  unsortedDeliveries,
  type InboxEntry,
} from "@muster/store";
import type { InboxHandler, InboxOptions, Worker } from "./api.ts";
import { nameOf, startLoop } from "./loop.ts";
import type { Shell } from "./shell.ts";
import { ended } from "./stop-within.ts";

const concurrencyDefault = 8;
const triesMax = 8;
const firstAgainMs = 1_000;
const longestAgainMs = 300_000;
const sortedAtOnce = 100;

/** Works what came in from one source: in order of arrival, again after trouble, and put aside when trying does not help. */
export function workInbox(
  shell: Shell,
  source: string,
  handler: InboxHandler,
  { concurrency = concurrencyDefault, keyOf }: InboxOptions = {},
): Worker {
  const { db, wake } = shell.store;
  const worker = shell.newId();
  const running = new Map<string, Promise<void>>();

  async function look(): Promise<number | null> {
    if (keyOf !== undefined) await sort(keyOf);
    const room = concurrency - running.size;
    if (room <= 0) return null;
    const now = shell.clock.now();
    const entries = await claimDeliveries(db, { source, worker, room, now, isSorted: keyOf !== undefined });
    for (const entry of entries) {
      const work = workOne(entry).finally(() => {
        running.delete(entry.deliveryId);
        loop.poke();
      });
      running.set(entry.deliveryId, work);
    }
    return null;
  }

  async function sort(keyFor: NonNullable<InboxOptions["keyOf"]>): Promise<void> {
    const unsorted = await unsortedDeliveries(db, source, sortedAtOnce);
    const keys = unsorted.map((entry) => ({ deliveryId: entry.deliveryId, key: safeKey(keyFor, entry) }));
    await sortDeliveries(db, source, keys);
  }

  async function workOne(entry: InboxEntry): Promise<void> {
    const held = { source, deliveryId: entry.deliveryId, worker };
    const about = { source, deliveryId: entry.deliveryId, attempt: entry.attempt };
    try {
      shell.failpoint(`inbox:${source}:claimed`);
      const outcome = (await handler(entry)) ?? null;
      shell.failpoint(`inbox:${source}:before-done`);
      await deliveryDone(db, held, outcome, shell.clock.now());
    } catch (error) {
      const why = nameOf(error);
      shell.log.error({ ...about, error: why }, "a delivery could not be worked");
      await putBack(held, entry.attempt, why).catch(() => {
        // The database is away: the lease runs out and it is tried again.
      });
    }
  }

  async function putBack(
    held: { source: string; deliveryId: string; worker: string },
    attempt: number,
    why: string,
  ) {
    if (attempt >= triesMax)
      return parkDelivery(db, held, `Working it failed ${triesMax} times; last: ${why}.`);
    const pause = Math.min(longestAgainMs, firstAgainMs * 2 ** (attempt - 1));
    return deliveryLater(db, held, new Date(shell.clock.now().getTime() + pause), why);
  }

  const heartbeat = setInterval(() => {
    renewDeliveries(db, worker, [...running.keys()]).catch(() => {
      // Then another worker takes over, and what was done is found as done.
    });
  }, renewEveryMs);
  const loop = startLoop({ wake, topic: "inbox", log: shell.log, name: `inbox ${source}` }, look);

  return {
    async stop() {
      await loop.stop();
      await ended(running.values());
      clearInterval(heartbeat);
    },
  };
}

/** A delivery that no key can be read from stands in no order; the handler will say what is wrong with it. */
function safeKey(keyOf: NonNullable<InboxOptions["keyOf"]>, entry: InboxEntry): string {
  try {
    return keyOf(entry)?.slice(0, 300).replaceAll("\0", "") ?? "";
  } catch {
    return "";
  }
}
