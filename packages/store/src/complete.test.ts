import { aDeclaration, declared } from "@muster/incident/testing";
import type { Incident, Status } from "@muster/incident";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "./drizzle.ts";
import { complete } from "./complete.ts";
import { genesis } from "./chain.ts";
import { inserting } from "./incidents.ts";
import { listIncidents } from "./list-incidents.ts";
import { together } from "./together.ts";
import { openStore, type Store } from "./open-store.ts";
import { freshDatabase, type FreshDatabase } from "./testing.ts";
import { putWorkspace } from "./workspaces.ts";

let database: FreshDatabase;
let store: Store;

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
  for (const id of ["acme", "o'brien \\ co"]) {
    await putWorkspace(store.db, { id, name: id, guildId: null, repo: null, preset: "atrium" });
  }
  await put("acme", 1, "Withdrawals fail on the bridge", "closed");
  await put("acme", 2, "Überweisungen hängen", "resolved");
  await put("acme", 3, "Bridge is down", "open");
  for (let number = 4; number <= 40; number++) await put("acme", number, `Case ${number} of many`, "closed");
  await put("o'brien \\ co", 1, "Bridge of somebody else", "open");
});
afterAll(async () => {
  await store.close();
  await database.giveBack();
});

async function put(workspaceId: string, number: number, title: string, status: Status): Promise<void> {
  const { incident } = declared(aDeclaration({ title }));
  const ref = `INC-${number}`;
  const id = `${workspaceId}-${number}`;
  const it: Incident = { ...incident, id, workspaceId, ref, title, status, slug: `s-${number}` };
  await together(store.db, [
    inserting(store.db, {
      incident: it,
      head: genesis(id),
      number,
      dedupeKey: null,
      now: new Date(),
    }),
  ]);
}

const refs = async (workspaceId: string, text: string, limit = 25): Promise<string[]> =>
  (await complete(store.db, workspaceId, text, limit)).map(({ ref }) => ref);

test("words are found by their beginnings, without case or accents, the open ones first", async () => {
  expect(await refs("acme", "bri")).toEqual(["INC-3", "INC-1"]);
  expect(await refs("acme", "fail BRIDGE")).toEqual(["INC-1"]);
  expect(await refs("acme", "uberw")).toEqual(["INC-2"]);
});

test("a number is found by its beginning, the exact one first", async () => {
  expect((await refs("acme", "INC-1")).slice(0, 3)).toEqual(["INC-1", "INC-19", "INC-18"]);
  expect(await refs("acme", "#40")).toEqual(["INC-40"]);
  expect(await refs("acme", "inc 2", 3)).toEqual(["INC-2", "INC-29", "INC-28"]);
});

test("nothing typed means the open ones and then the newest", async () => {
  expect((await refs("acme", "", 3)).slice(0, 3)).toEqual(["INC-3", "INC-40", "INC-39"]);
  expect(await refs("acme", "INC-", 2)).toEqual(["INC-3", "INC-40"]);
});

test("another workspace's incidents are never found, whatever the workspace is called", async () => {
  expect(await refs("o'brien \\ co", "bridge")).toEqual(["INC-1"]);
  expect(await refs("acme", "somebody")).toEqual([]);
});

test.each(["'", "\\", "':*", "a & b | !c", "((", "\u202e", "%", "_", "👻", "'; drop table incidents; --"])(
  "%j is only text",
  async (text) => {
    expect(await refs("acme", text)).toEqual([]);
  },
);

test("at most 25 are found, whatever is asked for", async () => {
  expect(await refs("acme", "case", 1_000)).toHaveLength(25);
});

test("pages go on where the one before ended", async () => {
  const first = await listIncidents(store.db, "acme", { limit: 3 });
  const second = await listIncidents(store.db, "acme", { limit: 3, beforeRef: first.at(-1)!.ref });

  expect([...first, ...second].map(({ ref }) => ref)).toEqual(
    [40, 39, 38, 37, 36, 35].map((number) => `INC-${number}`),
  );
});

test("a page is read from an index in order, never sorted: it costs the same at a million", async () => {
  const plan = await store.db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    await tx.execute(sql`set local enable_bitmapscan = off`);
    const { rows } = await tx.execute(sql`
      explain select state from incidents where workspace_id = 'acme' and number < 30 order by number desc limit 25`);
    return JSON.stringify(rows);
  });

  expect(plan).toContain("Index Scan Backward");
  expect(plan).not.toContain("Sort");
});
