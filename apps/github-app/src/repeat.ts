import type { Log } from "@muster/engine";

export type Repeating = {
  first: Promise<void>;
  /** Does it now; one that is under way is waited for and done once more. */
  now(): Promise<boolean>;
  stop(): Promise<void>;
};

/** Does something at once and then again and again, never twice at the same time. `pause` says how long to wait after how it ended. */
export function repeat(
  deed: () => Promise<boolean>,
  pause: (isDone: boolean) => number,
  log: Log,
): Repeating {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<boolean> = Promise.resolve(true);

  function once(): Promise<boolean> {
    clearTimeout(timer);
    running = running.then(async () => {
      if (isStopped) return false;
      const isDone = await tried();
      clearTimeout(timer);
      if (!isStopped) timer = setTimeout(() => void once(), pause(isDone));
      return isDone;
    });
    return running;
  }

  async function tried(): Promise<boolean> {
    try {
      return await deed();
    } catch (error) {
      log.error(
        { error: error instanceof Error ? error.name : "unknown" },
        "looking for what was missed failed",
      );
      return false;
    }
  }

  return {
    first: once().then(() => undefined),
    now: once,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
