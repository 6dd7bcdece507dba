import { setTimeout as wait } from "node:timers/promises";
import { atMost, shown, type Figure } from "./figures.ts";
import { withProcess } from "./process/muster.ts";

const idleMs = 10_000;

/** What the process of one team holds when it has nothing to do, without PostgreSQL. */
export async function memory(): Promise<Figure[]> {
  return withProcess(async ({ start }) => {
    // The very first start of a checkout also compiles everything and makes the tables.
    const first = await start();
    const atFirst = first.rssMiB();
    await first.stop();
    const muster = await start();
    const atReady = muster.rssMiB();
    await wait(idleMs);
    return [
      shown("resident when ready, the very first start", atFirst, " MiB"),
      shown("resident when ready, any later start", atReady, " MiB"),
      atMost(`resident after ${idleMs / 1_000} s of nothing to do`, muster.rssMiB(), 150, " MiB"),
    ];
  });
}
