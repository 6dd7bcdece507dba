// The door for a bare machine: any Node 20 or newer and npm. It brings the pinned pnpm, which brings the pinned
// Node and everything else, and then hands the wish over. Plain JavaScript, because nothing is installed yet.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = join(root, "tools", "pnpm");
const stamps = join(root, "node_modules", ".muster-setup");

/** What each `npm run` name means once the set-up stands. */
const wishes = {
  start: ["node", "apps/cli/src/main.ts", "start"],
  muster: ["node", "apps/cli/src/main.ts"],
  test: ["node", "scripts/check.mjs"],
  bench: ["node", "bench/run.ts"],
};

const [wish, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(wishes, wish ?? "")) {
  console.error(`Say one of: ${Object.keys(wishes).join(", ")}. You said: ${wish ?? "nothing"}.`);
  process.exit(1);
}

const env = environment();
setUp();
const [command, ...args] = wishes[wish];
const child = spawn(command, [...args, ...rest], { cwd: root, env, stdio: "inherit" });
// The terminal sends Ctrl-C to the whole group, so the child gets its own; a plain kill must be passed on.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT") child.kill(signal);
  });
}
child.on("error", (error) => {
  console.error(`Could not start ${command}: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));

/** npm's own npm_* variables would steer the nested pnpm, so they stay outside. */
function environment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const path = [join(root, "node_modules", ".bin"), join(tools, "node_modules", ".bin"), process.env.PATH];
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    MUSTER_CALLED_FROM: process.env.INIT_CWD ?? process.cwd(),
  };
}

function setUp() {
  step("pnpm", "Fetching the package manager (once)", [join(tools, "package.json")], tools, [
    "npm",
    "install",
    "--package-lock=false",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
  step(
    "packages",
    "Fetching Node 26, PostgreSQL 18 and the libraries (once, about 30 s)",
    [join(root, "pnpm-lock.yaml"), join(root, "pnpm-workspace.yaml")],
    root,
    ["pnpm", "install", "--frozen-lockfile", "--reporter=append-only", "--loglevel=warn"],
  );
}

/** Runs one set-up step unless the files it depends on are what they were when it last succeeded. */
function step(name, saying, inputs, cwd, [command, ...args]) {
  const stamp = join(stamps, name);
  const now = createHash("sha256");
  for (const input of inputs) now.update(readFileSync(input));
  const print = now.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === print && existsSync(join(cwd, "node_modules")))
    return;

  console.log(`[set-up] ${saying} …`);
  const startedAt = Date.now();
  const done = spawnSync(command, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });
  if (done.status !== 0) {
    console.error(
      `[set-up] That did not work (${done.error?.message ?? `exit ${done.status}`}). It needs the npm registry the first time; check the connection and run the same command again.`,
    );
    process.exit(1);
  }
  console.log(`[set-up] done in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, print);
}
