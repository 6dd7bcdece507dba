import { expect, test } from "vitest";
import { metricsErrands } from "./metrics-errand.ts";
import { policy } from "./testing.ts";

test.each([
  ["in the middle of a month", "2026-11-27T22:00:00Z", "2026-11", "2026-12-01T09:00:00.000Z"],
  ["before the morning of the first", "2027-01-01T08:59:00Z", "2026-12", "2027-01-01T09:00:00.000Z"],
  [
    "on the morning of the first, when it was told",
    "2027-01-01T09:00:00Z",
    "2027-01",
    "2027-02-01T09:00:00.000Z",
  ],
  ["on the last day of February", "2028-02-29T23:59:00Z", "2028-02", "2028-03-01T09:00:00.000Z"],
])("the figures of a month are told once it is over: %s", (_, now, month, dueAt) => {
  expect(metricsErrands(policy, new Date(now))).toEqual([
    { key: `metrics-digest ${month}`, errand: { do: "metrics-digest", month }, dueAt: new Date(dueAt) },
  ]);
});

test("a policy that wants no figures told gets none", () => {
  const quiet = { ...policy, learning: { ...policy.learning, tellsFigures: false } };
  expect(metricsErrands(quiet, new Date("2026-11-27T22:00:00Z"))).toEqual([]);
});
