import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Launcher } from "./launcher.ts";
import { isAlive } from "./postmaster-file.ts";
import { explainFailure } from "./start-error.ts";

/** The name the database is administered under. */
export const superuser = "muster";

const half = /^data\.half-(\d+)-/;

/**
 * Makes a new, empty database in `dir/data`. It is built beside and moved into place when complete, so a process that
 * dies half-way leaves nothing that looks like a database; if another process was first, its database is kept.
 */
export async function createCluster(dir: string, launcher: Launcher, password: string): Promise<void> {
  sweepHalfMade(dir);
  const beside = join(dir, `data.half-${process.pid}-${randomBytes(4).toString("hex")}`);
  mkdirSync(beside, { mode: 0o700 });
  if (launcher.owner !== null) chownSync(beside, launcher.owner.uid, launcher.owner.gid);

  const passwordFile = openPassword(beside, launcher, password);
  try {
    await runInitdb(beside, launcher, passwordFile);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    throw error;
  } finally {
    closeSync(passwordFile);
  }
  try {
    renameSync(beside, join(dir, "data"));
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}

function sweepHalfMade(dir: string): void {
  for (const name of readdirSync(dir)) {
    const maker = half.exec(name)?.[1];
    if (maker === undefined || isAlive(Number(maker))) continue;
    rmSync(join(dir, name), { recursive: true, force: true });
  }
}

/** The password travels as an open file that no longer has a name: not as an argument, which every user could see. */
function openPassword(beside: string, launcher: Launcher, password: string): number {
  const file = `${beside}.password`;
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  try {
    if (launcher.owner !== null) chownSync(file, launcher.owner.uid, launcher.owner.gid);
    return openSync(file, "r");
  } finally {
    rmSync(file);
  }
}

async function runInitdb(folder: string, launcher: Launcher, passwordFile: number): Promise<void> {
  // prettier-ignore
  const options = [
    "-D", folderAsSeenBy(launcher, folder), "-U", superuser, "--pwfile=/dev/stdin", "-A", "scram-sha-256",
    "-E", "UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
    // The password is random and long, so the many rounds that protect short ones would only slow down connecting.
    "--set", "scram_iterations=64",
  ];
  const [command, ...args] = [...launcher.prefix, launcher.binaries.initdb, ...options];
  if (command === undefined) throw new Error("no command to run");

  const child = spawn(command, args, {
    ...launcher.owner,
    cwd: folder,
    stdio: [passwordFile, "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (written = (written + chunk.toString()).slice(-20_000)));
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      written += error.message;
      resolve(null);
    });
    child.once("close", resolve);
  });
  if (code !== 0) throw explainFailure(written, folder);
}

/**
 * Another user may not be able to walk the path to the folder (a home with mode 0700), but a process that was started
 * inside it may stay there. https://man7.org/linux/man-pages/man5/proc_pid_cwd.5.html
 */
export function folderAsSeenBy(launcher: Launcher, folder: string): string {
  return launcher.owner === null ? folder : "/proc/self/cwd";
}
