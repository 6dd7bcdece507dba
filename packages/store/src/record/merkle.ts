import { createHash, createHmac } from "node:crypto";
import { canonical } from "../canonical.ts";

/*
 * A tree of hashes over the ends of records. Its root is published and must tell nothing: neither how many incidents there are nor
 * which. So every leaf is salted and the tree is filled up to a full one with leaves that look the same; whoever lacks the
 * secret `blind` cannot tell a root over nothing from one over a hundred. Leaves are sorted by hash, so a place tells nothing either.
 */

/** The end of one incident's record. */
export type Head = { incidentId: string; seq: number; hash: string };

/** That a head is under a root, for somebody who may not know the other heads. */
export type Proof = { salt: string; path: { side: "left" | "right"; hash: string }[] };

/** A tree never has fewer leaves, so that quiet days look like busy ones. */
const leavesMin = 1024;

export function rootOf(heads: readonly Head[], blind: string): string {
  return levelsOf(heads, blind).at(-1)![0]!; // The last level is the root alone.
}

/** Null when the head is not one of them. */
export function proofOf(heads: readonly Head[], blind: string, of: string): Proof | null {
  const head = heads.find(({ incidentId }) => incidentId === of);
  if (head === undefined) return null;
  const salt = saltOf(blind, of);
  const levels = levelsOf(heads, blind);
  let at = levels[0]!.indexOf(leafOf(head, salt)); // The first level is the leaves.
  const path: Proof["path"] = [];
  for (const level of levels.slice(0, -1)) {
    const side = at % 2 === 0 ? "right" : "left";
    path.push({ side, hash: level[at % 2 === 0 ? at + 1 : at - 1]! }); // Every level but the root has an even number.
    at = Math.floor(at / 2);
  }
  return { salt, path };
}

/** The root that a proof leads to. It proves something only when that is the root that was signed. */
export function rootBy({ salt, path }: Proof, head: Head): string {
  return path.reduce(
    (hash, step) => (step.side === "right" ? nodeOf(hash, step.hash) : nodeOf(step.hash, hash)),
    leafOf(head, salt),
  );
}

function levelsOf(heads: readonly Head[], blind: string): string[][] {
  const leaves = heads.map((head) => leafOf(head, saltOf(blind, head.incidentId)));
  const full = Math.max(leavesMin, 2 ** Math.ceil(Math.log2(Math.max(leaves.length, 1))));
  for (let n = leaves.length; n < full; n += 1) leaves.push(keyed(blind, `nothing ${n}`));
  const levels = [leaves.sort()];
  for (let level = leaves; level.length > 1;) {
    const below = level;
    level = Array.from({ length: below.length / 2 }, (_, n) => nodeOf(below[2 * n]!, below[2 * n + 1]!));
    levels.push(level);
  }
  return levels;
}

// Leaves and nodes begin differently, so that neither can be shown as the other.
const leafOf = ({ incidentId, seq, hash }: Head, salt: string): string =>
  sha256(`leaf ${canonical({ incidentId, seq, hash, salt })}`);
const nodeOf = (left: string, right: string): string => sha256(`node ${left} ${right}`);
const saltOf = (blind: string, incidentId: string): string => keyed(blind, `salt ${incidentId}`);
const keyed = (blind: string, text: string): string => createHmac("sha256", blind).update(text).digest("hex");
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
