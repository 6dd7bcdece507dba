import type { ObjectStore } from "./objects.ts";

export type TreeEntry = { mode: string; name: string; sha: string };
export type FileEntry = { mode: string; sha: string };
/** What a path becomes; null removes it. */
export type Changes = ReadonlyMap<string, FileEntry | null>;

export const directoryMode = "40000";
export const fileMode = "100644";

export function readTree(objects: ObjectStore, sha: string): TreeEntry[] {
  const content = objects.content(sha, "tree");
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at);
    const end = content.indexOf(0, space);
    entries.push({
      mode: content.toString("ascii", at, space),
      name: content.toString("utf8", space + 1, end),
      sha: content.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

export function writeTree(objects: ObjectStore, entries: readonly TreeEntry[]): string {
  // git sorts by bytes and compares a folder as if its name ended in a slash.
  const key = (entry: TreeEntry) => Buffer.from(entry.mode === directoryMode ? `${entry.name}/` : entry.name);
  const sorted = [...entries].sort((a, b) => Buffer.compare(key(a), key(b)));
  const parts = sorted.flatMap((entry) => [
    Buffer.from(`${entry.mode} ${entry.name}\0`),
    Buffer.from(entry.sha, "hex"),
  ]);
  return objects.write("tree", Buffer.concat(parts));
}

/** Every file below a tree by its full path. */
export function flatten(
  objects: ObjectStore,
  sha: string,
  prefix = "",
  into = new Map<string, FileEntry>(),
): Map<string, FileEntry> {
  for (const entry of readTree(objects, sha)) {
    if (entry.mode === directoryMode) flatten(objects, entry.sha, `${prefix}${entry.name}/`, into);
    else into.set(prefix + entry.name, { mode: entry.mode, sha: entry.sha });
  }
  return into;
}

/** The entry at a path, `null` when there is none. The empty path is the tree itself. */
export function findEntry(objects: ObjectStore, tree: string, path: string): FileEntry | null {
  let found: FileEntry = { mode: directoryMode, sha: tree };
  for (const name of path.split("/").filter((part) => part !== "")) {
    if (found.mode !== directoryMode) return null;
    const next = readTree(objects, found.sha).find((entry) => entry.name === name);
    if (next === undefined) return null;
    found = next;
  }
  return { mode: found.mode, sha: found.sha };
}

/** A new tree with the changes made; folders that become empty disappear, as git has none. */
export function applyChanges(objects: ObjectStore, base: string | null, changes: Changes): string {
  return changedTree(objects, base, changes) ?? writeTree(objects, []);
}

function changedTree(objects: ObjectStore, base: string | null, changes: Changes): string | null {
  const entries = new Map((base === null ? [] : readTree(objects, base)).map((entry) => [entry.name, entry]));
  const below = new Map<string, Map<string, FileEntry | null>>();
  for (const [path, entry] of changes) {
    const slash = path.indexOf("/");
    if (slash === -1) {
      if (entry === null) entries.delete(path);
      else entries.set(path, { name: path, ...entry });
      continue;
    }
    const folder = path.slice(0, slash);
    const inside = below.get(folder) ?? new Map<string, FileEntry | null>();
    below.set(folder, inside.set(path.slice(slash + 1), entry));
  }
  for (const [name, inside] of below) {
    const before = entries.get(name);
    const sha = changedTree(objects, before?.mode === directoryMode ? before.sha : null, inside);
    if (sha === null) entries.delete(name);
    else entries.set(name, { mode: directoryMode, name, sha });
  }
  return entries.size === 0 ? null : writeTree(objects, [...entries.values()]);
}
