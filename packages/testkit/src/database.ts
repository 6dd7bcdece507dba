import { openStore, type Store } from "@muster/store";
import { freshDatabase } from "@muster/store/testing";
import { afterAll, afterEach, beforeAll } from "vitest";

export { freshDatabase, type FreshDatabase } from "@muster/store/testing";

export type TestDatabase = {
  /** Its address; known once the tests run. */
  readonly url: string;
  /** A store on it, closed after the test that opened it. */
  open(): Store;
  /** Ends something after the test, before its stores are closed: an engine, a simulator. The last one first. */
  defer(end: () => Promise<void>): void;
};

/**
 * A database for this test file, with all tables. Afterwards it is dropped, which fails when a test left a connection behind:
 * a loop that nobody stopped would also disturb the tests after it.
 */
export function useDatabase(): TestDatabase {
  let database: Awaited<ReturnType<typeof freshDatabase>> | null = null;
  const endings: (() => Promise<void>)[] = [];
  const stores: Store[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterEach(async () => {
    for (const end of endings.splice(0).toReversed()) await end();
    for (const store of stores.splice(0)) await store.close();
  });
  afterAll(async () => {
    await database?.giveBack();
  });

  function url(): string {
    if (database === null) throw new Error("The database is there once the tests run, not before.");
    return database.url;
  }
  return {
    get url() {
      return url();
    },
    open() {
      const store = openStore(url(), { connectionsMax: 4 });
      stores.push(store);
      return store;
    },
    defer(end) {
      endings.push(end);
    },
  };
}
