import { spawn } from "node:child_process";
import { once } from "node:events";
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
  const giveUpAt = performance.now() + 10_000;
  while (next === null && performance.now() < giveUpAt) next = await tryLock(database.url, "gateway");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  expect(next).not.toBeNull();
  await next?.release();
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
