// A real PostgreSQL for people who bring none. Several processes of ours may ask for the same folder: the first one
// starts the server, the others join it. The trap is the time after a kill: for a second or so the folder is still
// held by the dead server's backends, so starting is tried again, and postmaster.pid is never deleted.
import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { findBinaries } from "./binaries.ts";
import { createCluster, superuser } from "./create-cluster.ts";
import { findLauncher, type Launcher } from "./launcher.ts";
import { isAlive, isServerOf, readPostmasterFile } from "./postmaster-file.ts";
import { freePort, rememberedPassword, rememberedPort, rememberPort } from "./remembered.ts";
import { startServer } from "./server.ts";
import { cannotStart, readFailure } from "./start-error.ts";

export type EmbeddedPostgres = {
  /** Of the database `postgres`, as its administrator. Contains the password: not for logs. */
  url: string;
  port: number;
  dir: string;
  /** Stops the server if this call started it and waits until its process is gone; else leaves it alone. */
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  dir: string;
  /** Only this port will do. Without it: the port of last time, or a free one. */
  port?: number;
  log?: (line: string) => void;
  /** Server settings, for example `{ fsync: "off" }` for a database that is thrown away. */
  settings?: Record<string, string>;
};

/** How long a folder may stay held by a server that was killed or is about to stop. */
const heldWithinMs = 20_000;
const tryEveryMs = 100;
const major = 18;

/** Starts PostgreSQL in this folder, or joins the server that already runs there. */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
  launcher: Launcher = findLauncher(findBinaries()),
): Promise<EmbeddedPostgres> {
  const dir = openFolder(options.dir);
  const data = join(dir, "data");
  const password = rememberedPassword(dir);
  if (!existsSync(join(data, "PG_VERSION"))) {
    options.log?.(`Making the database in ${dir} (once, about 1 s) …`);
    await createCluster(dir, launcher, password);
  }
  checkVersion(data);

  let port = options.port ?? rememberedPort(dir) ?? (await freePort());
  const giveUpAt = performance.now() + heldWithinMs;
  while (performance.now() < giveUpAt) {
    const found = readPostmasterFile(data);
    if (found !== null && isServerOf(found.pid, data)) {
      const url = urlFor(password, found.port);
      if (found.isReady && (await answers(url))) return { url, port: found.port, dir, stop: async () => {} };
      await wait(tryEveryMs);
      continue;
    }
    const notAServer = found !== null && isAlive(found.pid) ? found.pid : null;
    const server = await startServer({ dir, port, launcher, settings: options.settings ?? {}, notAServer });
    if (!("failed" in server)) {
      rememberPort(dir, port);
      return { url: urlFor(password, port), port, dir, stop: () => server.stop() };
    }
    const failure = readFailure(server.failed, dir);
    if (failure.why === "told") throw failure.error;
    if (failure.why === "port-taken") port = await anotherPort(options.port);
    else await wait(tryEveryMs);
  }
  throw cannotStart(
    `The database in ${dir} is still held by another server.`,
    `Look for a process named postgres that works in this folder, stop it and start again`,
  );
}

function openFolder(wanted: string): string {
  try {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return realpathSync(wanted);
  } catch (error) {
    throw cannotStart(
      `The database folder ${wanted} cannot be made (${(error as NodeJS.ErrnoException).code}).`,
      "Choose a folder that you may write in",
    );
  }
}

function checkVersion(data: string): void {
  const found = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  if (found === String(major)) return;
  throw cannotStart(
    `The database in ${data} was written by PostgreSQL ${found}; this Muster brings version ${major}.`,
    "Start it with the Muster version that wrote it and move it with pg_dump",
  );
}

async function anotherPort(asked: number | undefined): Promise<number> {
  if (asked === undefined) return freePort();
  throw cannotStart(
    `Port ${asked} on 127.0.0.1 is taken.`,
    "Name another port, leave it out to get a free one",
  );
}

function urlFor(password: string, port: number): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
}

/** The password is this folder's own, so a server that takes it is the folder's server. */
async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
