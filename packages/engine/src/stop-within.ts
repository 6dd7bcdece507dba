/** How long stopping waits for what is running. A deliverer that hangs longer finds its own work at the next start. */
const stopWithinMs = 10_000;

/** Resolves when all of these have ended, or when the time is over. */
export async function ended(running: Iterable<Promise<void>>, withinMs = stopWithinMs): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  await Promise.race([Promise.allSettled(running), late]);
  clearTimeout(timer);
}
