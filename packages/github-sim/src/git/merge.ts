import { writeCommit } from "./commits.ts";
import { changedPaths } from "./diff.ts";
import type { ObjectStore } from "./objects.ts";
import { git } from "./spawn.ts";
import { applyChanges, flatten, type FileEntry } from "./trees.ts";

/**
 * The tree that has both sides' changes since the base, `null` when they conflict.
 * Sides that touched different files need no git process; the rest is decided by git's own merge.
 */
export function mergeTrees(
  dir: string,
  objects: ObjectStore,
  sides: { base: string; ours: string; theirs: string },
): string | null {
  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map((tree) => flatten(objects, tree));
  if (base === undefined || ours === undefined || theirs === undefined) return null;
  const mine = touched(base, ours);
  const others = touched(base, theirs);
  if (mine.size === 0) return sides.theirs;
  if (independent(mine, others)) {
    const changes = [...others].map((path): [string, FileEntry | null] => [path, theirs.get(path) ?? null]);
    return applyChanges(objects, sides.ours, new Map(changes));
  }
  return mergeByGit(dir, objects, sides);
}

function touched(before: ReadonlyMap<string, FileEntry>, after: ReadonlyMap<string, FileEntry>): Set<string> {
  const { added, removed, modified } = changedPaths(before, after);
  return new Set([...added, ...removed, ...modified]);
}

// A file on one side and a folder of the same name on the other is for git to refuse.
function independent(mine: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const clash = (path: string, all: ReadonlySet<string>) =>
    all.has(path) || [...all].some((other) => other.startsWith(`${path}/`));
  return ![...others].some((path) => clash(path, mine)) && ![...mine].some((path) => clash(path, others));
}

// `merge-tree --write-tree` wants commits on git before 2.45, so the three trees get throw-away ones.
function mergeByGit(
  dir: string,
  objects: ObjectStore,
  sides: { base: string; ours: string; theirs: string },
): string | null {
  const nobody = { name: "nobody", email: "nobody@localhost", date: new Date(0) };
  const commit = (tree: string, parents: string[]) =>
    writeCommit(objects, { tree, parents, author: nobody, committer: nobody, message: "merge" });
  const base = commit(sides.base, []);
  const run = git(dir, [
    "merge-tree",
    "--write-tree",
    commit(sides.ours, [base]),
    commit(sides.theirs, [base]),
  ]);
  if (run.status === 0) return run.stdout.toString("ascii").trim().split("\n")[0] ?? null;
  if (run.status === 1) return null;
  throw new Error(`git merge-tree failed: ${run.stderr.trim()}. It needs git 2.38 or newer.`);
}
