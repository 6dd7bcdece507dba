import { canonical } from "../canonical.ts";
import { verifyChain, type ChainedEvent } from "../chain.ts";
import {
  nameEntry,
  readLine,
  recordFormat,
  sealOf,
  type IncidentAbout,
  type RecordEntry,
} from "./entries.ts";
import { checkCheckpoints, type ChangedAt, type KnownCheckpoint } from "./check-checkpoints.ts";
import { isSigned, keyName } from "./signer.ts";

export type CheckOptions = {
  /** Checkpoints as they are published, such as in a clone of the repository, in any order. */
  published?: readonly string[];
  /** The public keys that the reader trusts, as base64. */
  pinned?: readonly string[];
};

export type RecordVerdict = {
  /** The first thing that is wrong, in words; null when nothing is. */
  fault: string | null;
  /** What is so and is no fault, such as that nobody signed it. */
  notes: string[];
  incidents: { ref: string; entries: number; head: string }[];
  checkpoints: number;
};

type Open = { about: IncidentAbout; head: { seq: number; hash: string }; chain: ChainedEvent[] };

/**
 * Checks a record entry by entry, from an export or straight from a database, and stops at the first thing that is wrong. `line` is for text,
 * whose seals are checked too; `entry` for what comes from a database. Nothing but the record is needed, and what is published where given.
 */
export function createRecordCheck({ published, pinned }: CheckOptions = {}) {
  let fault: string | null = null;
  let before: { n: number; seal: string } = { n: 0, seal: "0".repeat(64) };
  let head: Extract<RecordEntry, { is: "record" }> | null = null;
  let open: Open | null = null;
  let hasEnded = false;
  let signedBy: string | null = null;
  let lines = 0;
  const notes: string[] = [];
  const refs = new Map<string, string>();
  const incidents: RecordVerdict["incidents"] = [];
  const known: KnownCheckpoint[] = [];
  /** The hashes that checkpoints speak of, by incident and entry. */
  const hashes: ChangedAt = new Map();

  const bad = (what: string): void => void (fault ??= what);

  function line(text: string): void {
    if (fault !== null) return;
    lines += 1;
    if (hasEnded) return bad(`Line ${lines} stands after the end of the export: it was put in.`);
    const read = readLine(text);
    if (read === null) return bad(`Line ${lines} was changed: it is not as Muster writes it.`);
    if (read.n !== before.n + 1) {
      const where = nameEntry(read.entry, refs);
      if (read.n <= before.n) return bad(`Line ${lines} stands there twice, or is out of order: ${where}.`);
      return bad(`Line ${lines} is missing or out of order: line ${read.n} stands in its place (${where}).`);
    }
    const seal = before.seal;
    const isSealed = sealOf(seal, read.n, read.entry) === read.seal;
    if (!isSealed)
      return bad(`Line ${lines} was changed after it was written: ${nameEntry(read.entry, refs)}.`);
    before = { n: read.n, seal: read.seal };
    try {
      if (read.entry.is === "end") signature(read.entry.signed, seal);
      entry(read.entry);
    } catch {
      bad(`Line ${lines} was changed: it is no entry that Muster writes.`);
    }
  }

  function signature(signed: { publicKey: string; signature: string } | null, seal: string): void {
    if (signed === null) {
      if (pinned !== undefined) bad("The export is not signed, although you gave a key.");
      notes.push("The export is not signed: whoever could write it could change it as a whole.");
      return;
    }
    if (!isSigned(seal, signed.signature, signed.publicKey))
      return bad(`The signature at the end does not fit: something was changed after the export was signed.`);
    if (pinned?.includes(signed.publicKey) === false)
      return bad(
        `The export is signed with the key ${keyName(signed.publicKey)} and not with ${pinned.map(keyName).join(" or ")}, which you gave.`,
      );
    signedBy = signed.publicKey;
  }

  function entry(found: RecordEntry): void {
    if (fault !== null) return;
    if (head === null && found.is !== "record") return bad("The head of the export is missing.");
    if (open !== null && found.is !== "event") closeIncident();
    switch (found.is) {
      case "record":
        if (head !== null) return bad("The export has two heads: two exports were put together.");
        if (found.format !== recordFormat) return bad(`The export says that it is ${String(found.format)}.`);
        head = found;
        return;
      case "row":
        if (found.table === "checkpoints") readCheckpointRow(found.row);
        return;
      case "incident":
        if (refs.has(found.incident.id)) return bad(`${found.incident.ref} stands there twice.`);
        refs.set(found.incident.id, found.incident.ref);
        open = { about: found.incident, head: found.head, chain: [] };
        return;
      case "event":
        if (open?.about.id !== found.of)
          return bad(`An entry of ${nameEntry(found, refs)} stands in another record.`);
        open.chain.push({ event: found.event, prev: found.prev, hash: found.hash });
        return;
      case "left-out":
        return;
      case "end":
        hasEnded = true;
    }
  }

  function readCheckpointRow(row: Extract<RecordEntry, { is: "row" }>["row"]): void {
    const changed = row["changed"] as [string, number][];
    known.push({
      number: Number(row["number"]),
      text: row["body"] as string,
      blind: row["blind"] as string,
      changed,
    });
    for (const [id, seq] of changed) {
      const wanted = hashes.get(id) ?? new Map<number, string>();
      wanted.set(seq, "");
      hashes.set(id, wanted);
    }
  }

  function closeIncident(): void {
    if (open === null) return;
    const { about, head: end, chain } = open;
    open = null;
    const verdict = verifyChain(chain, about.id, end);
    if (!verdict.ok) return bad(`${about.ref}: ${verdict.why}`);
    const [first] = chain;
    const identity = first?.event.type === "declared" ? first.event.identity : null;
    if (identity === null) return bad(`${about.ref}: the record does not begin with its declaration.`);
    if (
      identity.id !== about.id ||
      identity.ref !== about.ref ||
      identity.date !== about.date ||
      identity.slug !== about.slug
    )
      return bad(
        `${about.ref}: its head was changed: its record calls it ${identity.ref}, ${identity.date}-${identity.slug}.`,
      );
    const wanted = hashes.get(about.id);
    for (const { event, hash } of chain) if (wanted?.has(event.seq) === true) wanted.set(event.seq, hash);
    incidents.push({ ref: about.ref, entries: chain.length, head: end.hash });
  }

  return {
    line,
    entry,
    finish(): RecordVerdict {
      if (fault === null && lines > 0 && !hasEnded)
        bad(`The export was cut off after line ${lines}: its end is missing.`);
      if (open !== null && fault === null) closeIncident();
      if (fault === null && head === null) bad("There is nothing in the export.");
      if (fault === null && head !== null) {
        const told = checkCheckpoints({
          known,
          hashes,
          refs,
          published,
          pinned,
          exportedAt: head.exportedAt,
          signedBy,
        });
        fault = told.fault;
        notes.push(...told.notes);
      }
      return { fault, notes, incidents, checkpoints: known.length };
    },
  };
}

/** The lines of an export in either form: one entry to a line, or one JSON document. Null when it is neither. */
export function linesOf(text: string): string[] | null {
  if (!text.startsWith('{"entries"') && !/^\s*\{\s*"entries"/.test(text)) {
    return text.split("\n").slice(0, text.endsWith("\n") ? -1 : undefined);
  }
  try {
    const { entries } = JSON.parse(text) as { entries: unknown[] };
    return entries.map((one) => canonical(one));
  } catch {
    return null;
  }
}
