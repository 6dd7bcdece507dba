// Runs the test suite once and writes .reports/tests.json for check.mjs. Arguments go to vitest.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dirname);
mkdirSync(join(root, ".reports"), { recursive: true });

const done = spawnSync(
  join(root, "node_modules", ".bin", "vitest"),
  [
    "run",
    "--reporter=default",
    "--reporter=json",
    "--outputFile.json=.reports/tests.json",
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: "inherit" },
);
if (done.error) console.error(`vitest did not start: ${done.error.message}`);
process.exit(done.status ?? 1);
