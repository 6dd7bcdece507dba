import { readCommit, type Commit } from "./commits.ts";
import type { ObjectStore } from "./objects.ts";

/** The commit and everything before it, newest first; children always before their parents. */
export function log(objects: ObjectStore, start: string): Commit[] {
  const found = new Map<string, Commit>();
  const children = new Map<string, number>();
  const waiting = [start];
  while (waiting.length > 0) {
    const sha = waiting.pop() ?? "";
    const commit = found.has(sha) ? null : readCommit(objects, sha);
    if (commit === null) continue;
    found.set(sha, commit);
    for (const parent of commit.parents) {
      children.set(parent, (children.get(parent) ?? 0) + 1);
      waiting.push(parent);
    }
  }
  return inOrder(found, children, start);
}

function inOrder(found: Map<string, Commit>, children: Map<string, number>, start: string): Commit[] {
  const ready = [start].map((sha) => found.get(sha)).filter((commit) => commit !== undefined);
  const ordered: Commit[] = [];
  while (ready.length > 0) {
    ready.sort((a, b) => b.committer.date.getTime() - a.committer.date.getTime());
    const next = ready.shift();
    if (next === undefined) break;
    ordered.push(next);
    for (const parent of next.parents) {
      const left = (children.get(parent) ?? 1) - 1;
      children.set(parent, left);
      const commit = found.get(parent);
      if (left === 0 && commit !== undefined) ready.push(commit);
    }
  }
  return ordered;
}

export function ancestors(objects: ObjectStore, start: string): Set<string> {
  const seen = new Set<string>();
  const waiting = [start];
  while (waiting.length > 0) {
    const sha = waiting.pop() ?? "";
    if (seen.has(sha)) continue;
    const commit = readCommit(objects, sha);
    if (commit === null) continue;
    seen.add(sha);
    waiting.push(...commit.parents);
  }
  return seen;
}

export function isAncestor(objects: ObjectStore, older: string, newer: string): boolean {
  return older === newer || ancestors(objects, newer).has(older);
}

/** The best common ancestor of two commits, `null` for unrelated histories. */
export function mergeBase(objects: ObjectStore, one: string, other: string): string | null {
  const shared = ancestors(objects, one);
  const common = log(objects, other).filter((commit) => shared.has(commit.sha));
  return common[0]?.sha ?? null;
}

/** The commits that `head` has and `base` has not, oldest first. */
export function commitsBetween(objects: ObjectStore, base: string, head: string): Commit[] {
  const known = ancestors(objects, base);
  return log(objects, head)
    .filter((commit) => !known.has(commit.sha))
    .reverse();
}
