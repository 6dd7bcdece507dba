import type { Topic, Wake } from "@muster/store";
import type { Log } from "./api.ts";

export type Loop = {
  /** Looks again now. */
  poke(): void;
  /** Resolves when the look that is under way has ended; there is none after it. */
  stop(): Promise<void>;
};

/** Everybody looks by themselves this often, so that a notice that got lost costs no more. */
const lookEveryMs = 1_000;
/** The database is away: no need to ask it all the time. */
const afterErrorMs = 500;

/** Looks whenever it is woken, and when the time has come that the last look named (milliseconds from then; null: no idea). */
export function startLoop(
  parts: { wake: Wake; topic: Topic; log: Log; name: string },
  look: () => Promise<number | null>,
): Loop {
  const stopping = new AbortController();
  let isPoked = false;
  let wakeUp: () => void = () => {};

  function poke(): void {
    isPoked = true;
    wakeUp();
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
      if (isPoked || stopping.signal.aborted) wakeUp();
    });
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      isPoked = false;
      let nextMs: number | null;
      try {
        nextMs = await look();
      } catch (error) {
        parts.log.warn(
          { loop: parts.name, error: nameOf(error) },
          "a look at the database failed; looking again soon",
        );
        nextMs = afterErrorMs;
        isPoked = false;
      }
      if (!isPoked) await rest(Math.min(nextMs ?? lookEveryMs, lookEveryMs));
    }
  }

  const unhear = parts.wake.on(parts.topic, poke);
  const running = run();
  return {
    poke,
    async stop() {
      stopping.abort();
      unhear();
      wakeUp();
      await running;
    },
  };
}

/** What kind of error it was; never its text, which may hold what people wrote. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const cause = error.cause instanceof Error ? ` < ${nameOf(error.cause)}` : "";
  return `${error.name}${code}${cause}`;
}
