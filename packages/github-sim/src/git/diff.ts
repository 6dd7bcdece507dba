import type { FileEntry } from "./trees.ts";
import { gitOutput } from "./spawn.ts";

export type FileStatus = "added" | "removed" | "modified" | "renamed" | "changed";
export type FileDiff = {
  path: string;
  before: string | null;
  status: FileStatus;
  sha: string;
  additions: number;
  deletions: number;
  patch: string | null;
};

/** Which paths differ between two flat trees; cheap, without contents or renames. */
export function changedPaths(before: ReadonlyMap<string, FileEntry>, after: ReadonlyMap<string, FileEntry>) {
  const same = (path: string) =>
    before.get(path)?.sha === after.get(path)?.sha && before.get(path)?.mode === after.get(path)?.mode;
  return {
    added: [...after.keys()].filter((path) => !before.has(path)),
    removed: [...before.keys()].filter((path) => !after.has(path)),
    modified: [...after.keys()].filter((path) => before.has(path) && !same(path)),
  };
}

const statusOf: Record<string, FileStatus> = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  T: "changed",
};

/** What git says changed from one tree or commit to another, with renames found and patches. */
export function diffFiles(dir: string, from: string, to: string): FileDiff[] {
  const rows = gitOutput(dir, ["diff-tree", "-r", "-M", "-z", "--raw", "--no-abbrev", from, to])
    .toString("utf8")
    .split("\0");
  const patches = patchTexts(dir, from, to);
  const files: FileDiff[] = [];
  for (let at = 0; rows[at]?.startsWith(":");) {
    const [, , oldSha = "", newSha = "", letter = ""] = (rows[at] ?? "").split(" ");
    const renamed = letter.startsWith("R");
    const before = rows[at + 1] ?? "";
    const path = renamed ? (rows[at + 2] ?? "") : before;
    at += renamed ? 3 : 2;
    const status = statusOf[letter.charAt(0)] ?? "changed";
    const patch = patches[files.length] ?? null;
    files.push({
      path,
      before: renamed ? before : null,
      status,
      sha: status === "removed" ? oldSha : newSha,
      additions: countLines(patch, "+"),
      deletions: countLines(patch, "-"),
      patch,
    });
  }
  return files;
}

/** The hunks of each file in the order of the raw listing; null for binary files and pure renames. */
function patchTexts(dir: string, from: string, to: string): (string | null)[] {
  const text = gitOutput(dir, ["diff-tree", "-r", "-M", "-p", from, to]).toString("utf8");
  const files = text.split(/^diff --git .*\n/m).slice(1);
  return files.map((file) => {
    const hunk = file.search(/^@@ /m);
    return hunk === -1 ? null : file.slice(hunk).replace(/\n$/, "");
  });
}

function countLines(patch: string | null, sign: "+" | "-"): number {
  return patch === null ? 0 : patch.split("\n").filter((line) => line.startsWith(sign)).length;
}
