import { expect, test } from "vitest";
import { listPath, readListQuery, readRef, readTarget } from "./query.ts";

const query = (text: string) => readListQuery(new URLSearchParams(text));

test("a filter and the ref to go on from are read, and written the same way", () => {
  const asked = query("show=active&before=inc-7");
  expect(asked).toEqual({ filter: "active", before: "INC-7" });
  expect(listPath("/app/acme/incidents", asked)).toBe("/app/acme/incidents?show=active&before=INC-7");
  expect(listPath("/app/acme/incidents", query(""))).toBe("/app/acme/incidents");
});

test.each([
  "show=constructor",
  "show=",
  `before=${"A".repeat(400)}`,
  "before=INC-1'--",
  "before=INC-1&before=x",
  "x=y",
])("%s counts as left out", (text) => {
  expect(["all", "INC-1"]).toContain(query(text).before ?? query(text).filter);
});

test("a ref is short and plain", () => {
  expect(["SEC-7K2M9QTD", "inc-12", "INC", "INC-", "../x", `INC-${"1".repeat(30)}`].map(readRef)).toEqual([
    "SEC-7K2M9QTD",
    "INC-12",
    null,
    null,
    null,
    null,
  ]);
});

test.each([
  ["/app/acme/incidents?show=active&before=INC-7", "/app/acme/incidents?show=active&before=INC-7"],
  ["/app", "/app"],
  [null, "/app"],
  ["https://evil.example/app", "/app"],
  ["//evil.example", "/app"],
  ["/app/\\evil.example", "/app"],
  ["/app//evil.example", "/app"],
  ["/sign-out", "/app"],
  [`/app/${"a".repeat(400)}`, "/app"],
])("after signing in with %s people land on %s", (asked, target) => {
  expect(readTarget(asked)).toBe(target);
});
