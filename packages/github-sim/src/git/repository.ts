import { mkdirSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readCommit, writeCommit, type Commit, type CommitFields } from "./commits.ts";
import { diffFiles, type FileDiff } from "./diff.ts";
import * as history from "./history.ts";
import { mergeTrees } from "./merge.ts";
import { openObjects } from "./objects.ts";
import { listRefs, moveRef, readRef } from "./refs.ts";
import { applyChanges, findEntry, flatten, type Changes } from "./trees.ts";

export type GitRepository = ReturnType<typeof openRepository>;

/** A bare repository in a folder; an empty one is made when there is none. Any git can clone it. */
export function openRepository(dir: string, defaultBranch: string) {
  if (!existsSync(join(dir, "HEAD"))) makeBare(dir, defaultBranch);
  const objects = openObjects(dir);
  const diffs = new Map<string, FileDiff[]>();

  return {
    dir,
    objects,
    head: (branch: string) => readRef(dir, `refs/heads/${branch}`),
    ref: (name: string) => readRef(dir, name),
    refs: (prefix: string) => listRefs(dir, prefix),
    branches: () =>
      [...listRefs(dir, "refs/heads/")].map(([name, sha]) => ({
        name: name.slice("refs/heads/".length),
        sha,
      })),
    moveRef: (change: { name: string; from: string | null; to: string | null }) => moveRef(dir, change),
    /** Puts every ref back to where a snapshot saw it. */
    resetRefs(wanted: Readonly<Record<string, string>>): void {
      const standing = listRefs(dir, "refs/");
      for (const [name, from] of standing) {
        if (wanted[name] === undefined) moveRef(dir, { name, from, to: null });
      }
      for (const [name, to] of Object.entries(wanted)) {
        const from = standing.get(name) ?? null;
        if (from !== to) moveRef(dir, { name, from, to });
      }
    },
    /** The first branch of a repository that has none: a plain file, no process. */
    startBranch(name: string, sha: string): void {
      const file = join(dir, "refs", "heads", name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${sha}\n`);
    },
    commit: (sha: string): Commit | null => readCommit(objects, sha),
    writeCommit: (fields: CommitFields) => writeCommit(objects, fields),
    writeBlob: (content: Buffer) => objects.write("blob", content),
    blob: (sha: string) => objects.content(sha, "blob"),
    changed: (tree: string | null, changes: Changes) => applyChanges(objects, tree, changes),
    entry: (tree: string, path: string) => findEntry(objects, tree, path),
    files: (tree: string) => flatten(objects, tree),
    log: (start: string) => history.log(objects, start),
    isAncestor: (older: string, newer: string) => history.isAncestor(objects, older, newer),
    mergeBase: (one: string, other: string) => history.mergeBase(objects, one, other),
    between: (base: string, head: string) => history.commitsBetween(objects, base, head),
    merged: (sides: { base: string; ours: string; theirs: string }) => mergeTrees(dir, objects, sides),
    /** Diffs of immutable things are remembered. */
    diff(from: string, to: string): FileDiff[] {
      const key = `${from}..${to}`;
      const known = diffs.get(key) ?? diffFiles(dir, from, to);
      diffs.set(key, known);
      return known;
    },
  };
}

// What `git init --bare` leaves that git needs, without starting a process: tests make many repositories.
function makeBare(dir: string, defaultBranch: string): void {
  mkdirSync(join(dir, "objects", "pack"), { recursive: true });
  mkdirSync(join(dir, "refs", "heads"), { recursive: true });
  mkdirSync(join(dir, "refs", "tags"), { recursive: true });
  writeFileSync(
    join(dir, "config"),
    "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n",
  );
  writeFileSync(join(dir, "HEAD"), `ref: refs/heads/${defaultBranch}\n`);
}
