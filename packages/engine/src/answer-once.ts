import { evolve, type Incident, type Refusal } from "@muster/incident";
import { no, yes, type Result } from "@muster/kernel";
import { answerRequest, readChain, takeRequest, type Db } from "@muster/store";
import type { Answer, Declared } from "./api.ts";

type Kept =
  | { ok: true; incidentId: string; seq: number; events: number; isNew: boolean }
  | { ok: false; refused: Refusal };

type Said = Result<Answer & { isNew?: boolean }, Refusal>;

/**
 * Answers a request once. The same id again, at the same moment or days later, gets the same answer, and nothing is done. A
 * transaction that is run again because nobody knew whether it counted finds its own answer here.
 */
export async function answerOnce(
  tx: Db,
  request: { workspaceId: string; requestId: string | null },
  now: Date,
  work: () => Promise<Said>,
): Promise<Result<Declared, Refusal>> {
  const { workspaceId, requestId } = request;
  if (requestId === null) return declared(await work());

  const kept = await takeRequest<Kept>(tx, workspaceId, requestId, now);
  if (kept !== null) return kept.ok ? yes(await again(tx, kept)) : no(kept.refused);

  const said = declared(await work());
  await answerRequest(tx, workspaceId, requestId, said.ok ? keptOf(said.value) : said);
  return said;
}

function declared(said: Said): Result<Declared, Refusal> {
  return said.ok ? yes({ ...said.value, isNew: said.value.isNew ?? false }) : said;
}

function keptOf({ incident, events, isNew }: Declared): Kept {
  return { ok: true, incidentId: incident.id, seq: incident.seq, events: events.length, isNew };
}

/** The incident as it was then: the fold of the events up to that answer. */
async function again(tx: Db, kept: Extract<Kept, { ok: true }>): Promise<Declared> {
  const chain = await readChain(tx, kept.incidentId, { to: kept.seq });
  const events = chain.map(({ event }) => event);
  const incident = events.reduce<Incident | null>(evolve, null);
  if (incident === null) throw new Error(`The record of incident ${kept.incidentId} is empty.`);
  return { incident, events: kept.events === 0 ? [] : events.slice(-kept.events), isNew: kept.isNew };
}
