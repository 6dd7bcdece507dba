import type { Engine } from "./api.ts";
import { aDeclaration, examples } from "@muster/incident/testing";
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "vitest";
import { aWorld, connect, declared, atRest, movableClock, ordered, until, replicaTest } from "./testing.ts";

const test = replicaTest.concurrent;
const minuteMs = 60_000;

test("a timer that is due fires once, though two replicas watch the clock", async ({ replicas }) => {
  const clock = movableClock();
  const [one, two] = [await replicas.start({ clock }), await replicas.start({ clock })];
  const world = aWorld();
  connect(one.engine, world);
  two.engine.timers.work();
  const { incident } = await declared(one.engine);

  clock.advance(31 * minuteMs);
  one.engine.tick();
  two.engine.tick();
  await until(async () => (await remindersOf(one.engine, incident.id)).length > 0);
  await atRest(one.engine);

  const reminders = await remindersOf(one.engine, incident.id);
  expect(reminders).toEqual([...new Set(reminders)]);
});

test("an update that is overdue many times over is asked for once", async ({ replicas }) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const { incident } = await declared(engine);

  clock.advance(10 * 60 * minuteMs);
  connect(engine, aWorld());
  await atRest(engine);

  // Asks come one at a time, so the update may have to wait for its turn.
  for (let turn = 0; turn < 6; turn += 1) {
    clock.advance(5 * minuteMs);
    engine.tick();
    await atRest(engine);
  }
  const reminders = await remindersOf(engine, incident.id);
  expect(reminders.filter((timer) => timer === "update")).toHaveLength(1);
});

test("a timer whose reason is gone is gone with it", async ({ replicas }) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  connect(engine, aWorld());
  const { incident } = await declared(engine);
  await ordered(engine, incident, examples.resolve);

  expect((await engine.read.timers(incident.id)).map(({ name }) => name)).not.toContain("update");
});

test("a timer fires within a second of its time, by the clock on the wall", async ({ replicas }) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const { incident } = await declared(engine);
  const [first] = await engine.read.timers(incident.id);
  clock.advance(first!.dueAt.getTime() - clock.now().getTime() - 700);

  engine.timers.work();
  // How late the machine itself is by then: an alarm of its own, and one question to the database.
  const machineLateMs = lateness(700, () => remindersOf(engine, incident.id));
  await until(async () => (await remindersOf(engine, incident.id)).length > 0);

  const [reminded] = (await engine.read.events(incident.id)).filter(({ type }) => type === "reminded");
  const lateMs = new Date(reminded!.at).getTime() - first!.dueAt.getTime();
  expect(lateMs).toBeGreaterThanOrEqual(0);
  // Firing asks the database some ten things.
  expect(lateMs).toBeLessThan(1_000 + 10 * (await machineLateMs));
});

test("a timer that dies just before its commit fires again, and counts once", async ({ replicas }) => {
  const clock = movableClock();
  let deaths = 1;
  const { engine } = await replicas.start({
    clock,
    failpoint(name) {
      if (name === "timer:before-commit" && deaths-- > 0) throw new Error("killed");
    },
  });
  const { incident } = await declared(engine, { declaration: aDeclaration({ level: null }) });
  clock.advance(24 * 60 * minuteMs);

  connect(engine, aWorld());
  await atRest(engine);

  const set = (await engine.read.events(incident.id)).filter(({ type }) => type === "severity-set");
  expect(set).toHaveLength(1);
});

test("fifty incidents with something overdue are all attended to in one go", async ({ replicas }) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const incidents = await Promise.all(Array.from({ length: 50 }, () => declared(engine)));
  clock.advance(31 * minuteMs);

  connect(engine, aWorld());
  await atRest(engine);

  for (const { incident } of incidents) {
    const reminders = await remindersOf(engine, incident.id);
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders).toEqual([...new Set(reminders)]);
  }
});

async function lateness(afterMs: number, ask: () => Promise<unknown>): Promise<number> {
  const dueAt = performance.now() + afterMs;
  await wait(afterMs);
  await ask();
  return performance.now() - dueAt;
}

async function remindersOf(engine: Engine, incidentId: string): Promise<string[]> {
  const events = await engine.read.events(incidentId);
  return events.flatMap((event) => (event.type === "reminded" ? [event.timer] : []));
}
