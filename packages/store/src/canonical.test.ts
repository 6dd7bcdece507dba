import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "./canonical.ts";

test("the same value is the same bytes, in whatever order it was built", () => {
  expect(canonical({ b: 1, a: [true, null, "ö"], c: { y: 0, x: -0.5 } })).toBe(
    '{"a":[true,null,"ö"],"b":1,"c":{"x":-0.5,"y":0}}',
  );
});

test("what JSON leaves out is left out", () => {
  expect(canonical({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
});

test("every JSON value comes back as it was, and shuffling its members changes nothing", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = canonical(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonical(reversed(value))).toBe(text);
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1])("%s is no JSON", (value) => {
  expect(() => canonical({ value })).toThrow("JSON has no");
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  );
}
