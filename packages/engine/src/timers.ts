import { muster, type Actor } from "@muster/incident";
import { dueTimers, inTransaction, lockIfFree, nextTimerAt, putOffTimer, timersOf } from "@muster/store";
import type { Worker } from "./api.ts";
import { change } from "./handle.ts";
import { nameOf, startLoop } from "./loop.ts";
import type { Shell } from "./shell.ts";

const batchMax = 100;
const concurrency = 4;
/** Somebody is changing the incident right now, which may make the timer needless. */
const busyAgainMs = 50;
/** A firing that changes nothing, or is refused, must not come back at once for ever. */
const idleAgainMs = 60_000;

const clockwork: Actor = { person: muster, via: "timer", isResponder: true, groups: [], inRoom: false };

/** Fires timers when they are due. Replicas may all do this: a timer is fired under its incident's lock, by one of them. */
export function workTimers(shell: Shell): Worker {
  const { db, wake } = shell.store;

  async function look(): Promise<number | null> {
    const now = shell.clock.now();
    const due = await dueTimers(db, now, batchMax);
    const ids = [...new Set(due.map(({ incidentId }) => incidentId))];
    let isBusy = false;
    const next = ids.values();
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (const id of next) isBusy = (await fireAll(id)) === "busy" || isBusy;
      }),
    );
    if (due.length > 0) {
      wake.tell("effects");
      return isBusy ? busyAgainMs : 0;
    }
    const nextAt = await nextTimerAt(db);
    return nextAt === null ? null : Math.max(0, nextAt.getTime() - shell.clock.now().getTime());
  }

  /** One after the other, each on what the one before has left: a timer that another made needless is no longer there. */
  async function fireAll(incidentId: string): Promise<"done" | "busy"> {
    try {
      for (;;) {
        const said = await fireNext(shell, incidentId);
        if (said !== "fired") return said;
      }
    } catch (error) {
      shell.log.error({ incidentId, error: nameOf(error) }, "a timer could not be fired");
      return "busy";
    }
  }

  return startLoop({ wake, topic: "timers", log: shell.log, name: "timers" }, look);
}

async function fireNext(shell: Shell, incidentId: string): Promise<"fired" | "busy" | "done"> {
  return inTransaction(shell.store.db, async (tx) => {
    const locked = await lockIfFree(tx, incidentId);
    if (locked === null) return "busy";
    const now = shell.clock.now();
    const due = (await timersOf(tx, incidentId)).find(({ dueAt }) => dueAt <= now);
    if (due === undefined) return "done";

    const command = { do: "fire-timer", name: due.name } as const;
    const said = await change(shell, tx, locked, { command, actor: clockwork });
    const hasChanged = said.ok && said.value.events.length > 0;
    const isStillDue =
      !hasChanged ||
      (await timersOf(tx, incidentId)).some(({ name, dueAt }) => name === due.name && dueAt <= now);
    if (isStillDue) await putOffTimer(tx, incidentId, due.name, new Date(now.getTime() + idleAgainMs));
    shell.failpoint("timer:before-commit");
    return "fired";
  });
}
