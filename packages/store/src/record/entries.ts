import { createHash } from "node:crypto";
import type { IncidentEvent } from "@muster/incident";
import { canonical, type Json } from "../canonical.ts";
import type { KnownWorkspace } from "../workspaces.ts";
import type { Proof } from "./merkle.ts";
import type { TableName } from "./tables.ts";

/*
 * A workspace's whole record as lines of text, for keeping it elsewhere, for checking it without a database and for building a
 * database from it. Each line carries its number and a seal, sha256 over the seal before and its own words, so that the first line
 * that was changed, taken out or moved can be named. Seals alone stop nobody who computes them anew; what does is the signature in
 * the last line, and the checkpoints in the repository.
 */

export const recordFormat = "muster-record-1";

export type IncidentAbout = {
  id: string;
  ref: string;
  number: number;
  date: string;
  slug: string;
  dedupeKey: string | null;
  declaredAt: string;
  updatedAt: string;
};

export type RecordEntry =
  | { is: "record"; format: typeof recordFormat; exportedAt: string; workspace: KnownWorkspace }
  /** A row of a table as PostgreSQL writes it in JSON. */
  | { is: "row"; table: TableName; row: { [column: string]: Json } }
  /** Its events follow, all of them, in order. */
  | { is: "incident"; incident: IncidentAbout; head: { seq: number; hash: string } }
  | { is: "event"; of: string; event: IncidentEvent; prev: string; hash: string }
  /** What a restored database will lack, in words. */
  | { is: "left-out"; what: string; why: string }
  /** `signed` is over the seal of the line before. */
  | { is: "end"; signed: { publicKey: string; signature: string } | null };

/** That the newest checkpoint that covers an incident does so, for an export of that incident alone. */
export type Vouched = { checkpoint: string; seq: number; proof: Proof };

const nothingSealed = "0".repeat(64);

/** Turns entries into lines, one after the other. */
export function createSealer() {
  let seal = nothingSealed;
  let n = 0;
  return {
    /** The seal of the line before. */
    last: () => seal,
    line(entry: RecordEntry): string {
      n += 1;
      seal = sealOf(seal, n, entry);
      return canonical({ n, entry, seal });
    },
  };
}

export function sealOf(before: string, n: number, entry: unknown): string {
  return createHash("sha256")
    .update(`${before} ${n} ${canonical(entry)}`)
    .digest("hex");
}

export type SealedLine = { n: number; entry: RecordEntry; seal: string };

/** Null when a line is not, byte for byte, as Muster writes it. */
export function readLine(text: string): SealedLine | null {
  try {
    const read = JSON.parse(text) as SealedLine;
    if (canonical(read) !== text) return null;
    const isLine =
      Number.isInteger(read.n) && typeof read.seal === "string" && typeof read.entry?.is === "string";
    return isLine ? read : null;
  } catch {
    return null;
  }
}

/** Whose line it is, for people. */
export function nameEntry(entry: RecordEntry, refs: ReadonlyMap<string, string>): string {
  switch (entry.is) {
    case "record":
      return "the head of the export";
    case "row":
      return `a row of \`${entry.table}\``;
    case "incident":
      return `the head of ${entry.incident?.ref}`;
    case "event":
      // What was changed may lack anything.
      return `${refs.get(entry.of) ?? "an unknown incident"}, entry ${entry.event?.seq}`;
    case "left-out":
      return "the list of what is left out";
    case "end":
      return "the end of the export";
    default:
      return "an entry of no known kind";
  }
}
