import { setTimeout as wait } from "node:timers/promises";
import type { Remote, Surface } from "@muster/incident";
import { inTransaction, lockByRemote, touchEffects, writeRemote } from "@muster/store";
import type { Shell } from "./shell.ts";

/** A delivery that is under way writes what it knew; a webhook about it waits for that, but not for ever. */
const waitWithinMs = 10_000;
const waitStepMs = 50;

export type Amendment = {
  workspaceId: string;
  surface: Surface;
  remoteId: string;
  change: (remote: Remote) => Remote | null;
  redeliver: boolean;
};

/** Writes down what a webhook tells about a thing that we keep. False: no such thing is known. */
export async function amendRemote(shell: Shell, amendment: Amendment): Promise<boolean> {
  const { workspaceId, surface, remoteId, change, redeliver } = amendment;
  const giveUpAt = performance.now() + waitWithinMs;
  for (;;) {
    const isLast = performance.now() >= giveUpAt;
    const said = await inTransaction(shell.store.db, async (tx) => {
      const row = await lockByRemote(tx, workspaceId, surface, remoteId);
      if (row === null || row.remote === null) return "unknown";
      if (row.isLeased && !isLast) return "busy";
      await writeRemote(tx, row.key, change(row.remote));
      if (redeliver) await touchEffects(tx, row.incidentId, [surface], shell.clock.now());
      return "amended";
    });
    if (said !== "busy") {
      if (said === "amended") shell.store.wake.tell("effects");
      return said === "amended";
    }
    await wait(waitStepMs);
  }
}
