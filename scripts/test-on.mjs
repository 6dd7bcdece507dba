// Runs the test suite against a PostgreSQL of your own (15 or newer) instead of the one that comes along:
//
//   node scripts/test-on.mjs postgres://user:password@host:5432/postgres [vitest arguments]
//
// The user must be allowed to create databases. Every test makes its own and drops it again.
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";

const root = dirname(import.meta.dirname);
const [url = process.env.DATABASE_URL, ...rest] = process.argv.slice(2);
if (!url?.startsWith("postgres")) {
  console.error("Say which database: node scripts/test-on.mjs postgres://user:password@host:5432/postgres");
  process.exit(1);
}
const bin = join(root, "node_modules", ".bin");
const env = { ...process.env, TEST_DATABASE_URL: url, PATH: [bin, process.env.PATH].join(delimiter) };
const done = spawnSync("node", ["scripts/tests.mjs", ...rest], { cwd: root, stdio: "inherit", env });
process.exit(done.status ?? 1);
