/** A limit that runs out, while somebody waits for an answer. */
export type Stopwatch = { isOver(): boolean; stop(): void };

const beatMs = 50;

/**
 * Counts only time in which this process could have heard an answer. One that stands still, because the machine is busy with something
 * else, finds its alarm before what came in long ago; and who was to answer has mostly stood still with it. `onOver` is told once.
 */
export function startStopwatch(limitMs: number, onOver: () => void = () => {}): Stopwatch {
  let leftMs = limitMs;
  let timer: NodeJS.Timeout | undefined;
  // However late a beat comes, it counts as one.
  function beat(): void {
    if (leftMs <= 0) return onOver();
    const spanMs = Math.min(beatMs, leftMs);
    timer = setTimeout(() => {
      leftMs -= spanMs;
      beat();
    }, spanMs);
  }
  beat();
  return { isOver: () => leftMs <= 0, stop: () => clearTimeout(timer) };
}
