import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { folderAsSeenBy } from "./create-cluster.ts";
import type { Launcher } from "./launcher.ts";
import { readPostmasterFile } from "./postmaster-file.ts";

/** A server process of ours that takes connections. */
export type Server = { pid: number; stop(): Promise<void> };

export type ServerOptions = {
  dir: string;
  port: number;
  launcher: Launcher;
  /** Settings over the ones below, for example `{ fsync: "off" }` for a throw-away database. */
  settings: Record<string, string>;
  /** A process number in an old postmaster.pid that now belongs to something else. */
  notAServer: number | null;
};

/** Sized for one team on one small machine: about 30 MB at rest. */
const modest: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "60",
  shared_buffers: "32MB",
  max_wal_size: "256MB",
  fsync: "on",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_worker_processes: "2",
  max_parallel_workers: "0",
  max_logical_replication_workers: "0",
  io_method: "sync",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

const logBytesMax = 5_000_000;
const readyWithinMs = 60_000;
const lookEveryMs = 10;

/** Starts the server and waits until it takes connections; or answers with what it wrote before it gave up. */
export async function startServer(options: ServerOptions): Promise<Server | { failed: string }> {
  const data = join(options.dir, "data");
  const logFile = join(options.dir, "server.log");
  const logHandle = openSync(logFile, "a", 0o600);
  if (fstatSync(logHandle).size > logBytesMax) ftruncateSync(logHandle, 0);
  const logStart = fstatSync(logHandle).size;

  const child = spawnPostgres(data, options, logHandle);
  closeSync(logHandle);
  // From the first moment on: we may die while the server is still starting.
  const watchdog = options.launcher.diesWithUs || child.pid === undefined ? null : startWatchdog(child.pid);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", () => resolve(readFileSync(logFile).subarray(logStart).toString()));
  });
  void ended.then(() => watchdog?.dismiss());
  // Recovery after a crash may take long; as long as the server lives and says so, it is waited for.
  for (let waitedMs = 0; waitedMs < readyWithinMs; waitedMs += lookEveryMs) {
    const note = readPostmasterFile(data);
    if (note?.isReady && note.pid === child.pid) return { pid: note.pid, stop: () => end(child, ended) };
    const failed = await Promise.race([ended, wait(lookEveryMs, null)]);
    if (failed !== null) return { failed };
  }
  await end(child, ended);
  return { failed: `It was not ready after ${readyWithinMs / 1000} s.` };
}

function spawnPostgres(data: string, options: ServerOptions, log: number): ChildProcess {
  const { launcher, port, settings, notAServer } = options;
  const chosen = Object.entries({ ...modest, ...settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const given = ["-D", folderAsSeenBy(launcher, data), "-p", String(port), ...chosen];
  const [command, ...args] = [...launcher.prefix, launcher.binaries.postgres, ...given];
  if (command === undefined) throw new Error("no command to run");
  const child = spawn(command, args, {
    ...launcher.owner,
    cwd: data,
    // Its own process group: Ctrl-C reaches us first, and we still need the database to stop in good order.
    detached: true,
    stdio: ["ignore", log, log],
    env: {
      ...process.env,
      LC_ALL: "C",
      // The server takes a living process for its predecessor, except this one. It still looks for backends that
      // outlived a kill, which deleting postmaster.pid would prevent.
      ...(notAServer === null ? {} : { PG_GRANDPARENT_PID: String(notAServer) }),
    },
  });
  // The caller's process may end whenever it likes; the server then ends too.
  child.unref();
  return child;
}

/** The signals PostgreSQL stops by, each after the milder one had its time: fast, immediate, and by force. */
const stops = [
  { signal: "SIGINT", withinMs: 20_000 },
  { signal: "SIGQUIT", withinMs: 5_000 },
  { signal: "SIGKILL", withinMs: 5_000 },
] as const;

async function end(child: ChildProcess, ended: Promise<string>): Promise<void> {
  for (const { signal, withinMs } of stops) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    child.kill(signal);
    const timer = new AbortController();
    const outOfTime = wait(withinMs, "late", { signal: timer.signal }).catch(() => "late");
    const how = await Promise.race([ended.then(() => "ended"), outOfTime]);
    timer.abort();
    if (how === "ended") return;
  }
}

/**
 * Ends the server when this process is gone, where the kernel does not do it: a shell that waits on a pipe from us.
 * A line means all is well; the end of the pipe means we died.
 */
function startWatchdog(pid: number): { dismiss(): void } {
  const script = 'read -r word || kill -INT "$1"';
  const shell = spawn("/bin/sh", ["-c", script, "watchdog", String(pid)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  const pipe = shell.stdin as (typeof shell.stdin & { unref?: () => void }) | null;
  pipe?.unref?.();
  pipe?.on("error", () => {});
  return { dismiss: () => void pipe?.end("done\n") };
}
