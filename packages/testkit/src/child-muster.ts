import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Where `npm start` keeps compiled modules too: reading the same source anew is most of a start. */
const compiled = fileURLToPath(new URL("../../../node_modules/.cache/muster", import.meta.url));
const main = fileURLToPath(new URL("../../../apps/cli/src/main.ts", import.meta.url));
const signingKey = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
/** Far longer than it takes: only one that never comes is waited for so long, also on a busy machine. */
const readyWithinMs = 90_000;
const stopWithinMs = 60_000;

/** How a process ended. `SIGKILL` by nobody else's hand means that it died at its failpoint. */
export type Ending = { code: number | null; signal: NodeJS.Signals | null };

/** A real Muster in a process of its own. */
export type ChildMuster = {
  pid: number;
  url: string;
  port: number;
  /** When it was started, in `performance.now()` of this process. */
  startedMs: number;
  ended: Promise<Ending>;
  isAlive(): boolean;
  /** Names of the failpoints it passed while it was told to list them. */
  passed(): string[];
  /** What it wrote to standard error, for whoever wonders why a test failed. */
  wrote(): string;
  /** Kills it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to end as a person does. Throws when it does not end well. */
  stop(): Promise<void>;
};

export type ChildOptions = {
  /** Whole environment; nothing of this process's own gets in. */
  settings: Record<string, string>;
  databaseUrl: string;
  port: number;
  /** `name`, `name#n`, `list` or `@file`: see `MUSTER_FAILPOINT`. */
  failpoint?: string;
};

const alive = new Set<ChildProcess>();
process.once("exit", () => alive.forEach((child) => child.kill("SIGKILL")));

/** Starts `muster up` and waits until it says that it is ready, or until it has died on the way there. */
export async function startMuster(options: ChildOptions): Promise<ChildMuster> {
  const { port, databaseUrl, settings, failpoint = "" } = options;
  const startedMs = performance.now();
  const child = spawn(process.execPath, [main, "up"], {
    env: {
      PATH: process.env["PATH"] ?? "",
      ...settings,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      MUSTER_FAILPOINT: failpoint,
      NODE_COMPILE_CACHE: compiled,
      // Else it would keep one in the checkout's own folder.
      MUSTER_SIGNING_KEY: signingKey,
      // A file of the checkout's owner must not get a word in.
      MUSTER_WORKSPACES: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  alive.add(child);
  const ended = new Promise<Ending>((resolve) => {
    child.once("close", (code, signal) => {
      alive.delete(child);
      resolve({ code, signal });
    });
  });

  const lines: string[] = [];
  const names: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    if (line.startsWith("failpoint ")) names.push(line.slice("failpoint ".length));
    else lines.push(line);
  });
  const ready = new Promise<"ready">((resolve) => {
    createInterface(child.stdout).on("line", (line) => {
      if (line.startsWith("Muster ready:")) resolve("ready");
    });
  });
  const wrote = (): string => lines.join("\n");
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };

  const first = await within(readyWithinMs, Promise.race([ready, ended]));
  if (first === null) await kill();
  const diedAtFailpoint =
    first !== null && first !== "ready" && first.signal === "SIGKILL" && failpoint !== "";
  if (first !== "ready" && !diedAtFailpoint) throw new Error(`Muster did not get ready:\n${wrote()}`);

  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    port,
    startedMs,
    ended,
    isAlive: () => alive.has(child),
    passed: () => [...names],
    wrote,
    kill,
    async stop() {
      child.kill("SIGTERM");
      const ending = await within(stopWithinMs, ended);
      if (ending === null) await kill();
      if (ending?.code !== 0)
        throw new Error(`Muster did not end well (${JSON.stringify(ending)}):\n${wrote()}`);
    },
  };
}

/** Kills every Muster that still runs. Resolves to how many there were; a test that leaves one is wrong. */
export async function killLeftMusters(): Promise<number> {
  const left = [...alive];
  await Promise.all(
    left.map((child) => {
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      return closed;
    }),
  );
  return left.length;
}

/** Below the range that systems give out by themselves, so that a port stays free between two lives of one Muster. */
const lowestPort = 12_000;
const highestPort = 31_000;

/** A port that nobody listens on, for a Muster that must come back to the same address. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowestPort + Math.floor(Math.random() * (highestPort - lowestPort));
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

async function within<Value>(limitMs: number, work: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
