import type { DoErrand, ErrandDelivery, ErrandVerdict, Lane } from "@muster/incident";
import {
  claimErrand,
  endErrand,
  inTransaction,
  leaseMs,
  nextErrandMs,
  policyInForce,
  putErrands,
  renewErrand,
  renewEveryMs,
  workspaceById,
  type ErrandEnding,
  type ErrandRow,
} from "@muster/store";
import type { Worker } from "./api.ts";
import { pauseMs } from "./backoff.ts";
import { nameOf, startLoop } from "./loop.ts";
import type { Shell } from "./shell.ts";

/** A call that leaves in the last moment of a lease must also arrive in it. */
const callSpareMs = 500;
/** Faults of ours do not pass by themselves. */
const triesOfFaultMax = 10;

/** Does a lane's errands, one at a time. Replicas may work the same lane; each errand is done by one of them. */
export function workErrands(shell: Shell, lane: Lane, doErrand: DoErrand): Worker {
  const { db, wake } = shell.store;
  const worker = shell.newId();

  async function look(): Promise<number | null> {
    const now = shell.clock.now();
    const askedAt = performance.now();
    const row = await claimErrand(db, { lane, worker, now });
    if (row === null) return nextErrandMs(db, lane, now);
    await doOne(row, askedAt);
    return 0;
  }

  /** `claimedAt`: when its lease was asked for, by this process's own steady clock. It may have stood still since. */
  async function doOne(row: ErrandRow, claimedAt: number): Promise<void> {
    const held = { workspaceId: row.workspaceId, key: row.key, worker };
    const about = { lane, errand: row.errand.do, workspaceId: row.workspaceId, attempt: row.attempts };
    let heldUntil = claimedAt + leaseMs - callSpareMs;
    const heartbeat = setInterval(() => {
      const askedAt = performance.now();
      renewErrand(db, held)
        .then((isHeld) => (heldUntil = isHeld ? askedAt + leaseMs - callSpareMs : 0))
        .catch(() => {
          // The lease runs out, and whoever takes over looks first.
        });
    }, renewEveryMs);
    try {
      const verdict = await tried(row, () => performance.now() < heldUntil);
      shell.failpoint(`errand:${row.errand.do}:done`);
      const ending = endingOf(shell, row, verdict);
      const isHeld = await inTransaction(db, async (tx) => {
        const isOurs = await endErrand(tx, held, ending);
        if (isOurs) await putErrands(tx, row.workspaceId, verdict.next ?? [], shell.clock.now());
        return isOurs;
      });
      if (!isHeld)
        shell.log.warn(about, "an errand took longer than its lease; somebody else has taken over");
      if (ending.is === "later") shell.log.info({ ...about, why: ending.why }, "an errand is put off");
      if (ending.is === "given-up") shell.log.warn({ ...about, why: ending.why }, "an errand is given up");
    } finally {
      clearInterval(heartbeat);
    }
  }

  async function tried(row: ErrandRow, isHeld: () => boolean): Promise<ErrandVerdict> {
    try {
      shell.failpoint(`errand:${row.errand.do}:claimed`);
      return await doErrand(await deliveryOf(shell, row, isHeld));
    } catch (error) {
      shell.log.error(
        { errand: row.errand.do, attempt: row.attempts, error: nameOf(error) },
        "an errand ended in a fault",
      );
      if (row.attempts < triesOfFaultMax)
        return { verdict: "later", afterMs: 0, why: `A fault of Muster's own: ${nameOf(error)}.` };
      const why = `Doing it ended in a fault of Muster's own, ${row.attempts} times (${nameOf(error)}).`;
      return { verdict: "never", why, fix: "Look for `an errand ended in a fault` in the log." };
    }
  }

  return startLoop({ wake, topic: "effects", log: shell.log, name: `errands ${lane}` }, look);
}

async function deliveryOf(shell: Shell, row: ErrandRow, isHeld: () => boolean): Promise<ErrandDelivery> {
  const { db } = shell.store;
  const [workspace, governed] = await Promise.all([
    workspaceById(db, row.workspaceId),
    policyInForce(db, row.workspaceId),
  ]);
  if (workspace === null || governed === null) throw new Error(`Errand ${row.key} belongs to nothing.`);
  const { preset: _ours, ...about } = workspace;
  const { key, errand, attempts: attempt, remote } = row;
  return {
    key,
    errand,
    attempt,
    remote,
    workspace: about,
    policy: governed.policy,
    now: shell.clock.now(),
    isHeld,
  };
}

function endingOf(shell: Shell, row: ErrandRow, verdict: ErrandVerdict): ErrandEnding {
  const now = shell.clock.now();
  switch (verdict.verdict) {
    case "sent":
      return { is: "done", at: now, remote: verdict.remote ?? row.remote };
    case "later": {
      const pause = pauseMs(row.attempts, verdict.afterMs, shell.chance());
      return { is: "later", dueAt: new Date(now.getTime() + pause), why: verdict.why };
    }
    case "never":
      return { is: "given-up", why: verdict.why, fix: verdict.fix };
  }
}
