import { expect, test } from "vitest";
import { allParts } from "./parts.ts";

/* `parts.ts` joins the parts' tables by name, and of two that share a name the later one would silently win. */
test.each([
  "allowed",
  "texts",
  "decide",
  "apply",
  "tell",
  "hearing",
  "explain",
  "remind",
  "answeredBy",
  "fire",
] as const)("no two parts share a name in `%s`", (table) => {
  const names = allParts.flatMap((part) => Object.keys(part[table] ?? {}));
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  expect(twice).toEqual([]);
  expect(names.length).toBeGreaterThan(0);
});

test("what a part decides it also allows, and what it applies it also tells and voices", () => {
  for (const part of allParts) {
    expect(Object.keys(part.decide).sort()).toEqual(Object.keys(part.allowed).sort());
    expect(Object.keys(part.decide).sort()).toEqual(Object.keys(part.texts).sort());
    expect(Object.keys(part.apply).sort()).toEqual(Object.keys(part.tell).sort());
    expect(Object.keys(part.apply).sort()).toEqual(Object.keys(part.hearing).sort());
  }
});
