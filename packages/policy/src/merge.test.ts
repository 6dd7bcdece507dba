import fc from "fast-check";
import { expect, test } from "vitest";
import { isTree, merge } from "./merge.ts";

const key = fc.constantFrom("a", "b", "c");
const leaf = fc.oneof(fc.array(fc.integer(), { maxLength: 2 }), fc.integer(), fc.string({ maxLength: 2 }));
const flat = fc.dictionary(key, leaf);
const tree = fc.dictionary(key, fc.oneof(leaf, flat, fc.dictionary(key, fc.oneof(leaf, flat))));
const never = () => false;

test("nothing laid over a tree leaves it as it is", () => {
  fc.assert(
    fc.property(tree, (base) => {
      expect(merge(base, {}, never)).toEqual(base);
    }),
  );
});

test("a change laid over twice is the same as once", () => {
  fc.assert(
    fc.property(tree, tree, (base, change) => {
      const once = merge(base, change, never);
      expect(merge(once, change, never)).toEqual(once);
    }),
  );
});

test("changes can be laid over each other first", () => {
  fc.assert(
    fc.property(tree, tree, tree, (base, first, second) => {
      // Where the first change replaces a map by a value and the second brings a map back, the order tells; that is no change of one field.
      fc.pre(!turnsKind(first, second) && !turnsKind(base, first));
      expect(merge(merge(base, first, never), second, never)).toEqual(
        merge(base, merge(first, second, never), never),
      );
    }),
  );
});

test("what the change says is so afterwards, and what it does not name stays", () => {
  fc.assert(
    fc.property(tree, tree, (base, change) => {
      const merged = merge(base, change, never) as Record<string, unknown>;
      for (const [name, value] of Object.entries(change))
        if (!isTree(value)) expect(merged[name]).toEqual(value);
      for (const [name, value] of Object.entries(base))
        if (!Object.hasOwn(change, name)) expect(merged[name]).toEqual(value);
    }),
  );
});

test("neither side is touched", () => {
  fc.assert(
    fc.property(tree, tree, (base, change) => {
      const before = JSON.stringify([base, change]);
      merge(base, change, never);
      expect(JSON.stringify([base, change])).toBe(before);
    }),
  );
});

test("null takes an entry out only where entries can be taken out", () => {
  const base = { levels: { P0: { note: "x" }, P1: {} }, note: "y" };
  const isLevel = (path: readonly (string | number)[]) => path.length === 2 && path[0] === "levels";
  expect(merge(base, { levels: { P1: null, P0: { note: null } }, note: null }, isLevel)).toEqual({
    levels: { P0: { note: null } },
    note: null,
  });
});

/** True where one tree has a map and the other a value. */
function turnsKind(a: unknown, b: unknown): boolean {
  if (!isTree(a) || !isTree(b)) return isTree(a) !== isTree(b);
  return Object.keys(a).some(
    (name) => Object.hasOwn(b, name) && (isTree(a[name]) || isTree(b[name])) && turnsKind(a[name], b[name]),
  );
}
