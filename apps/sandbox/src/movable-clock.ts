import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Clock } from "@muster/kernel";

export type MovableClock = Clock & {
  /** Moves time forward. It goes on from there at its usual pace. */
  advance(byMs: number): void;
};

/** Real time plus what it was moved forward by. The offset is kept in `file`, so that a restart does not go back in time. */
export function movableClock(file: string): MovableClock {
  let offsetMs = existsSync(file) ? Number(readFileSync(file, "utf8")) || 0 : 0;
  return {
    now: () => new Date(Date.now() + offsetMs),
    advance(byMs) {
      offsetMs += byMs;
      writeFileSync(`${file}.new`, String(offsetMs));
      renameSync(`${file}.new`, file);
    },
  };
}
