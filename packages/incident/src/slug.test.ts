import fc from "fast-check";
import { expect, test } from "vitest";
import { slugify, slugMax, withSuffix } from "./slug.ts";

test.each([
  ["API down", "api-down"],
  ["  RPC  --  node / eu-west-1 down!! ", "rpc-node-eu-west-1-down"],
  ["p95 > 5s on /swap", "p95-5s-on-swap"],
  ["Can't log in", "cant-log-in"],
  ["Zürich: Ærø & Łódź, Straße, İstanbul", "zurich-aero-lodz-strasse-istanbul"],
  ["ﬁle ＡＰＩ ℌost", "file-api-host"],
  ["pay\u200bments", "payments"],
  ["../../etc/passwd", "etc-passwd"],
  ["@{upstream}.lock", "upstream-lock"],
])("%s becomes %s", (title, slug) => {
  expect(slugify(title)).toBe(slug);
});

test.each(["", "   ", "🔥🔥🔥", "数据库宕机", "..", ".", "-", "—", "\u202e\u200f"])(
  "a title without a usable letter (%j) still gets a name",
  (title) => {
    expect(slugify(title)).toBe("incident");
  },
);

test("a long title is cut between words", () => {
  const slug = slugify("deposits are stuck because the keeper has stopped and nobody can withdraw anything");
  expect(slug).toBe("deposits-are-stuck-because-the-keeper-has-stopped-and-nobody");
  expect(slugify(`${"a".repeat(58)} and`)).toBe("a".repeat(58));
});

test("one endless word is cut in its middle", () => {
  expect(slugify("x".repeat(500))).toBe("x".repeat(slugMax));
  expect(slugify(`db ${"x".repeat(500)}`)).toHaveLength(slugMax);
});

const titles = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string(),
);

test("S1-10: whatever the title, the slug is safe in a channel name, a branch and a path", () => {
  fc.assert(
    fc.property(titles, (title) => {
      const slug = slugify(title);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(`incident-2026-11-21-${withSuffix(slug, 99)}`.length).toBeLessThanOrEqual(100);
    }),
    { numRuns: 2_000 },
  );
});

test("a slug is its own slug", () => {
  fc.assert(fc.property(titles, (title) => slugify(slugify(title)) === slugify(title)));
});

test("the first of a name has no suffix, later ones count from 2", () => {
  expect([1, 2, 99].map((n) => withSuffix("api-down", n))).toEqual(["api-down", "api-down-2", "api-down-99"]);
});
