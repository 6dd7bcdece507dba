import { afterAll, beforeAll, expect, test } from "vitest";
import { deliveryDone, forgetDeliveries, claimDeliveries, storeDelivery } from "./inbox.ts";
import { openStore, type Store } from "./open-store.ts";
import { answerRequest, forgetRequests, takeRequest } from "./requests.ts";
import { freshDatabase, type FreshDatabase } from "./testing.ts";

let database: FreshDatabase;
let store: Store;
const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

beforeAll(async () => {
  database = await freshDatabase();
  store = openStore(database.url);
});
afterAll(async () => {
  await store.close();
  await database.giveBack();
});

test("worked deliveries are forgotten when they are old, and what nobody has worked never is", async () => {
  for (const [deliveryId, n] of [
    ["old", 1],
    ["new", 20],
    ["waiting", 1],
  ] as const) {
    const raw = new Uint8Array([n]);
    await storeDelivery(store.db, {
      source: "s",
      deliveryId,
      headers: {},
      raw,
      workspaceId: null,
      receivedAt: day(n),
    });
    if (deliveryId === "waiting") continue;
    const claim = { source: "s", worker: "w", room: 1, now: day(n), isSorted: false };
    await claimDeliveries(store.db, claim);
    await deliveryDone(store.db, { source: "s", deliveryId, worker: "w" }, null, day(n));
  }

  expect(await forgetDeliveries(store.db, day(10), 100)).toBe(1);
  expect(await forgetDeliveries(store.db, day(10), 100)).toBe(0);
  const { rows } = await store.db.execute<{ id: string }>("select delivery_id as id from inbox order by 1");
  expect(rows.map(({ id }) => id)).toEqual(["new", "waiting"]);
});

test("old answers are forgotten, a bounded number at a time", async () => {
  for (const [id, n] of [
    ["a", 1],
    ["b", 2],
    ["c", 20],
  ] as const) {
    await takeRequest(store.db, "acme", id, day(n));
    await answerRequest(store.db, "acme", id, { ok: true });
  }

  expect(await forgetRequests(store.db, day(10), 1)).toBe(1);
  expect(await forgetRequests(store.db, day(10), 5)).toBe(1);
  expect(await takeRequest(store.db, "acme", "c", day(20))).toEqual({ ok: true });
});
