import { awayAfterMs, surfaces, type Lane, type Surface } from "@muster/incident";
import { touchNotices } from "@muster/store";
import type { Shell } from "./shell.ts";

/** Where people read that a lane is behind, and from when on it is worth telling. Never in what goes by that lane itself. */
export const notices = {
  github: { shownIn: ["status-card", "ops-alert"], afterMs: 30_000 },
  discord: { shownIn: ["issue"], afterMs: awayAfterMs },
} as const satisfies Record<Lane, { shownIn: readonly Surface[]; afterMs: number }>;

/** Looking costs a query; a lane that has fallen behind is noticed this much later at most. */
const everyMs = 10_000;

/**
 * Makes due again what this lane keeps and what tells that another lane is behind: once when that fell behind, also when its own
 * worker is not there to say so. Resolves at once when it looked moments ago.
 */
export function lagNoticer(shell: Shell, lane: Lane): () => Promise<void> {
  let lastAt = 0;
  const others = (Object.keys(notices) as Lane[]).filter((other) =>
    notices[other].shownIn.some((surface) => surfaces[surface].lane === lane),
  );
  return async () => {
    const now = shell.clock.now();
    if (Math.abs(now.getTime() - lastAt) < everyMs) return;
    lastAt = now.getTime();
    for (const other of others) {
      const { shownIn, afterMs } = notices[other];
      await touchNotices(shell.store.db, { behind: other, shownIn, afterMs, now });
    }
  };
}
