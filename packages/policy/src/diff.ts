import { isTree } from "./merge.ts";
import { sayPath, type Path } from "./problem.ts";

/** One field that differs. `undefined` on the side where it is not there. */
export type PolicyChange = { path: string; before: unknown; after: unknown };

/** What changed from one policy to the other, field by field; a list is told as a whole. */
export function diffPolicies(before: unknown, after: unknown, at: Path = []): PolicyChange[] {
  if (isTree(before) && isTree(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const side = (tree: Record<string, unknown>, name: string) =>
      Object.hasOwn(tree, name) ? tree[name] : undefined;
    return names.flatMap((name) => diffPolicies(side(before, name), side(after, name), [...at, name]));
  }
  return isSame(before, after) ? [] : [{ path: sayPath(at), before, after }];
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => isSame(entry, b[index]));
  }
  if (isTree(a) && isTree(b)) return diffPolicies(a, b).length === 0;
  return Object.is(a, b);
}
