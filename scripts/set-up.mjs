// Brings pnpm through npm, and everything else through pnpm, unless that has been done for exactly these versions.
// A stamp is written only after a step has succeeded, so a set-up that was killed is simply done again.
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { runChild } from "./child.mjs";

const oldestNode = 20;
const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];

/** Prepares this checkout, or says what is in the way and ends the process. */
export async function setUp(root, env) {
  const tools = join(root, "tools", "pnpm");
  const steps = [
    {
      saying: "Fetching the package manager",
      inputs: [join(tools, "package.json")],
      cwd: tools,
      proof: ["node_modules/.bin/pnpm"],
      command: [
        "npm",
        "install",
        "--package-lock=false",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--fetch-retry-mintimeout=1000",
        "--fetch-retry-maxtimeout=4000",
      ],
    },
    {
      saying: "Fetching Node 26, PostgreSQL 18 and the libraries (about 30 s the first time)",
      inputs: [join(root, "pnpm-lock.yaml"), join(root, "pnpm-workspace.yaml")],
      cwd: root,
      proof: ["node_modules/.bin/node", "node_modules/.bin/turbo", "node_modules/.pnpm"],
      command: ["pnpm", "install", "--frozen-lockfile", "--prefer-offline", "--reporter=append-only"],
    },
  ];
  if (steps.every(isDone)) return;

  checkMachine();
  const release = await takeTurn(root);
  try {
    const installEnv = withWritableHome(root, env);
    for (const step of steps) {
      if (!isDone(step)) await perform(step, installEnv);
    }
  } finally {
    release();
  }
}

function isDone(step) {
  const { stamp, print } = stampOf(step);
  return (
    step.proof.every((file) => existsSync(join(step.cwd, file))) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === print
  );
}

/** The stamp lies among what it speaks of: whoever deletes the one deletes the other. */
function stampOf({ cwd, inputs, command }) {
  const print = createHash("sha256").update(command.join(" "));
  for (const input of inputs) print.update(readFileSync(input));
  return { stamp: join(cwd, "node_modules", ".muster-set-up"), print: print.digest("hex") };
}

async function perform(step, env) {
  console.log(`[set-up] ${step.saying} …`);
  const startedAt = Date.now();
  const { stamp, print } = stampOf(step);
  rmSync(stamp, { force: true });

  let done = await attempt(step, env);
  if (
    done.code !== 0 &&
    done.stopped === null &&
    explain(done).isPuzzle &&
    existsSync(join(step.cwd, "node_modules"))
  ) {
    console.log("[set-up] That did not work on what was there; starting from nothing …");
    rmSync(join(step.cwd, "node_modules"), { recursive: true, force: true });
    done = await attempt(step, env);
  }
  if (done.stopped !== null) process.exit(done.code === 0 ? 130 : done.code);
  if (done.code !== 0) fail(done);

  writeFileSync(stamp, print);
  console.log(`[set-up] done in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
}

function attempt({ command, cwd }, env) {
  // pnpm trusts this note about an earlier run and would not look whether the files are really there.
  rmSync(join(cwd, "node_modules", ".pnpm-workspace-state-v1.json"), { force: true });
  rmSync(join(cwd, "node_modules", ".pnpm-workspace-state.json"), { force: true });
  return runChild(command, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
}

function fail(done) {
  const last = done.output.trim().split("\n").slice(-12).join("\n  ");
  if (last !== "") console.error(`  ${last}`);
  console.error(`[set-up] ${explain(done).words}`);
  process.exit(1);
}

const causes = [
  [/ENOSPC|no space left/i, "The disk is full. Free about 1 GB and run the same command again."],
  [
    /EACCES|EPERM|EROFS|permission denied|read-only file system/i,
    "Something here may not be written to (see above). Run it as the user who owns this folder, or move the folder.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|fetch failed|error sending request|dns error|META_FETCH|TARBALL_FETCH|\b(E40[13]|E404|E50\d)\b/i,
    "The npm registry did not answer. It is needed the first time only: check the connection (and the proxy or registry in ~/.npmrc) and run the same command again.",
  ],
  [
    /OUTDATED_LOCKFILE|frozen-lockfile/i,
    "A package.json and pnpm-lock.yaml disagree. Run `pnpm install` once (tools/pnpm/node_modules/.bin/pnpm) and commit the lock file.",
  ],
];

function explain({ output, error }) {
  if (error?.code === "ENOENT") {
    return {
      words: "npm was not found. Install Node.js together with npm (https://nodejs.org) and run this again.",
    };
  }
  const known = causes.find(([pattern]) => pattern.test(output));
  if (known !== undefined) return { words: known[1] };
  return { words: "That did not work (see above). Running the same command again is safe.", isPuzzle: true };
}

function checkMachine() {
  const major = Number(process.versions.node.split(".")[0]);
  const here = `${process.platform}-${process.arch}`;
  const problems = [
    ...(major < oldestNode
      ? [`This is Node ${process.versions.node}. Install Node ${oldestNode} or newer: https://nodejs.org`]
      : []),
    ...(platforms.includes(here)
      ? []
      : [
          `Muster runs on ${platforms.join(", ")}, not on ${here}. On Windows use WSL: https://learn.microsoft.com/windows/wsl`,
        ]),
    ...(isMusl()
      ? ["This Linux has no glibc (Alpine?). Use one that has, for example Debian, Ubuntu or Fedora."]
      : []),
  ];
  if (problems.length === 0) return;
  for (const problem of problems) console.error(`[set-up] ${problem}`);
  process.exit(1);
}

function isMusl() {
  return process.platform === "linux" && process.report?.getReport().header.glibcVersionRuntime === undefined;
}

/** Both package managers keep caches in the home folder. Where that cannot be written, they get one in here. */
function withWritableHome(root, env) {
  const home = homedir();
  if (
    isWritable(join(home, ".npm")) &&
    isWritable(join(env.XDG_DATA_HOME ?? join(home, ".local", "share"), "pnpm"))
  ) {
    return env;
  }
  const own = join(root, ".tmp", "home");
  mkdirSync(own, { recursive: true });
  const elsewhere = /^(XDG_(DATA|CACHE|STATE|CONFIG)_HOME|npm_config_cache)$/i;
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !elsewhere.test(name)));
  const userConfig = env.npm_config_userconfig ?? join(home, ".npmrc");
  return { ...kept, HOME: own, ...(isReadable(userConfig) ? { npm_config_userconfig: userConfig } : {}) };
}

/** Whether this folder, or else the nearest one above it that exists, may be written to. */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch (error) {
    return error.code === "ENOENT" && dirname(folder) !== folder && isWritable(dirname(folder));
  }
}

function isReadable(file) {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Two that start at once would install into each other; the second waits and then finds everything done. */
async function takeTurn(root) {
  const file = join(root, ".tmp", "set-up.pid");
  mkdirSync(dirname(file), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      const release = () => rmSync(file, { force: true });
      process.on("exit", release);
      return release;
    } catch (error) {
      if (error.code !== "EEXIST") {
        console.error(`[set-up] ${explain({ output: error.message }).words}`);
        process.exit(1);
      }
    }
    if (!isAlive(Number(isReadable(file) ? readFileSync(file, "utf8") : 0))) rmSync(file, { force: true });
    else if (!told) console.log("[set-up] Another start is setting things up; waiting for it …");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
