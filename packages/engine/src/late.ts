import type { Delivery } from "@muster/incident";
import { readChain, waitingBehind, type EffectRow } from "@muster/store";
import type { Shell } from "./shell.ts";

/**
 * From when words come late: a hiccup of some seconds is not worth a summary, but five messages at once are a backlog already. The
 * first row that holds decides.
 */
const lateFrom = [
  { waitedMs: 120_000, atLeast: 1 },
  { waitedMs: 30_000, atLeast: 5 },
] as const;
const soonestMs = Math.min(...lateFrom.map(({ waitedMs }) => waitedMs));
/** So much is told in one. More than this waits for the next summary, which comes right after. */
const backlogMax = 500;

/** What waits behind a word that comes late; null when it is in time. */
export async function lateness(shell: Shell, row: EffectRow, now: Date): Promise<Delivery["late"]> {
  const waitedMs = now.getTime() - row.wantedAt.getTime();
  if (row.effect.kind !== "say" || row.effect.place === "reply" || waitedMs < soonestMs) return null;
  const { db } = shell.store;
  const seqs = await waitingBehind(db, row, backlogMax);
  const isLate = lateFrom.some((from) => waitedMs >= from.waitedMs && seqs.length + 1 >= from.atLeast);
  if (!isLate) return null;
  const [first, last] = [seqs[0], seqs.at(-1)];
  if (first === undefined || last === undefined) return { waiting: [] };
  const waits = new Set(seqs);
  const chain = await readChain(db, row.incidentId, { from: first, to: last });
  return { waiting: chain.map(({ event }) => event).filter(({ seq }) => waits.has(seq)) };
}
