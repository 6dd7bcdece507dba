import { verifyChain } from "@muster/store";
import { by, eve, examples } from "@muster/incident/testing";
import { expect } from "vitest";
import { declared, ordered, request, update, replicaTest as test, workspaceId } from "./testing.ts";

test("what an order brings is written down, and the record verifies", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const { incident } = await declared(engine);

  const said = await ordered(engine, incident, update("still looking"));

  expect(said.events.map(({ type }) => type)).toEqual(["updated"]);
  expect(await engine.read.byId(incident.id)).toEqual(said.incident);
  const chain = await engine.read.chain(incident.id);
  expect(chain.map(({ event }) => event.seq)).toEqual(chain.map((_, index) => index + 1));
  expect(verifyChain(chain, incident.id)).toEqual({ ok: true });
});

test("an order that is refused leaves no trace", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const { incident } = await declared(engine);
  const before = await engine.read.events(incident.id);

  const said = await engine.order({
    workspaceId,
    incident: { ref: incident.ref },
    command: update("let me in"),
    actor: by(eve, { isResponder: false }),
    requestId: null,
  });

  expect(said).toEqual({ ok: false, refused: { because: "not-a-responder" } });
  expect(await engine.read.events(incident.id)).toEqual(before);
});

test("an incident of another workspace is not found, not even by its id", async ({ replicas }) => {
  const { engine } = await replicas.start();
  await engine.workspaces.put({ id: "other", name: "Other", guildId: null, repo: null, preset: "atrium" });
  const { incident } = await declared(engine);

  const order = { workspaceId: "other", command: update("x"), actor: by(eve), requestId: null };
  const byId = await engine.order({ ...order, incident: { id: incident.id } });
  const byRef = await engine.order({ ...order, incident: { ref: incident.ref } });

  expect(byId).toEqual({ ok: false, refused: { because: "not-found", asked: "" } });
  expect(byRef).toEqual({ ok: false, refused: { because: "not-found", asked: incident.ref } });
});

test("the same request twice, at once or later, gets the same answer and does nothing", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const other = await replicas.start();
  const { incident } = await declared(engine);
  const order = {
    workspaceId,
    incident: { id: incident.id },
    command: update("once"),
    actor: request().actor,
    requestId: "press-1",
  };

  const [first, second] = await Promise.all([engine.order(order), other.engine.order(order)]);
  await ordered(engine, incident, update("something else meanwhile"));
  const third = await engine.order(order);

  expect(second).toEqual(first);
  expect(third).toEqual(first);
  const texts = (await engine.read.events(incident.id)).filter(({ type }) => type === "updated");
  expect(texts).toHaveLength(2);
});

test("a refusal is remembered too: the answer stays the same after things have changed", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const { incident } = await declared(engine);
  const reopen = {
    workspaceId,
    incident: { id: incident.id },
    command: examples.reopen,
    actor: request().actor,
    requestId: "reopen-1",
  };

  const refused = await engine.order(reopen);
  await ordered(engine, incident, examples.resolve);
  const again = await engine.order(reopen);

  expect(refused.ok).toBe(false);
  expect(again).toEqual(refused);
  expect((await engine.read.byId(incident.id))?.status).toBe("resolved");
});

test("of two who write at once nobody is lost, whichever replica they use", async ({ replicas }) => {
  const [one, two] = [await replicas.start(), await replicas.start()];
  const { incident } = await declared(one.engine);

  await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      ordered((n % 2 === 0 ? one : two).engine, incident, update(`line ${n}`)),
    ),
  );

  const events = await one.engine.read.events(incident.id);
  expect(events.filter(({ type }) => type === "updated")).toHaveLength(20);
  expect(verifyChain(await one.engine.read.chain(incident.id), incident.id)).toEqual({ ok: true });
});

test("a merge tells both: one is merged, the other has absorbed it", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const [source, target] = [(await declared(engine)).incident, (await declared(engine)).incident];

  await ordered(engine, source, { do: "merge", into: null, asked: target.ref.toLowerCase() });

  expect((await engine.read.byId(source.id))?.mergedInto).toBe(target.ref);
  expect((await engine.read.byId(target.id))?.duplicates).toEqual([source.ref]);
});

test("a merge into something unknown changes neither", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const { incident } = await declared(engine);

  const command = { do: "merge", into: null, asked: "INC-999" } as const;
  const said = await engine.order({
    workspaceId,
    incident: { id: incident.id },
    command,
    actor: request().actor,
    requestId: null,
  });

  expect(said).toEqual({ ok: false, refused: { because: "not-found", asked: "INC-999" } });
  expect((await engine.read.byId(incident.id))?.status).toBe("open");
});

test("a merge into one that takes nothing more is refused, and changes neither", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const { incident: source } = await declared(engine);
  const { incident: target } = await declared(engine);
  await ordered(engine, target, { do: "merge", into: null, asked: source.ref });
  const before = await engine.read.byId(source.id);

  const said = await engine.order({
    workspaceId,
    incident: { id: source.id },
    command: { do: "merge", into: null, asked: target.ref },
    actor: request().actor,
    requestId: null,
  });

  expect(said).toMatchObject({ ok: false, refused: { because: "wrong-status", mergedInto: source.ref } });
  expect(await engine.read.byId(source.id)).toEqual(before);
});

test("two that are merged into each other at the same moment do not lock up: one merge counts", async ({
  replicas,
}) => {
  const [one, two] = [await replicas.start(), await replicas.start()];
  const [a, b] = [(await declared(one.engine)).incident, (await declared(one.engine)).incident];
  const merge = (engine: typeof one.engine, from: string, into: string) =>
    engine.order({
      workspaceId,
      incident: { id: from },
      command: { do: "merge", into: null, asked: into },
      actor: request().actor,
      requestId: null,
    });

  const said = await Promise.all([merge(one.engine, a.id, b.ref), merge(two.engine, b.id, a.ref)]);

  expect(said.filter(({ ok }) => ok)).toHaveLength(1);
});

test("an order that dies just before its commit never happened, and can be given again", async ({
  replicas,
}) => {
  let dies = false;
  const { engine } = await replicas.start({
    failpoint(name) {
      if (dies && name === "order:before-commit") throw new Error("killed");
    },
  });
  const { incident } = await declared(engine);
  const order = {
    workspaceId,
    incident: { id: incident.id },
    command: update("x"),
    actor: request().actor,
    requestId: "dies-1",
  };

  dies = true;
  await expect(engine.order(order)).rejects.toThrow("killed");
  expect(await engine.read.byId(incident.id)).toEqual(incident);
  dies = false;
  const said = await engine.order(order);

  expect(said.ok && said.value.events).toHaveLength(1);
});

test("text that the database cannot hold is taken in without the letters that it cannot hold", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const { incident } = await declared(engine);

  await ordered(engine, incident, update("nul \0 and half a pair \ud83d end"));

  const last = (await engine.read.events(incident.id)).at(-1);
  expect(last).toMatchObject({ type: "updated", text: "nul  and half a pair \ufffd end" });
});

test("time never runs backwards within an incident, even when a replica's clock does", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const late = await replicas.start({ clock: { now: () => new Date(Date.now() - 60_000) } });
  const { incident } = await declared(engine);

  await ordered(late.engine, incident, update("from a slow clock"));

  const times = (await engine.read.events(incident.id)).map(({ at }) => at);
  expect(times).toEqual(times.toSorted());
});
