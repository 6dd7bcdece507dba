import {
  createRecordCheck,
  createSealer,
  openStore,
  readLine,
  signerOf,
  type RecordEntry,
} from "@muster/store";
import { freshDatabase } from "@muster/store/testing";
import { ada, by, examples } from "@muster/incident/testing";
import { generateKeyPairSync } from "node:crypto";
import { expect } from "vitest";
import type { Engine } from "./api.ts";
import { createEngine } from "./engine.ts";
import { aWorld, atRest, request, replicaTest as test, workspaceId } from "./testing.ts";

const signer = signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }));
const quiet = { info() {}, warn() {}, error() {} };

async function exported(engine: Engine, attachments = true): Promise<RecordEntry[]> {
  const entries: RecordEntry[] = [];
  await engine.record.export(workspaceId, { attachments }, (entry) => void entries.push(entry));
  // Through text, as it travels.
  const sealer = createSealer();
  return entries.map((entry) => readLine(sealer.line(entry))!.entry);
}

test("S3-57, S3-71, B21, B30: an empty database is built from an export, record by record the same, and goes on from there", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  const lanes = (["discord", "github"] as const).map((lane) => engine.lanes.work(lane, world.deliver));
  const reply = { applicationId: "1", token: "a-secret-token", expiresAt: "2099-01-01T00:00:00Z" };
  const first = await engine.declare(request({ reply, sameAs: "alert:x", requestId: "r-1" }));
  const second = await engine.declare(request());
  if (!first.ok || !second.ok) throw new Error("It was not declared.");
  const { id } = first.value.incident;
  const order = (command: Parameters<Engine["order"]>[0]["command"]) =>
    engine.order({ workspaceId, incident: { id }, command, actor: by(ada), requestId: null });
  const file = await engine.blobs.put(new TextEncoder().encode("bytes"), "text/plain");
  await order({ ...examples.note, attachments: [{ name: "a.txt", contentType: "text/plain", ...file }] });
  await order(examples.mitigate);
  await engine.people.put(workspaceId, [{ name: "bo", discord: "22", github: "bo-on-github" }]);
  await engine.checkpoints.take(workspaceId, { day: "2026-01-05", signers: [signer] });
  await atRest(engine);
  for (const lane of lanes) await lane.stop();

  const entries = await exported(engine);
  expect(JSON.stringify(entries)).not.toContain("a-secret-token");
  // All times are UTC.
  expect(JSON.stringify(entries)).not.toMatch(/T\d{2}:\d{2}:\d{2}(\.\d+)?(?!\.?\d*(Z|\+00:00))"/);

  const { url, giveBack } = await freshDatabase();
  const store = openStore(url);
  const restored = createEngine({ store, clock: { now: () => new Date() }, log: quiet });
  try {
    const [told] = await restored.record.restore([entries]);
    expect(told).toMatchObject({ workspaceId, incidents: 2 });
    expect(told!.leftOut.map(({ what }) => what)).toContain("inbox");

    for (const one of [first, second]) {
      const known = one.value.incident.id;
      expect(await restored.read.chain(known)).toEqual(await engine.read.chain(known));
      expect(await restored.read.byId(known)).toEqual(await engine.read.byId(known));
      expect(await restored.read.timers(known)).toEqual(await engine.read.timers(known));
      expect(await restored.read.remotes(known)).toEqual(await engine.read.remotes(known));
    }
    expect(await restored.blobs.get(file.sha256)).toEqual(await engine.blobs.get(file.sha256));
    expect(await restored.read.policy(workspaceId)).toEqual(await engine.read.policy(workspaceId));
    expect(await restored.read.people(workspaceId)).toEqual(await engine.read.people(workspaceId));
    expect(await restored.errands.open(workspaceId)).toHaveLength(
      (await engine.errands.open(workspaceId)).length,
    );
    const check = createRecordCheck();
    await restored.record.export(workspaceId, { attachments: false }, (entry) => check.entry(entry));
    expect(check.finish()).toMatchObject({ fault: null, checkpoints: 1 });

    // What was made is known and looked at: nothing is made or said again.
    const after = aWorld();
    const hands = (["discord", "github"] as const).map((lane) => restored.lanes.work(lane, after.deliver));
    await atRest(restored);
    expect(after.told.length).toBeGreaterThan(0);
    for (const delivery of after.told) {
      expect(delivery.effect.kind).toBe("keep");
      expect(delivery.attempt).toBeGreaterThan(1);
      expect(delivery.remote).not.toBeNull();
    }
    // The same request is known, the same alert joins, and the counter goes on.
    const again = await restored.declare(request({ requestId: "r-1" }));
    expect(again.ok && again.value.incident.ref).toBe("INC-1");
    const joined = await restored.declare(request({ sameAs: "alert:x" }));
    expect(joined.ok && joined.value.isNew).toBe(false);
    const third = await restored.declare(request());
    expect(third.ok && third.value.incident.ref).toBe("INC-3");
    expect(
      await restored.checkpoints.take(workspaceId, { day: "2026-01-06", signers: [signer] }),
    ).toMatchObject({ number: 2 });

    await expect(restored.record.restore([entries])).rejects.toThrow("There are incidents in this database");
    for (const hand of hands) await hand.stop();
  } finally {
    await restored.stop();
    await store.close();
    await giveBack();
  }
});

test("an export without the attached files says which are left out", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const said = await engine.declare(request());
  if (!said.ok) throw new Error("It was not declared.");
  const file = await engine.blobs.put(new TextEncoder().encode("bytes"), null);
  const attachments = [{ name: "a.txt", contentType: null, ...file }];
  const command = { ...examples.note, attachments };
  await engine.order({
    workspaceId,
    incident: { id: said.value.incident.id },
    command,
    actor: by(ada),
    requestId: null,
  });
  const left = (await exported(engine, false)).flatMap((entry) =>
    entry.is === "left-out" ? entry.what : [],
  );
  expect(left).toContain(`the attachment ${file.sha256} (5 bytes)`);
});

test("S3-63: a checkpoint is taken once a day, covers what changed, and is not taken when nothing did", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const take = (day: string) => engine.checkpoints.take(workspaceId, { day, signers: [signer] });
  expect(await take("2026-01-06")).toBeNull();
  await engine.declare(request());
  const first = await take("2026-01-06");
  expect(first).toMatchObject({ number: 1, day: "2026-01-06" });
  expect(await take("2026-01-06")).toEqual(first);
  expect(await take("2026-01-07")).toBeNull();
  // Each Monday there is one, so that its absence or presence tells nobody about what is restricted.
  expect(await take("2026-01-12")).toMatchObject({ number: 2 });
});
