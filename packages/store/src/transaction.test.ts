import { afterEach, beforeEach, expect, test } from "vitest";
import { sql } from "./drizzle.ts";
import { putDocument } from "./documents.ts";
import { connect, withConnection } from "./connection.ts";
import { nextNumber } from "./counters.ts";
import { openStore, type Store } from "./open-store.ts";
import { freshDatabase, type FreshDatabase } from "./testing.ts";
import { databaseErrorCode, inTransaction, isPassing } from "./transaction.ts";
import { putWorkspace } from "./workspaces.ts";

let database: FreshDatabase;
let store: Store;

beforeEach(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  await putWorkspace(store.db, { id: "acme", name: "Acme", guildId: null, repo: null, preset: "atrium" });
});
afterEach(async () => {
  await store.close();
  await database.giveBack();
});

test.each(["40001", "40P01", "57P01"])("a transaction that ends in %s is run again", async (code) => {
  let runs = 0;

  const number = await inTransaction(store.db, async (tx) => {
    runs += 1;
    const next = await nextNumber(tx, "acme", "INC");
    if (runs < 3) await raise(tx, code);
    return next;
  });

  expect(runs).toBe(3);
  expect(number).toBe(1);
});

test("a race that is always lost ends after a bounded number of runs", async () => {
  let runs = 0;
  const losing = inTransaction(store.db, async (tx) => {
    runs += 1;
    await raise(tx, "40001");
  });

  await expect(losing).rejects.toThrow();
  expect(runs).toBe(6);
});

test("what is wrong with the words is not tried again, and the words are not in the error", async () => {
  let runs = 0;
  const broken = inTransaction(store.db, async (tx) => {
    runs += 1;
    await putDocument(tx, {
      workspaceId: "nobody",
      path: "x",
      content: "what people wrote",
      commit: null,
      loadedAt: new Date(),
      unreadable: null,
      problems: [],
    });
  });

  const error: unknown = await broken.catch((caught: unknown) => caught);
  expect(runs).toBe(1);
  expect(databaseErrorCode(error)).toBe("23503");
  expect(String(error)).not.toContain("what people wrote");
});

test("a server that ends our connections in the middle is asked again", async () => {
  const admin = await connect(database.url);
  let runs = 0;

  const number = await inTransaction(store.db, async (tx) => {
    runs += 1;
    const next = await nextNumber(tx, "acme", "INC");
    if (runs === 1) {
      await admin.query(endOthers);
      await nextNumber(tx, "acme", "INC");
    }
    return next;
  });
  await admin.end();

  expect(runs).toBe(2);
  expect(number).toBe(1);
});

test("whoever stands still in a transaction holds others up for seconds, not for ever", async () => {
  const other = openStore(database.url);
  const { promise: isLocked, resolve: locked } = Promise.withResolvers<void>();
  const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
  const paused = store.db.transaction(async (tx) => {
    await nextNumber(tx, "acme", "INC");
    locked();
    await goesOn;
    await nextNumber(tx, "acme", "INC");
  });
  await isLocked;

  expect(await inTransaction(other.db, (tx) => nextNumber(tx, "acme", "INC"))).toBe(1);
  goOn();
  const error: unknown = await paused.catch((caught: unknown) => caught);
  expect(isPassing(error)).toBe(true);
  await other.close();
});

test("after a lost connection others are heard again", async () => {
  const other = openStore(database.url);
  await Promise.all([store.wake.listening, other.wake.listening]);
  await withConnection(database.url, (client) => client.query(endOthers));

  let heard = 0;
  store.wake.on("timers", () => (heard += 1));
  const giveUpAt = performance.now() + 60_000;
  while (heard < 2 && performance.now() < giveUpAt) {
    other.wake.tell("timers");
    await other.db.execute(sql`select pg_sleep(0.05)`).catch(() => {});
  }
  await other.close();

  // One may be the look after reconnecting; the second was told.
  expect(heard).toBeGreaterThanOrEqual(2);
});

const endOthers = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

async function raise(tx: Parameters<typeof nextNumber>[0], code: string): Promise<void> {
  await tx.execute(sql.raw(`do $$ begin raise exception 'lost' using errcode = '${code}'; end $$`));
}
