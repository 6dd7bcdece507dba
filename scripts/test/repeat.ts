type File = { name: string; status: string; assertionResults: { fullName: string; status: string }[] };

/** The part of vitest's JSON report that counts here. */
export type Report = { testResults: File[] };

/** More than this is no busy machine. */
const repeatsAtMost = 5;

const didFail = (file: File): boolean => file.status === "failed";

/** The files of a report of vitest that are worth running again. Empty when nothing failed, or too much. */
export function filesToRepeat({ testResults }: Report): string[] {
  const failed = testResults.filter(didFail).map(({ name }) => name);
  return failed.length > repeatsAtMost ? [] : failed;
}

/**
 * The report with the second run of its failed files in place of the first. `repeated` lists what failed at first and passed then,
 * as `file > test`. A file that the second run has not finished keeps its first result.
 */
export function withRepeated<First extends Report>(
  first: First,
  second: Report,
): First & { repeated: string[] } {
  const again = new Map(second.testResults.map((file) => [file.name, file]));
  const repeated = first.testResults.flatMap((file) => {
    const now = didFail(file) ? again.get(file.name) : undefined;
    if (now === undefined || didFail(now)) return [];
    return file.assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName }) => `${file.name} > ${fullName}`);
  });
  const testResults = first.testResults.map((file) =>
    didFail(file) ? (again.get(file.name) ?? file) : file,
  );
  return { ...first, testResults, repeated };
}

/** How many tests of a report passed, failed and were left out. A file that broke before its first test counts as one failure. */
export function countTests({ testResults }: Report): { passed: number; failed: number; skipped: number } {
  const counted = { passed: 0, failed: 0, skipped: 0 };
  for (const file of testResults) {
    const statuses = file.assertionResults.map(({ status }) => status);
    for (const status of statuses) {
      counted[status === "passed" || status === "failed" ? status : "skipped"] += 1;
    }
    if (didFail(file) && !statuses.includes("failed")) counted.failed += 1;
  }
  return counted;
}
