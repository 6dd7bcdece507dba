import { setTimeout as wait } from "node:timers/promises";

const lookEveryMs = 2;

/** Waits until it is so; throws when it is not so within the limit. */
export async function until(what: string, isSo: () => boolean, limitMs = 30_000): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (!isSo()) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
    await wait(lookEveryMs);
  }
}
