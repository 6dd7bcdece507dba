import { rmSync } from "node:fs";
import { createConnection, createServer, type Server } from "node:net";
import { join, relative } from "node:path";
import { SetupError } from "@muster/kernel";

export type Held = { say(url: string): void; release(): Promise<void> };

/** A longer path is no name for a socket. Linux takes 107 bytes, macOS 103. */
const pathMax = 103;
/** Whoever holds a folder answers at once. */
const answerWithinMs = 2_000;

/**
 * Keeps a folder for one sandbox: two would take one another's world away, as both write the same database and the same simulators.
 * A socket in the folder answers for as long as its process lives, whatever became of that.
 */
export async function holdFolder(dir: string): Promise<Held> {
  const path = socketPath(join(dir, "in-use.sock"));
  if (path === null) return { say: () => {}, release: async () => {} };
  let url = "";
  const answering = (): Server => createServer((socket) => socket.on("error", () => {}).end(url));
  let server = await listening(answering(), path);
  if (server === null) {
    const holder = await askHolder(path);
    if (holder !== null) throw inUse(dir, holder);
    // Its process is gone, and left the name behind.
    rmSync(path, { force: true });
    server = await listening(answering(), path);
    if (server === null) throw inUse(dir, "");
  }
  server.unref();
  const held = server;
  return {
    say: (now) => {
      url = now;
    },
    release: () => new Promise((resolve) => held.close(() => resolve())),
  };
}

/** As short as it can be said from here; null when it is too long even so. */
function socketPath(path: string): string | null {
  const shorter = [path, relative(process.cwd(), path)].toSorted((a, b) => a.length - b.length)[0] ?? path;
  return Buffer.byteLength(shorter) <= pathMax ? shorter : null;
}

function listening(server: Server, path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}

/** The page of whoever holds the folder; null when nobody does. */
function askHolder(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let said = "";
    const socket = createConnection(path);
    socket.setTimeout(answerWithinMs, () => socket.destroy());
    socket.setEncoding("utf8").on("data", (text) => (said += text));
    socket.once("error", () => resolve(null));
    socket.once("close", () => resolve(said));
  });
}

function inUse(dir: string, url: string): SetupError {
  return new SetupError([
    `Another sandbox uses the folder ${dir}${url === "" ? "" : `: ${url}`}. Stop it, or give this one a folder of its own: npm start -- --port 4601 --data /tmp/second-sandbox`,
  ]);
}
