import { spawnSync } from "node:child_process";
import { devNull } from "node:os";

export type GitRun = { status: number; stdout: Buffer; stderr: string };

/**
 * Runs git on one bare repository. Nothing of the machine's own git setup is read: no user or system
 * configuration, no home folder, no prompt.
 */
export function git(dir: string, args: readonly string[], input?: Buffer | string): GitRun {
  const run = spawnSync("git", args, {
    input,
    maxBuffer: 256 * 1024 * 1024,
    env: {
      PATH: process.env["PATH"],
      GIT_DIR: dir,
      HOME: dir,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_TERMINAL_PROMPT: "0",
      LC_ALL: "C",
    },
  });
  if (run.error !== undefined) {
    throw new Error(`git could not be started: ${run.error.message}. Install git and put it on the PATH.`);
  }
  return { status: run.status ?? 128, stdout: run.stdout, stderr: run.stderr.toString("utf8") };
}

/** The output of a git command that has to succeed. */
export function gitOutput(dir: string, args: readonly string[], input?: Buffer | string): Buffer {
  const run = git(dir, args, input);
  if (run.status !== 0) throw new Error(`git ${args[0]} failed (${run.status}): ${run.stderr.trim()}`);
  return run.stdout;
}
