import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findBinaries } from "./binaries.ts";
import { cloneDatabase, databaseUrl, dropDatabase, serverMajor } from "./clone-database.ts";
import { asOtherUser } from "./launcher.ts";
import { isAlive, readPostmasterFile } from "./postmaster-file.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./start.ts";

let parent: string;
let dir: string;
let running: { stop(): Promise<void> }[];

/** Making a database takes most of a second, so most tests start from a copy of this one. */
let made: string;

beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), "muster-pg-made-"));
  await (await startEmbeddedPostgres({ dir: made })).stop();
  rmSync(join(made, "port"));
});

afterAll(() => rmSync(made, { recursive: true, force: true }));

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "muster-pg-"));
  // As in a home folder that nobody else may enter.
  chmodSync(parent, 0o700);
  dir = join(parent, "postgres");
  cpSync(made, dir, { recursive: true });
  running = [];
});

function inAnEmptyFolder(): void {
  dir = join(parent, "empty");
}

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  rmSync(parent, { recursive: true, force: true });
});

async function start(port?: number): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(port === undefined ? { dir } : { dir, port });
  running.push(server);
  return server;
}

async function ask<Row extends Record<string, unknown>>(url: string, query: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return (await sql.unsafe(query)) as unknown as Row[];
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function until(holds: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > giveUpAt) throw new Error("it did not come true within a minute");
    await wait(20);
  }
}

function serverPid(): number {
  const pid = readPostmasterFile(join(dir, "data"))?.pid;
  if (pid === undefined) throw new Error("no server runs here");
  return pid;
}

test("what was written is still there after the server was killed", async () => {
  const first = await start();
  await ask(first.url, "create table kept (word text)");
  await ask(first.url, "insert into kept values ('still here')");

  process.kill(serverPid(), "SIGKILL");
  const second = await start();

  expect(await ask(second.url, "select word from kept")).toEqual([{ word: "still here" }]);
  expect(await serverMajor(second.url)).toBe(18);
});

test("a second start on the same folder joins the server and does not stop it", async () => {
  const first = await start();
  const second = await start();
  expect(second.url).toBe(first.url);

  await second.stop();

  expect(await ask(first.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("two that start at once in an empty folder share one server", async () => {
  inAnEmptyFolder();
  const [first, second] = await Promise.all([start(), start()]);

  expect(second?.port).toBe(first?.port);
});

test("stopping leaves no process, and the next start has the same port", async () => {
  const first = await start();
  const pid = serverPid();
  await first.stop();
  expect(isAlive(pid)).toBe(false);

  const startedAt = performance.now();
  const second = await start();

  expect(second.port).toBe(first.port);
  // 0.1 s alone; the limit leaves room for a busy machine.
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test("the server ends when the process that started it is killed", async () => {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(join(import.meta.dirname, "start.ts"))};
    await startEmbeddedPostgres({ dir: ${JSON.stringify(dir)} });
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
  await until(() => readPostmasterFile(join(dir, "data"))?.isReady === true);
  const pid = serverPid();

  child.kill("SIGKILL");

  await until(() => !isAlive(pid));
});

test("it writes to disk for real, listens on loopback only, and asks for the password", async () => {
  const { url } = await start();
  const shown = await ask(
    url,
    "select name, setting from pg_settings where name in ('fsync', 'listen_addresses', 'unix_socket_directories') order by name",
  );
  expect(shown).toEqual([
    { name: "fsync", setting: "on" },
    { name: "listen_addresses", setting: "127.0.0.1" },
    { name: "unix_socket_directories", setting: "" },
  ]);
  expect(statSync(dir).mode & 0o777).toBe(0o700);
  expect(statSync(join(dir, "password")).mode & 0o777).toBe(0o600);

  const guess = new URL(url);
  guess.password = "guess";
  await expect(ask(guess.href, "select 1")).rejects.toThrow(/password/);
});

test("text is folded and measured as Unicode", async () => {
  const { url } = await start();

  expect(await ask(url, "select lower('ÄÖ') as low, length('🔥') as long")).toEqual([{ low: "äö", long: 1 }]);
});

test("a postmaster.pid whose number now belongs to another process does not stand in the way", async () => {
  const first = await start();
  const file = join(dir, "data", "postmaster.pid");
  const lines = readFileSync(file, "utf8").split("\n");
  await first.stop();
  // As after a restart of the machine: the old note is there, its number is somebody else's.
  const other = spawn("sleep", ["60"], { stdio: "ignore" });
  running.push({ stop: async () => void other.kill() });
  writeFileSync(file, [String(other.pid), ...lines.slice(1)].join("\n"));

  const second = await start();

  expect(await ask(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
});

describe("when the port is taken", () => {
  let other: Server;
  let taken: number;
  beforeEach(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    taken = (other.address() as { port: number }).port;
  });
  afterEach(() => other.close());

  test("a port that was asked for is told about", async () => {
    await expect(start(taken)).rejects.toThrow(`Port ${taken} on 127.0.0.1 is taken. Name another port`);
  });

  test("a port that was only remembered is replaced", async () => {
    await (await start()).stop();
    writeFileSync(join(dir, "port"), String(taken));

    expect((await start()).port).not.toBe(taken);
  });
});

test("a folder that cannot be made is told about", async () => {
  writeFileSync(join(parent, "file"), "");

  await expect(startEmbeddedPostgres({ dir: join(parent, "file", "postgres") })).rejects.toThrow(
    /cannot be made .* Choose a folder that you may write in/,
  );
});

test("a folder of another PostgreSQL version is left alone", async () => {
  await (await start()).stop();
  writeFileSync(join(dir, "data", "PG_VERSION"), "15\n");

  await expect(start()).rejects.toThrow("was written by PostgreSQL 15; this Muster brings version 18.");
});

test("a system without a PostgreSQL of ours is told which systems have one", () => {
  expect(() => findBinaries("sunos-sparc")).toThrow(
    /no PostgreSQL for sunos-sparc; it has one for linux-x64/,
  );
});

test.runIf(process.getuid?.() === 0)("root without user namespaces runs it as another user", async () => {
  inAnEmptyFolder();
  const server = await startEmbeddedPostgres({ dir }, asOtherUser(findBinaries()));
  running.push(server);

  expect(await ask(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(statSync(`/proc/${serverPid()}`).uid).not.toBe(0);
  expect(statSync(join(dir, "data")).uid).not.toBe(0);
});

test("where the kernel does not tie the two lives together, a watchdog does", async () => {
  const at = (file: string) => JSON.stringify(join(import.meta.dirname, file));
  const script = `
    import { startEmbeddedPostgres } from ${at("start.ts")};
    import { findBinaries } from ${at("binaries.ts")};
    import { findLauncher } from ${at("launcher.ts")};
    const found = findLauncher(findBinaries());
    const prefix = found.prefix.filter((word) => !["setpriv", "--pdeathsig", "INT"].includes(word));
    await startEmbeddedPostgres({ dir: ${JSON.stringify(dir)} }, { ...found, prefix, diesWithUs: false });
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
  await until(() => readPostmasterFile(join(dir, "data"))?.isReady === true);
  const pid = serverPid();

  child.kill("SIGKILL");

  await until(() => !isAlive(pid));
});

test("a copy of a database has its rows, and what is written to it stays there", async () => {
  const { url } = await start();
  await ask(url, "create database pattern");
  await ask(databaseUrl(url, "pattern"), "create table t (n int); insert into t values (1)");

  const copy = await cloneDatabase(url, "pattern", "copy-one");
  await ask(copy, "insert into t values (2)");

  expect(await ask(copy, "select n from t order by n")).toEqual([{ n: 1 }, { n: 2 }]);
  expect(await ask(databaseUrl(url, "pattern"), "select n from t")).toEqual([{ n: 1 }]);
  await dropDatabase(url, "copy-one");
  await dropDatabase(url, "copy-one");
  await expect(ask(copy, "select 1")).rejects.toThrow(/does not exist/);
});

test("a folder made ready once is not made ready again", async () => {
  inAnEmptyFolder();
  const said: string[] = [];
  const log = (line: string) => void said.push(line);
  await (await startEmbeddedPostgres({ dir, log })).stop();
  await (await startEmbeddedPostgres({ dir, log })).stop();

  expect(said).toHaveLength(1);
  expect(existsSync(join(dir, "data", "PG_VERSION"))).toBe(true);
});
