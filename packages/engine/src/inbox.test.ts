import { expect } from "vitest";
import type { Engine } from "./api.ts";
import { atRest, movableClock, until, replicaTest } from "./testing.ts";

const test = replicaTest.concurrent;

const put = (engine: Engine, deliveryId: string, body = deliveryId) =>
  engine.inbox.put({
    source: "github",
    deliveryId,
    headers: { "x-github-event": "issues" },
    raw: new TextEncoder().encode(body),
    workspaceId: null,
  });

test("a delivery is stored once, worked once, and its bytes come back as they were", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const raw = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const entry = { source: "github", deliveryId: "d1", headers: { a: "b" }, raw, workspaceId: null };

  expect(await engine.inbox.put(entry)).toBe("stored");
  expect(await engine.inbox.put(entry)).toBe("known");
  const worked: unknown[] = [];
  engine.inbox.work(
    "github",
    async (got) => void worked.push([got.deliveryId, got.headers, got.raw, got.attempt]),
  );
  await atRest(engine);
  await engine.inbox.put(entry);
  await atRest(engine);

  expect(worked).toEqual([["d1", { a: "b" }, raw, 1]]);
});

test("two replicas work each delivery once", async ({ replicas }) => {
  const [one, two] = [await replicas.start(), await replicas.start()];
  const worked: string[] = [];
  for (const { engine } of [one, two]) {
    engine.inbox.work("github", async ({ deliveryId }) => void worked.push(deliveryId));
  }

  await Promise.all(
    Array.from({ length: 60 }, (_, n) => put(n % 2 === 0 ? one.engine : two.engine, `d${n}`)),
  );
  await atRest(one.engine);

  expect(worked.toSorted()).toEqual(Array.from({ length: 60 }, (_, n) => `d${n}`).toSorted());
});

test("deliveries about one thing are worked in the order in which they came, over two replicas and a failure", async ({
  replicas,
}) => {
  const clock = movableClock();
  const [one, two] = [await replicas.start({ clock }), await replicas.start({ clock })];
  for (let n = 0; n < 30; n++) await put(one.engine, `d${n}`, `issue ${n % 3}`);
  const worked: string[] = [];
  const running = new Set<string>();
  let failures = 2;
  for (const { engine } of [one, two]) {
    engine.inbox.work(
      "github",
      async ({ deliveryId, raw }) => {
        const key = new TextDecoder().decode(raw);
        expect(running.has(key)).toBe(false);
        running.add(key);
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(key);
        if (deliveryId === "d3" && failures-- > 0) throw new Error("not now");
        worked.push(deliveryId);
      },
      { keyOf: ({ raw }) => new TextDecoder().decode(raw) },
    );
  }
  await until(() => {
    clock.advance(1_000);
    one.engine.tick();
    return worked.length === 30;
  });

  for (const thing of [0, 1, 2]) {
    const numbers = worked.map((id) => Number(id.slice(1))).filter((n) => n % 3 === thing);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test("what fails again and again is put aside with the reason, and what comes after it goes on", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine, log } = await replicas.start({ clock });
  await put(engine, "poison");
  await put(engine, "fine");
  const worked: string[] = [];
  engine.inbox.work(
    "github",
    async ({ deliveryId }) => {
      if (deliveryId === "poison") throw new TypeError("what people wrote");
      worked.push(deliveryId);
    },
    { keyOf: () => "one thing" },
  );
  await until(async () => {
    clock.advance(300_000);
    engine.tick();
    return (await engine.inbox.parked()).length === 1;
  });
  await atRest(engine);

  const [parked] = await engine.inbox.parked();
  expect(parked).toMatchObject({ deliveryId: "poison", attempt: 8 });
  expect(parked?.parkedWhy).toContain("TypeError");
  expect(worked).toEqual(["fine"]);
  expect(JSON.stringify([parked?.parkedWhy, log.lines])).not.toContain("what people wrote");
});

test("a delivery whose worker died is worked by another when its lease ends", async ({ replicas }) => {
  const dying = await replicas.start();
  await put(dying.engine, "d1");
  const { promise: never, resolve: end } = Promise.withResolvers<void>();
  let began = false;
  dying.engine.inbox.work("github", async () => {
    began = true;
    await never;
  });
  await until(() => began);
  // As a killed process would: nothing is renewed and nothing is written down any more.
  await dying.store.close();

  const heir = await replicas.start();
  const worked: number[] = [];
  heir.engine.inbox.work("github", async ({ attempt }) => void worked.push(attempt));
  await until(() => worked.length === 1);

  expect(worked).toEqual([2]);
  end();
});
