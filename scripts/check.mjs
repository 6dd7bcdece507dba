// Every check there is, in one go (`npm test`). All of them run even when one fails. What has not changed since it
// last passed is not done again; `npm test -- --fresh` does everything anew. The last line counts tests and checks.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findLeftovers, lookOutside } from "./leftovers.mjs";
import { countTests } from "./test/repeat.ts";
import { makeRunFolder } from "./test/run-folder.ts";

const root = dirname(import.meta.dirname);
const report = join(root, ".reports", "tests.json");

const [unknown] = process.argv.slice(2).filter((flag) => flag !== "--fresh");
if (unknown !== undefined) {
  console.error(
    `\`npm test\` knows only --fresh. For some tests alone: node_modules/.bin/vitest run ${unknown}`,
  );
  process.exit(1);
}
// A database of somebody else may have changed without any file having changed.
const fresh = process.argv.includes("--fresh") || process.env.TEST_DATABASE_URL !== undefined;

const steps = [
  { name: "types", task: "check:types" },
  { name: "lint", task: "check:lint" },
  { name: "format", task: "check:format" },
  { name: "layers", task: "check:boundaries" },
  { name: "declared imports", turbo: ["boundaries"] },
  { name: "dead exports", task: "check:exports" },
  { name: "requirements page", task: "check:requirements" },
  { name: "generated pages", task: "check:pages" },
  { name: "tests", task: "check:tests", count: readTests },
];

/** A test that spins never yields to its own time limit, so the whole step has one too. */
const stepWithinMs = Number(process.env.MUSTER_STEP_WITHIN_MS ?? 30 * 60_000);

const mark = `MUSTER_CHECK_RUN=${randomUUID()}`;
const before = lookOutside();
const folder = makeRunFolder("check");
const total = { passed: 0, failed: 0 };
let running = null;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    running?.kill(signal);
    rmSync(folder, { recursive: true, force: true });
    process.exitCode = 130;
    steps.length = 0;
  });
}

try {
  rmSync(report, { force: true });
  while (steps.length > 0) await take(steps.shift());
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (process.exitCode === 130) process.exit();
tell("nothing left behind", findLeftovers(mark, before));

console.log(`${total.passed} passed, ${total.failed} failed`);
// Not `process.exit`, which would cut off what a pipe has not taken yet.
process.exitCode = total.failed === 0 ? 0 : 1;

async function take({ name, task, turbo, count }) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  const beat = setInterval(() => console.log(`  … ${name}, ${seconds()}`), 15_000);
  const args = turbo ?? [
    "run",
    task,
    "--log-prefix=none",
    "--output-logs=full",
    ...(fresh ? ["--force"] : []),
  ];
  const { code, output } = await run(join(root, "node_modules", ".bin", "turbo"), args);
  clearInterval(beat);
  if (process.exitCode === 130) return;

  const counted = count?.(code) ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, note: "" };
  total.passed += counted.passed;
  total.failed += counted.failed;
  const again = /cache hit/.test(output) ? ", unchanged since it last passed" : "";
  const sign = counted.failed === 0 ? "ok  " : "FAIL";
  console.log(`${sign} ${name} (${seconds()}${again})${counted.note === "" ? "" : `: ${counted.note}`}`);
  if (counted.failed > 0) console.log(indent(essence(output)));
}

function tell(name, problems) {
  total[problems.length === 0 ? "passed" : "failed"] += 1;
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name}`);
  for (const problem of problems) console.log(`     ${problem}`);
}

function run(command, args) {
  const [name, value] = mark.split("=");
  const env = {
    ...process.env,
    [name]: value,
    TMPDIR: folder,
    NO_COLOR: "1",
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
  };
  return new Promise((resolve) => {
    let output = "";
    running = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [running.stdout, running.stderr]) stream.on("data", (chunk) => (output += chunk));
    const child = running;
    const limit = setTimeout(() => {
      output += `\nStopped: it did not end within ${stepWithinMs / 1000} s.\n`;
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
    }, stepWithinMs);
    running.on("close", () => clearTimeout(limit));
    running.on("error", (error) => resolve({ code: 1, output: error.message }));
    running.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Counts from the suite's own report. A suite that broke, or ran no test, has failed whatever it exited with. */
function readTests(code) {
  let suite;
  try {
    suite = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return { passed: 0, failed: 1, note: "the suite did not finish" };
  }
  const { passed, failed, skipped } = countTests(suite);
  const isSilent = failed === 0 && (code !== 0 || passed === 0);
  const left = skipped > 0 ? `, ${skipped} skipped` : "";
  const late = (suite.repeated ?? []).map((name) => `\n     passed only when run again: ${name}`);
  return {
    passed,
    failed: failed + (isSilent ? 1 : 0),
    note: `${passed} passed, ${failed} failed${left} in ${suite.testResults.length} files${late.join("")}`,
  };
}

/** The tool's own words, without those of the task runner around it. */
function essence(output) {
  const noise =
    /^(\s*•|\$ |> | ELIFECYCLE|\[ELIFECYCLE\]|cache (miss|bypass)|Tasks:|Cached:|Time:|Failed:|\s*(Tasks|Cached|Time|Failed):|\/\/#|ERROR: |.*command finished with error|\s*ERROR\s+run failed)/;
  return output
    .split("\n")
    .filter((line) => !noise.test(line))
    .join("\n")
    .trim();
}

function indent(text) {
  return text.replaceAll(/^(?=.)/gm, "     ");
}
