import { createHash } from "node:crypto";
import type { IncidentEvent } from "@muster/incident";
import { canonical } from "./canonical.ts";

/** An event with its place in the chain. Hashes are lower-case hex. */
export type ChainedEvent = { event: IncidentEvent; prev: string; hash: string };

export type ChainVerdict = { ok: true } | { ok: false; firstBad: number; why: string };

/** What the first event's hash builds on. */
export function genesis(incidentId: string): string {
  return sha256(incidentId);
}

/** The hash of an event: sha256 over the previous hash (its 32 bytes) and the event as canonical JSON (UTF-8). */
export function nextHash(prev: string, event: IncidentEvent): string {
  return createHash("sha256").update(prev, "hex").update(canonical(event)).digest("hex");
}

/** The events with their hashes, going on from `prev`. */
export function chainOf(prev: string, events: readonly IncidentEvent[]): ChainedEvent[] {
  let last = prev;
  return events.map((event) => {
    const link = { event, prev: last, hash: nextHash(last, event) };
    last = link.hash;
    return link;
  });
}

/**
 * Whether a record is complete and as it was written. Needs nothing but the record: an export can be checked anywhere. Give
 * `head` (the incident's own seq and hash) where it is known, so that a cut tail shows too.
 */
export function verifyChain(
  record: readonly ChainedEvent[],
  incidentId: string,
  head?: { seq: number; hash: string },
): ChainVerdict {
  let prev = genesis(incidentId);
  for (const [index, { event, prev: claimed, hash }] of record.entries()) {
    const wanted = index + 1;
    const bad = (why: string): ChainVerdict => ({ ok: false, firstBad: wanted, why });

    if (event.seq !== wanted) return bad(misplaced(record, wanted, event.seq));
    if (claimed !== prev) return bad(`Entry ${wanted} does not build on the entry before it.`);
    if (nextHash(prev, event) !== hash) return bad(`Entry ${wanted} was changed after it was written.`);
    prev = hash;
  }
  if (head !== undefined && (head.seq !== record.length || head.hash !== prev)) {
    if (head.seq > record.length) {
      return {
        ok: false,
        firstBad: record.length + 1,
        why: `Entry ${record.length + 1} is missing at the end.`,
      };
    }
    return { ok: false, firstBad: record.length, why: `The record does not end where the incident does.` };
  }
  return { ok: true };
}

function misplaced(record: readonly ChainedEvent[], wanted: number, found: number): string {
  const isElsewhere = record.some(({ event }) => event.seq === wanted);
  if (isElsewhere) return `Entry ${wanted} is out of order: entry ${found} stands in its place.`;
  return found < wanted ? `Entry ${found} stands there twice.` : `Entry ${wanted} is missing.`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
