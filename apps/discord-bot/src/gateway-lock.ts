import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "@muster/engine";
import type { Store } from "@muster/store";

/** How often a replica that waits asks for the lock: so long nobody listens after the one that did has died. */
const askEveryMs = 1_000;

export type GatewayLock = {
  /** Whether this replica was the first to come, once that is known. */
  isFirst: Promise<boolean>;
  release(): Promise<void>;
};

/**
 * One of all replicas holds the gateway: two would both hear, and answer, every interaction. The lock lives as long as its
 * database connection, so a replica that dies lets go of it by dying.
 *
 * `onHeld` is called when this replica is the one, `onLost` when it is not any more; both may happen many times.
 */
export function holdGatewayLock(
  { store, name, log }: { store: Store; name: string; log: Log },
  { onHeld, onLost }: { onHeld: () => void; onLost: () => Promise<void> },
): GatewayLock {
  const stopping = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    stopping.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const pause = (ms: number): Promise<void> =>
    wait(ms, undefined, { signal: stopping.signal }).catch(() => {});

  let tellFirst: (isHeld: boolean) => void = () => {};
  const isFirst = new Promise<boolean>((resolve) => (tellFirst = resolve));

  async function attempt(): Promise<void> {
    const lock = await store.tryLock(`muster gateway ${name}`);
    tellFirst(lock !== null);
    if (lock === null) return;
    try {
      log.info({}, "this replica holds the gateway");
      onHeld();
      await Promise.race([lock.lost, aborted]);
    } finally {
      await onLost();
      await lock.release();
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await attempt().catch((error: unknown) => {
        log.warn(
          { error: error instanceof Error ? error.name : typeof error },
          "the gateway lock was lost or could not be asked for",
        );
      });
      await pause(askEveryMs);
    }
  }

  const running = run();
  return {
    isFirst,
    async release() {
      stopping.abort();
      await running;
    },
  };
}
