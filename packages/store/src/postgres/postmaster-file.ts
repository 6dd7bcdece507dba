import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** What a running server writes about itself in its folder. */
export type PostmasterFile = { pid: number; port: number; isReady: boolean };

/** Lines of postmaster.pid: https://www.postgresql.org/docs/18/storage-file-layout.html */
const line = { pid: 0, port: 3, status: 7 } as const;

/** Reads the note of the server in this folder, or null while there is none (or it is half-written). */
export function readPostmasterFile(data: string): PostmasterFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[line.pid]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[line.port] ?? 0), isReady: lines[line.status]?.trim() === "ready" };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Whether this process really is a server at work in this folder. After a restart of the machine or the container
 * the number in an old postmaster.pid often belongs to something else.
 */
export function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch {
      return false;
    }
  }
  const shown = spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" });
  return shown.stdout.includes(data);
}
