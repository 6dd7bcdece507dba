import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, type Store } from "./open-store.ts";
import { listPeople, putPerson } from "./people.ts";
import { freshDatabase, type FreshDatabase } from "./testing.ts";
import { putWorkspace } from "./workspaces.ts";

let database: FreshDatabase;
let store: Store;

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  await putWorkspace(store.db, { id: "acme", name: "Acme", guildId: null, repo: null, preset: "atrium" });
});
afterAll(async () => {
  await store.close();
  await database.giveBack();
});

test("two halves of one human become one when a snapshot knows both ids", async () => {
  await putPerson(store.db, "acme", { name: "ada", discord: "1", github: null });
  await putPerson(store.db, "acme", { name: "Ada L", discord: null, github: "ada-l" });
  expect(await listPeople(store.db, "acme")).toHaveLength(2);

  await putPerson(store.db, "acme", { name: "Ada", discord: "1", github: "Ada-L" });
  await putPerson(store.db, "acme", { name: "Ada", discord: "1", github: null });

  expect(await listPeople(store.db, "acme")).toEqual([{ name: "Ada", discord: "1", github: "Ada-L" }]);
});

test("somebody without any id leads nowhere and is not kept", async () => {
  await putPerson(store.db, "acme", { name: "nobody", discord: null, github: null });

  expect((await listPeople(store.db, "acme")).map(({ name }) => name)).not.toContain("nobody");
});
