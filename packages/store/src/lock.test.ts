import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withConnection } from "./connection.ts";
import { tryLock, type HeldLock } from "./lock.ts";
import { freshDatabase, type FreshDatabase } from "./testing.ts";

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.giveBack());

test("one holds a lock until it lets go", async () => {
  const held = await tryLock(database.url, "gateway");

  expect(await tryLock(database.url, "gateway")).toBeNull();
  const another = await tryLock(database.url, "another");
  expect(another).not.toBeNull();
  await held?.release();
  const next = await tryLock(database.url, "gateway");
  expect(next).not.toBeNull();
  await Promise.all([next?.release(), another?.release()]);
});

test("whoever is paused for seconds loses it, and another can hold it", async () => {
  const lock = JSON.stringify(new URL("./lock.ts", import.meta.url));
  const script = `const { tryLock } = await import(${lock}); await tryLock(process.argv[1], "gateway"); console.log("held");`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script, database.url]);
  await once(holder.stdout, "data");
  expect(await tryLock(database.url, "gateway")).toBeNull();

  holder.kill("SIGSTOP");
  let next: HeldLock | null = null;
  const giveUpAt = performance.now() + 60_000;
  while (next === null && performance.now() < giveUpAt) next = await tryLock(database.url, "gateway");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  expect(next).not.toBeNull();
  await next?.release();
});

test("whoever stands still for less than that keeps it, though the answer is read late", async () => {
  let isStill = false;
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<number>();
  // Each second it is asked whether it still is held. The process stops while that question is on its way.
  const wire = await aWire(database.url, () => {
    if (!isStill) return;
    isStill = false;
    const startedAt = performance.now();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_200);
    goOn(performance.now() - startedAt);
  });
  const held = await tryLock(wire.url, "gateway");
  let isLost = false;
  void held?.lost.then(() => (isLost = true));
  isStill = true;
  const stoodStillMs = await goesOn;
  await wait(200);

  // A machine that is busy with something else may take so long over it that it is lost indeed.
  if (stoodStillMs < 3_000) expect(isLost).toBe(false);
  await held?.release();
  await wire.close();
});

test("whoever loses the connection is told, and another can hold the lock at once", async () => {
  const held = await tryLock(database.url, "gateway");

  await withConnection(database.url, (client) =>
    client.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`),
  );
  await held?.lost;

  const next = await tryLock(database.url, "gateway");
  expect(next).not.toBeNull();
  await Promise.all([held?.release(), next?.release()]);
});

/** A stretch of wire to the database. `onSent` runs when something was sent there, before anything can come back. */
async function aWire(
  target: string,
  onSent: () => void,
): Promise<{ url: string; close(): Promise<unknown> }> {
  const url = new URL(target);
  const { port, hostname } = url;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    far.pipe(near);
    near.on("data", (bytes) => {
      far.write(bytes);
      onSent();
    });
    near.on("end", () => far.end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port); // A TCP server has one.
  return { url: url.href, close: () => new Promise((resolve) => server.close(resolve)) };
}
