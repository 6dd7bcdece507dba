import { surfaces, type Lane, type Place, type Surface } from "@muster/incident";
import {
  inTransaction,
  lags,
  lockEffects,
  recordGivenUp,
  recordLater,
  recordSent,
  recordTold,
  touchEffects,
  type Db,
  type EffectRow,
} from "@muster/store";
import { pauseMs } from "./backoff.ts";
import { effectName, type Ending } from "./deliver.ts";
import { nameOf } from "./loop.ts";
import { notices } from "./notices.ts";
import type { Shell } from "./shell.ts";

/** Weather may last for hours. A fault of ours does not pass by itself. */
const faultsMax = 10;
/** From here on people are told that a lane is behind, and each time the attempts have doubled. */
const troubleFrom = 4;
/** A lane that is behind by this much is told of at every second attempt or later, however few there were. */
const lagToldMs = 30_000;
/** What waited this long before it went out may stand on a card as waiting. */
const lagShownMs = 5_000;
/** Where people look. */
const cards: readonly Surface[] = notices.github.shownIn;
const noticeLane: Lane = surfaces["status-card"].lane;
/** Without these nobody can follow an incident in Discord: its issue is the place then. */
const places: readonly string[] = ["channel", "status-card", "room"] satisfies (Surface | Place)[];

/**
 * Writes down how a delivery ended and makes due again what shows it. False when the lease was lost meanwhile: somebody else has
 * taken over, and what is written counts from there.
 */
export async function recordEnding(
  shell: Shell,
  row: EffectRow,
  worker: string,
  ending: Ending,
): Promise<boolean> {
  const held = { key: row.key, worker };
  const now = shell.clock.now();
  return inTransaction(shell.store.db, async (tx) => {
    await lockEffects(tx, row.incidentId);
    switch (ending.verdict) {
      case "sent": {
        const { remote, told = [] } = ending;
        const isHeld = await recordSent(tx, held, { version: row.version, remote, now });
        if (!isHeld) return false;
        if (row.effect.kind === "say") {
          const { place } = row.effect;
          await recordTold(tx, { incidentId: row.incidentId, place, seqs: told }, remote);
        }
        const shown = [...shownBy(row, remote, now), ...(await saidToBeAway(tx, row, now))];
        await touchEffects(tx, row.incidentId, [...new Set(shown)], now);
        return true;
      }
      case "later": {
        const { afterMs, why } = ending;
        return putOff(shell, tx, row, held, { afterMs, why, isFault: false }, now);
      }
      case "fault": {
        const error = nameOf(ending.error);
        shell.log.error({ effectKey: row.key, attempt: row.attempts, error }, "a delivery ended in a fault");
        if (row.faults + 1 >= faultsMax) {
          const why = `Delivering it ended in a fault of Muster's own, ${faultsMax} times (${error}).`;
          const fix = "Look for `a delivery ended in a fault` in the log, then run `muster doctor`.";
          return giveUp(tx, row, held, { why, fix }, now);
        }
        return putOff(
          shell,
          tx,
          row,
          held,
          { afterMs: 0, why: `A fault of Muster's own: ${error}.`, isFault: true },
          now,
        );
      }
      case "never": {
        const { why, fix } = ending;
        return giveUp(tx, row, held, { why, fix }, now);
      }
    }
  });
}

type Held = { key: string; worker: string };

async function putOff(
  shell: Shell,
  tx: Db,
  row: EffectRow,
  held: Held,
  later: { afterMs: number; why: string; isFault: boolean },
  now: Date,
): Promise<boolean> {
  const dueAt = new Date(now.getTime() + pauseMs(row.attempts, later.afterMs, shell.chance()));
  const isHeld = await recordLater(tx, held, { dueAt, why: later.why, isFault: later.isFault });
  // The other lane can still show that this one is behind.
  if (isHeld && row.lane !== noticeLane && (await isTrouble(tx, row, now))) {
    await touchEffects(tx, row.incidentId, cards, now);
  }
  return isHeld;
}

async function giveUp(
  tx: Db,
  row: EffectRow,
  held: Held,
  givenUp: { why: string; fix: string },
  now: Date,
): Promise<boolean> {
  const isHeld = await recordGivenUp(tx, held, givenUp);
  const isPrivate = row.effect.kind === "say" && row.effect.place === "reply";
  if (isHeld && !isPrivate) {
    await touchEffects(
      tx,
      row.incidentId,
      [
        ...cards.filter((notice) => notice !== effectName(row)),
        ...(places.includes(effectName(row)) ? notices.discord.shownIn : []),
      ],
      now,
    );
  }
  return isHeld;
}

async function isTrouble(tx: Db, { attempts, lane }: EffectRow, now: Date): Promise<boolean> {
  if (attempts >= troubleFrom && (attempts & (attempts - 1)) === 0) return true;
  return attempts > 1 && (await lags(tx, now))[lane] >= lagToldMs;
}

/** What told people that this lane is away, once nothing of the incident waits that long any more; or that a place was given up. */
async function saidToBeAway(tx: Db, row: EffectRow, now: Date): Promise<readonly Surface[]> {
  if (row.lane !== "discord") return [];
  const { shownIn, afterMs } = notices.discord;
  // It may have been given up before, and given another chance.
  if (row.lastError !== null && places.includes(effectName(row))) return shownIn;
  if (now.getTime() - row.wantedAt.getTime() < afterMs) return [];
  return (await lags(tx, now, row.incidentId))[row.lane] < afterMs ? shownIn : [];
}

/** What carries the address of this surface, if it has a new one; and what told people of a trouble that is over. */
function shownBy(row: EffectRow, remote: EffectRow["remote"], now: Date): Surface[] {
  const wasPutOff = row.lastError !== null && row.attempts > 1;
  const waitedLong = now.getTime() - row.dueAt.getTime() >= lagShownMs;
  const wasTold = (wasPutOff || waitedLong) && row.lane !== noticeLane;
  const shown: Surface[] = wasTold ? [...cards] : [];
  const { effect } = row;
  const isMoved = remote !== null && (row.remote?.id !== remote.id || row.remote.url !== remote.url);
  if (effect.kind === "say" || !isMoved) return shown;
  const names = Object.keys(surfaces) as Surface[];
  const those = names.filter((name) => {
    const shows: readonly Surface[] = surfaces[name].shows;
    return shows.includes(effect.surface);
  });
  return [...new Set([...shown, ...those])];
}
