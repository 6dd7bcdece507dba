import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import type { ChildMuster } from "@muster/testkit";
import { acts, type ActName } from "./acts.ts";
import { openStage, type Stage } from "./stage.ts";

/** Makes the Muster of the stage die somewhere on its way; resolves when it is dead. */
export type Death = (stage: Stage, doing: () => Promise<boolean>) => Promise<{ wasTold: Promise<boolean> }>;
export type Case = { name: string; act: ActName; die: Death };

const diesWithinMs = 60_000;

export function dieAtFailpoint(point: string): Death {
  return async (stage, doing) => {
    stage.arm(point);
    const wasTold = doing();
    await expectDeath(stage.muster(), point, wasTold);
    return { wasTold };
  };
}

/** The platform does what it is asked and never says so; meanwhile Muster is killed. */
export function dieAnswering(platform: "discord" | "github", route: string): Death {
  return async (stage, doing) => {
    const muster = stage.muster();
    const there = stage.worlds[platform];
    const hung = new Promise<void>((resolve) => {
      const stop = there.onCall(({ status }) => {
        if (status !== 0) return;
        stop();
        resolve();
      });
    });
    there.faults.add({ route, times: 1, when: "after", do: "hang" });
    const wasTold = doing();
    void hung.then(() => muster.kill());
    await expectDeath(muster, route, wasTold);
    return { wasTold };
  };
}

async function expectDeath(muster: ChildMuster, where: string, wasTold: Promise<boolean>): Promise<void> {
  const ending = await Promise.race([muster.ended, wait(diesWithinMs, null, { ref: false })]);
  if (ending !== null) return expect(ending.signal).toBe("SIGKILL");
  const answer = (await wasTold.catch(String)) === true ? "it was answered" : "it was not answered";
  throw new Error(`Muster never came to ${where}; ${answer}. It wrote: ${muster.wrote()}`);
}

/**
 * Somebody does it, Muster dies on the way and is started again. Resolves to how long it took from the new start to the first call
 * that changed something; null when there was nothing left to do.
 */
async function dieAndGoOn(stage: Stage, { act, die }: Case, title: string): Promise<number | null> {
  const { before, deed, isRecorded, isWhole } = acts[act];
  await stage.start();
  await before(stage, title);
  await stage.rest();

  const { wasTold } = await die(stage, () => deed(stage, title));

  let wentOnAt: number | null = null;
  const startedAt = performance.now();
  const unhear = stage.onEffect(() => (wentOnAt ??= performance.now()));
  await stage.start();
  // Whoever got no answer looks whether it was heard, and does it again if not.
  if (!(await wasTold) && !(await isRecorded(stage, title))) expect(await deed(stage, title)).toBe(true);
  await stage.rest();
  unhear();
  await isWhole(stage, title);
  expect([...stage.worlds.discord.violations(), ...stage.worlds.github.violations()]).toEqual([]);
  return wentOnAt === null ? null : wentOnAt - startedAt;
}

/** Most of a case is waiting for a dead process's lease to run out. */
const stagesAtOnce = 5;

export type Playing = { outcomeOf(name: string): Promise<number | null>; ended: Promise<void> };

/** Plays all cases, on several stages at once. Each stage goes on with what the case before has left, as a team does. */
export function playAll(cases: readonly Case[]): Playing {
  const outcomes = new Map(cases.map(({ name }) => [name, Promise.withResolvers<number | null>()]));
  for (const { promise } of outcomes.values()) promise.catch(() => {});
  const left = cases.entries();

  async function playOn(): Promise<void> {
    let stage: Stage | null = null;
    for (const [index, one] of left) {
      const { resolve, reject } = outcomes.get(one.name)!; // Made above.
      try {
        stage ??= await openStage();
        resolve(await dieAndGoOn(stage, one, `${one.act} ${index} stops`));
      } catch (error) {
        reject(error);
        await stage?.close().catch(() => {});
        stage = null;
      }
    }
    await stage?.muster().stop();
    await stage?.close();
  }
  const ended = Promise.all(Array.from({ length: stagesAtOnce }, () => playOn()));
  return { outcomeOf: (name) => outcomes.get(name)!.promise, ended: ended.then(() => {}) };
}
