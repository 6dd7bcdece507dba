import { afterEach, beforeEach, expect, test } from "vitest";
import { withConnection } from "./connection.ts";
import { tryLock } from "./lock.ts";
import { freshDatabase, type FreshDatabase } from "./testing.ts";

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

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
