import { checkpointFault, readCheckpoint } from "./checkpoint.ts";
import { rootOf, type Head } from "./merkle.ts";
import { keyName } from "./signer.ts";

/** A checkpoint as the database or an export has it, with what it is about. */
export type KnownCheckpoint = { number: number; text: string; blind: string; changed: [string, number][] };

/** Hashes by incident and entry; empty for one that the record does not have. */
export type ChangedAt = Map<string, Map<number, string>>;

export type CheckpointCheck = {
  known: readonly KnownCheckpoint[];
  hashes: ChangedAt;
  refs: ReadonlyMap<string, string>;
  published: readonly string[] | undefined;
  pinned: readonly string[] | undefined;
  exportedAt: string;
  /** Who signed the export; null when nobody did or it comes straight from a database. */
  signedBy: string | null;
};

/** Whether what was signed each day still holds of the record, and whether it is what was published. */
export function checkCheckpoints(check: CheckpointCheck): { fault: string | null; notes: string[] } {
  const known = check.known.toSorted((a, b) => a.number - b.number);
  const inside = known
    .map((one, at) => faultOf(check, one, known[at - 1]?.text ?? null))
    .find((found) => found !== null);
  if (inside !== undefined) return { fault: inside, notes: [] };
  return compare(check, known);
}

function faultOf(check: CheckpointCheck, one: KnownCheckpoint, before: string | null): string | null {
  const found = checkpointFault(one.text, { before, pinned: check.pinned });
  const name = nameOf(one.text, one.number);
  if (found !== null) return `${name}: ${found}`;
  const heads: Head[] = [];
  for (const [incidentId, seq] of one.changed) {
    const hash = check.hashes.get(incidentId)?.get(seq) ?? "";
    const ref = check.refs.get(incidentId);
    if (ref === undefined)
      return `A whole incident is missing (${incidentId}): ${name} says that it had ${seq} entries.`;
    if (hash === "") return `${ref}: entry ${seq} is missing at the end: ${name} says that it was there.`;
    heads.push({ incidentId, seq, hash });
  }
  if (rootOf(heads, one.blind) === readCheckpoint(one.text)?.root) return null;
  const refs = one.changed.map(([id]) => check.refs.get(id)).join(", ");
  return `${name} does not fit the record any more: an entry of ${refs === "" ? "an incident that it does not name" : refs} up to that day was changed, or what the checkpoint is about.`;
}

function compare(
  check: CheckpointCheck,
  known: readonly KnownCheckpoint[],
): { fault: string | null; notes: string[] } {
  const { published, signedBy, exportedAt } = check;
  const notes: string[] = [];
  const last = known.at(-1);
  const lastKey = last === undefined ? null : (readCheckpoint(last.text)?.publicKey ?? null);
  if (signedBy !== null && lastKey !== null && signedBy !== lastKey && check.pinned === undefined)
    return {
      fault: `The export is signed with the key ${keyName(signedBy)}, and the last checkpoint with ${keyName(lastKey)}.`,
      notes,
    };
  if (published === undefined) {
    notes.push(
      known.length === 0
        ? "No checkpoint has been made yet: nothing but the chain of hashes vouches for it."
        : "No checkpoints from the repository were given, so one who could change all of it at once would not show.",
    );
    return { fault: null, notes };
  }

  const byNumber = new Map(known.map((one) => [one.number, one.text]));
  const texts = published.map((text) => ({ text, read: readCheckpoint(text) }));
  const sorted = texts.toSorted((a, b) => (a.read?.number ?? 0) - (b.read?.number ?? 0));
  let seen: { number: number; text: string } | null = null;
  for (const { text, read } of sorted) {
    if (read === null) return { fault: "A checkpoint that you gave is none, or was changed.", notes };
    const name = nameOf(text, read.number);
    const follows = seen !== null && seen.number === read.number - 1 ? { before: seen.text } : {};
    const wrong = checkpointFault(text, { ...follows, pinned: check.pinned });
    if (wrong !== null) return { fault: `${name} in the repository: ${wrong}`, notes };
    seen = { number: read.number, text };
    const ours = byNumber.get(read.number);
    if (ours === text) continue;
    if (ours !== undefined) return { fault: `${name} is not the one that the repository has.`, notes };
    if (read.at > exportedAt) {
      notes.push(`${name} is newer than this record and says nothing about it.`);
      continue;
    }
    return {
      fault: `${name} is in the repository and not in this record: the record is older than it says, or its newest part was cut off.`,
      notes,
    };
  }
  const newest = seen?.number ?? 0;
  const unpublished = known.filter(({ number }) => number > newest);
  if (unpublished.length > 0)
    notes.push(
      `The repository does not have ${unpublished.map(({ text, number }) => nameOf(text, number)).join(", ")} yet.`,
    );
  return { fault: null, notes };
}

function nameOf(text: string, number: number): string {
  const day = readCheckpoint(text)?.day;
  return `Checkpoint ${number}${day === undefined ? "" : ` of ${day}`}`;
}
