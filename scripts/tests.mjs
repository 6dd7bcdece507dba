// Runs the test suite and writes .reports/tests.json for check.mjs. Arguments go to vitest.
// Many tests wait for conditions in real time. In CI, whose machine may be busy with something else, files with a failed test
// run once more, from the start and alone; what failed at first is told.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesToRepeat, withRepeated } from "./test/repeat.ts";

const root = dirname(import.meta.dirname);
const reports = join(root, ".reports");
mkdirSync(reports, { recursive: true });

let code = runVitest("tests.json", process.argv.slice(2));
if (code !== 0 && process.env.CI !== undefined) {
  const first = readReport("tests.json");
  const files = first === null ? [] : filesToRepeat(first);
  if (files.length > 0) {
    console.log(`\nOnce more, alone:\n${files.map((file) => `  ${file}\n`).join("")}`);
    code = runVitest("repeated.json", ["--maxWorkers=1", ...files]);
    const second = readReport("repeated.json");
    if (second !== null) {
      writeFileSync(join(reports, "tests.json"), JSON.stringify(withRepeated(first, second)));
    }
  }
}
process.exit(code);

function runVitest(report, args) {
  const done = spawnSync(
    join(root, "node_modules", ".bin", "vitest"),
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=.reports/${report}`, ...args],
    { cwd: root, stdio: "inherit" },
  );
  if (done.error) console.error(`vitest did not start: ${done.error.message}`);
  return done.status ?? 1;
}

function readReport(name) {
  try {
    return JSON.parse(readFileSync(join(reports, name), "utf8").replaceAll(`${root}/`, ""));
  } catch {
    return null;
  }
}
