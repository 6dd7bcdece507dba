import type { Path } from "./problem.ts";

type Tree = Record<string, unknown>;

export const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The base with the change laid over it: maps merge, lists and single values replace. `null` takes an entry out where
 * `isEntry` says that the path names an entry of an open map (a level, a role, a person); everywhere else it is a value.
 * Neither argument is changed.
 */
export function merge(
  base: unknown,
  change: unknown,
  isEntry: (path: Path) => boolean,
  at: Path = [],
): unknown {
  if (!isTree(change)) return change;
  const merged: Tree = isTree(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(change)) {
    const path = [...at, key];
    if (value === null && isEntry(path)) delete merged[key];
    else merged[key] = merge(Object.hasOwn(merged, key) ? merged[key] : undefined, value, isEntry, path);
  }
  return merged;
}
