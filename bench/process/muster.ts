import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { withFolder, withPostgres } from "../temporary.ts";
import { nodeFlags } from "./node-flags.ts";
import { startWorlds, type Worlds } from "./worlds.ts";

const main = join(import.meta.dirname, "..", "..", "apps", "cli", "src", "main.ts");
const readyWithinMs = 30_000;
const lookEveryMs = 5;

export type Muster = {
  url: string;
  /** From the start of the process until its door answers that it is healthy. */
  healthyMs: number;
  /** From the start of the process until it is connected with Discord as well. */
  readyMs: number;
  rssMiB(): number;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export type Bench = { worlds: Worlds; start(): Promise<Muster> };

/** `muster up` as a process of its own, between simulators and a PostgreSQL that outlive it. */
export async function withProcess<Result>(work: (bench: Bench) => Promise<Result>): Promise<Result> {
  return withFolder((cache) => withPostgres((databaseUrl) => between({ cache, databaseUrl }, work)));
}

async function between<Result>(
  { cache, databaseUrl }: { cache: string; databaseUrl: string },
  work: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const worlds = await startWorlds();
  const started: Muster[] = [];
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    worlds.point(`${url}/github/webhooks`);
    const env = {
      ...worlds.env,
      DATABASE_URL: databaseUrl,
      NODE_COMPILE_CACHE: cache,
      HOST: "127.0.0.1",
      PORT: String(port),
    };
    return await work({
      worlds,
      async start() {
        const muster = await startMuster(url, env);
        started.push(muster);
        return muster;
      },
    });
  } finally {
    await Promise.all(started.map((muster) => muster.stop()));
    await worlds.close();
  }
}

async function startMuster(url: string, settings: Record<string, string>): Promise<Muster> {
  const startedMs = performance.now();
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [...nodeFlags, main, "up"], {
    // Nothing of the caller's own Muster settings must reach it.
    env: { PATH, LOG_LEVEL: "error", ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [healthyMs, readyMs] = await Promise.all([
    healthy(url, child).then(() => performance.now() - startedMs),
    saysReady(child).then(() => performance.now() - startedMs),
  ]);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    url,
    healthyMs,
    readyMs,
    rssMiB: () => residentMiB(child.pid!), // It answered, so it has a pid.
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

async function healthy(url: string, child: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + readyWithinMs;
  while (performance.now() < giveUpAt && child.exitCode === null) {
    const answer = await fetch(`${url}/healthz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok === true) return;
    await wait(lookEveryMs);
  }
  throw new Error("`muster up` did not become healthy.");
}

/** It says so after Discord has taken it in. */
function saysReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (bytes: Buffer) => {
      said += bytes.toString();
      if (said.includes("Muster ready")) resolve();
    });
    child.once("exit", () => reject(new Error(`\`muster up\` ended early: ${said}`)));
  });
}

function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
