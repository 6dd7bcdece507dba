import { expect, test } from "vitest";
import { countTests, filesToRepeat, withRepeated } from "./repeat.ts";

type Status = "passed" | "failed" | "pending" | "todo";

const file = (name: string, ...statuses: Status[]) => ({
  name,
  status: statuses.includes("failed") ? "failed" : "passed",
  assertionResults: statuses.map((status, at) => ({ fullName: `test ${at + 1}`, status })),
});
const broken = { name: "broken", status: "failed", assertionResults: [] };

test("files with a failed test and files that broke are repeated", () => {
  const report = { testResults: [file("a", "passed"), file("b", "passed", "failed"), broken] };
  expect(filesToRepeat(report)).toEqual(["b", "broken"]);
});

test("nothing is repeated when much has failed: that is no busy machine", () => {
  const testResults = ["a", "b", "c", "d", "e", "f"].map((name) => file(name, "failed"));
  expect(filesToRepeat({ testResults })).toEqual([]);
});

test("a second run counts in place of the first, and what failed at first is told", () => {
  const first = {
    numTotalTests: 5,
    testResults: [file("a", "passed"), file("b", "passed", "failed"), file("c", "failed", "pending")],
  };
  const second = { testResults: [file("b", "passed", "passed"), file("c", "failed", "pending")] };
  const both = withRepeated(first, second);
  expect(both.repeated).toEqual(["b > test 2"]);
  expect(countTests(both)).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

test("a file that the second run did not finish stays failed", () => {
  const both = withRepeated({ testResults: [file("a", "failed")] }, { testResults: [] });
  expect(both.repeated).toEqual([]);
  expect(countTests(both)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a file that breaks before its first test is a failure", () => {
  expect(countTests({ testResults: [broken] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
