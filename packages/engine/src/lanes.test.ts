import { setTimeout as wait } from "node:timers/promises";
import type { Lane, Remote, Verdict } from "@muster/incident";
import { leaseMs } from "@muster/store";
import { expect } from "vitest";
import type { Engine } from "./api.ts";
import {
  aWorld,
  connect,
  declared,
  atRest,
  movableClock,
  nameOfEffect,
  ordered,
  until,
  update,
  replicaTest,
  workLanes,
  workspaceId,
} from "./testing.ts";

const test = replicaTest.concurrent;
const later = (afterMs: number): Verdict => ({ verdict: "later", afterMs, why: "down for a while" });

const reply = (clock: { now(): Date }, inMs: number) => ({
  applicationId: "1",
  token: "t",
  expiresAt: new Date(clock.now().getTime() + inMs).toISOString(),
});

const dueIn = async (engine: Engine, lane: Lane): Promise<number> => (await engine.pending()).lanes[lane].due;

test("what needs the channel waits for it, and the first card carries the issue's link", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  connect(engine, world);

  await declared(engine, { reply: reply({ now: () => new Date() }, 60_000) });
  await atRest(engine);

  expect(world.of("status-card")[0]?.remotes.channel).toBeDefined();
  expect(world.of("status-card")[0]?.remotes.issue).toBeDefined();
  expect(world.of("reply")[0]?.remotes.channel).toBeDefined();
  expect(world.of("status-card")).toHaveLength(1);
  expect(world.of("ops-alert")).toHaveLength(1);
});

test("GitHub being down does not hold up Discord: the card goes out without the link, and follows once there is one", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  engine.lanes.work("discord", world.deliver);

  await declared(engine);
  await until(() => world.of("status-card").length === 1);
  expect(world.of("status-card")[0]?.remotes.issue).toBeUndefined();
  engine.lanes.work("github", world.deliver);
  await atRest(engine);

  expect(world.of("status-card").at(-1)?.remotes.issue).toBeDefined();
});

test("ten changes while a card is being written cost one more edit, and it shows the last of them", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  connect(engine, world);
  const { incident } = await declared(engine);
  await atRest(engine);

  const before = world.of("status-card").length;
  const release = world.hold("status-card");
  await ordered(engine, incident, update("first"));
  await until(() => world.of("status-card").length === before + 1);
  for (let n = 1; n <= 10; n++) await ordered(engine, incident, update(`change ${n}`));
  release();
  await atRest(engine);

  expect(world.of("status-card").length).toBe(before + 2);
  expect(world.of("status-card").at(-1)?.incident.timeline.at(-1)?.text).toBe("Update: change 10");
});

test("what is said in one place goes out in the order in which it happened, though the first attempt fails", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const world = aWorld();
  connect(engine, world);
  const { incident } = await declared(engine);
  await atRest(engine);

  world.next("room", later(60_000));
  for (let n = 1; n <= 5; n++) await ordered(engine, incident, update(`line ${n}`));
  await until(() => world.of("room").length === 1);
  await atRest(engine);
  expect(world.of("room")).toHaveLength(1);
  clock.advance(90_000);
  engine.tick();
  await atRest(engine);

  const said = world.of("room").map(({ effect }) => effect.kind === "say" && effect.seq);
  expect(said.slice(1)).toEqual(said.slice(1).toSorted((a, b) => Number(a) - Number(b)));
  expect(said).toHaveLength(6);
  expect(world.of("room")[1]?.attempt).toBe(2);
});

test("two replicas on one lane deliver each effect once", async ({ replicas }) => {
  const [one, two] = [await replicas.start(), await replicas.start()];
  const world = aWorld();
  connect(one.engine, world);
  connect(two.engine, world);

  const incidents = await Promise.all(Array.from({ length: 10 }, () => declared(one.engine)));
  for (const { incident } of incidents) await ordered(two.engine, incident, update("to everyone"));
  await atRest(one.engine);

  for (const { incident } of incidents) {
    const ours = world.told.filter((delivery) => delivery.incident.id === incident.id);
    expect(ours.filter((delivery) => nameOfEffect(delivery) === "channel")).toHaveLength(1);
    expect(ours.filter((delivery) => nameOfEffect(delivery) === "room")).toHaveLength(1);
    expect(Math.max(...ours.map(({ attempt }) => attempt))).toBe(1);
  }
});

test("a change made in one process wakes the lane of another at once", async ({ replicas }) => {
  const [door, hands] = [await replicas.start(), await replicas.start()];
  const world = aWorld();
  hands.engine.lanes.work("discord", world.deliver);
  await declared(door.engine);
  await until(() => world.of("channel").length > 0);

  const waits: number[] = [];
  for (let n = 1; n <= 10; n++) {
    const startedAt = performance.now();
    await declared(door.engine);
    const before = n;
    await until(() => world.of("channel").length > before);
    waits.push(performance.now() - startedAt);
  }

  // Without a notice each would take the second after which everybody looks by themselves; a busy machine makes some slow.
  expect(Math.min(...waits)).toBeLessThan(500);
});

test.for(["claimed", "delivered", "recorded", "at:half"])(
  "a process that dies at %s is taken over when its lease ends, and the attempt says that somebody was there before",
  async (point, { replicas }) => {
    let dies = true;
    const dying = await replicas.start({
      failpoint(name) {
        if (dies && name === `effect:channel:${point}`) throw new Error("killed");
      },
    });
    const world = aWorld();
    dying.engine.lanes.work("discord", async (delivery) => {
      delivery.checkpoint("half");
      return world.deliver(delivery);
    });
    const { incident } = await declared(dying.engine);
    await until(() => dying.log.lines.some(({ message }) => message === "a delivery broke off"));
    await dying.engine.stop();
    dies = false;

    const heir = await replicas.start();
    connect(heir.engine, world);
    await until(async () => (await heir.engine.read.remotes(incident.id)).channel !== undefined);
    await atRest(heir.engine);

    const { channel } = await heir.engine.read.remotes(incident.id);
    expect(channel?.id).toBe(`${incident.ref}/channel`);
    if (point !== "recorded") expect(world.of("channel").at(-1)?.attempt).toBe(2);
  },
);

test("a delivery that was given up on holds nothing any more when it is begun anew by the same worker", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  const begun: (() => boolean)[] = [];
  const held: boolean[][] = [];
  engine.lanes.work("discord", async (delivery) => {
    if (nameOfEffect(delivery) === "channel") {
      begun.push(delivery.isHeld);
      held.push(begun.map((isHeld) => isHeld()));
      if (begun.length === 1) return later(0);
    }
    return world.deliver(delivery);
  });
  await declared(engine);
  await until(() => held.length === 2);
  expect(held).toEqual([[true], [false, true]]);
});

test("an outage of hours is survived: nothing is given up, and it goes out within a minute of the end", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock, chance: () => 0 });
  const world = aWorld();
  connect(engine, world);
  world.next("issue", ...Array.from({ length: 30 }, () => later(0)));

  const { incident } = await declared(engine);
  for (let n = 1; n <= 30; n++) {
    await until(() => world.of("issue").length >= n);
    await atRest(engine);
    clock.advance(60_000);
    engine.tick();
  }
  await until(() => world.of("issue").length >= 31);
  await atRest(engine);

  expect((await engine.read.remotes(incident.id)).issue).toBeDefined();
  expect(world.of("issue")[30]?.attempt).toBe(31);
});

test("a lane that is behind shows on the card, and again when it has caught up", async ({ replicas }) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock, chance: () => 0 });
  const world = aWorld();
  connect(engine, world);
  world.next("issue", later(0), later(0), later(0), later(0), later(0));
  await declared(engine);
  for (let n = 1; n <= 5; n++) {
    await until(() => world.of("issue").length >= n);
    await atRest(engine);
    clock.advance(60_000);
    engine.tick();
  }
  await until(() => world.of("issue").length >= 6);
  await atRest(engine);

  const lags = world.of("status-card").map(({ lagMs }) => lagMs.github);
  expect(Math.max(...lags)).toBeGreaterThanOrEqual(60_000);
  expect(lags.at(-1)).toBe(0);
});

test("what went out late without a failure is no longer told as waiting once it is out", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const world = aWorld();
  connect(engine, world);
  const release = world.hold("issue");
  const { incident } = await declared(engine);
  await until(() => world.of("issue").length === 1);
  clock.advance(60_000);
  await ordered(engine, incident, update("meanwhile"));
  const lagsTold = (): number[] => world.of("status-card").map(({ lagMs }) => lagMs.github);
  await until(() => Math.max(...lagsTold()) >= 60_000);
  release();
  await atRest(engine);

  expect(lagsTold().at(-1)).toBeLessThan(5_000);
});

test("a card tells what its own incident waits for, not what others wait for", async ({ replicas }) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const world = aWorld();
  connect(engine, world);
  world.next("issue", later(600_000));
  const { incident: waiting } = await declared(engine);
  await until(() => world.of("issue").length === 1);
  await atRest(engine);
  clock.advance(60_000);
  const { incident: fine } = await declared(engine);
  await atRest(engine);
  await ordered(engine, waiting, update("still waiting"));
  await ordered(engine, fine, update("all is told"));
  await atRest(engine);

  const lagOf = (id: string): number | undefined =>
    world.of("status-card").findLast(({ incident }) => incident.id === id)?.lagMs.github;
  expect(lagOf(waiting.id)).toBeGreaterThanOrEqual(60_000);
  expect(lagOf(fine.id)).toBeLessThan(5_000);
});

test("a pause that a platform asked for is kept, even when the incident changes meanwhile", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock, chance: () => 0 });
  const world = aWorld();
  connect(engine, world);
  world.next("issue", later(120_000));
  const { incident } = await declared(engine);
  await until(() => world.of("issue").length === 1);
  await atRest(engine);
  const issueOf = async () =>
    (await engine.read.effects(incident.id)).find(
      ({ effect }) => effect.kind === "keep" && effect.surface === "issue",
    )!;

  const issue = await issueOf();
  expect(issue).toMatchObject({ state: "waiting", lastError: "down for a while" });
  expect(issue.dueAt.getTime() - clock.now().getTime()).toBeGreaterThan(110_000);
  await ordered(engine, incident, update("meanwhile"));
  await atRest(engine);

  expect((await issueOf()).dueAt).toEqual(issue.dueAt);
  expect(world.of("issue")).toHaveLength(1);
});

test("what cannot be done is shown where people look, with what to do; and goes out once they have mended it", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  connect(engine, world);
  const why = "I may not write issues.";
  const fix = "Give me the permission.";
  world.next("issue", { verdict: "never", why, fix });

  const { incident } = await declared(engine);
  await until(() => world.of("status-card").at(-1)?.problems.length === 1);
  await atRest(engine);

  expect(world.of("ops-alert").at(-1)?.problems).toEqual([{ what: "issue", why, fix }]);
  expect((await engine.pending()).lanes.github.givenUp).toBeGreaterThanOrEqual(1);
  expect(await engine.effects.retry(workspaceId, incident.id)).toBe(1);
  await atRest(engine);
  expect((await engine.read.remotes(incident.id)).issue).toBeDefined();
  expect(world.of("status-card").at(-1)?.problems).toEqual([]);
});

test("a fault of ours is tried again a few times and then given up, without what people wrote in it", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine, log } = await replicas.start({ clock, chance: () => 0 });
  const world = aWorld();
  connect(engine, world);
  world.next("ops-alert", ...Array.from({ length: 10 }, () => new Error("their words")));
  const { incident } = await declared(engine);
  for (let n = 1; n <= 10; n++) {
    await until(() => world.of("ops-alert").length >= n);
    await atRest(engine);
    clock.advance(60_000);
    engine.tick();
  }
  await atRest(engine);

  const effects = await engine.read.effects(incident.id);
  const alert = effects.find(({ effect }) => effect.kind === "keep" && effect.surface === "ops-alert");
  expect(alert?.state).toBe("given-up");
  expect(JSON.stringify([alert, log.lines])).not.toContain("their words");
});

test("a private answer that is too late is not tried, and is nobody's problem", async ({ replicas }) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const world = aWorld();
  world.next("channel", later(20 * 60_000));
  connect(engine, world);
  await declared(engine, { reply: reply(clock, 15 * 60_000) });
  await until(() => world.of("channel").length === 1);
  clock.advance(30 * 60_000);
  engine.tick();
  await atRest(engine);

  expect(world.of("reply")).toHaveLength(0);
  expect(world.of("status-card").at(-1)?.problems).toEqual([]);
});

test("a private answer still comes when the channel could not be made", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  world.next("channel", { verdict: "never", why: "no permission", fix: "give it" });
  connect(engine, world);
  await declared(engine, { reply: reply({ now: () => new Date() }, 60_000) });

  await until(() => world.of("reply").length === 1);

  expect(world.of("reply")[0]?.problems).toMatchObject([{ what: "channel" }]);
});

test("what a webhook tells is kept, after a delivery that is under way, and brings a delivery if asked", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  connect(engine, world);
  const { incident } = await declared(engine);
  await atRest(engine);
  const remote = (await engine.read.remotes(incident.id)).issue!;

  const before = world.of("issue").length;
  const release = world.hold("issue");
  await ordered(engine, incident, update("x"));
  await until(() => world.of("issue").length > before);
  let isAmended = false;
  const change = (known: Remote): Remote => {
    isAmended = true;
    return { ...known, extra: { body: "as people left it" } };
  };
  const amending = engine.remotes.amend(workspaceId, "issue", remote.id, change, { redeliver: true });
  // Long enough for it to look, and to find that the delivery is still under way.
  for (let n = 0; n < 20; n++) await engine.read.events(incident.id);
  expect(isAmended).toBe(false);
  release();

  expect(await amending).toBe(true);
  await atRest(engine);
  expect(world.of("issue").at(-1)?.remote?.extra).toEqual({ body: "as people left it" });
  expect((await engine.read.byRemote(workspaceId, "issue", remote.id))?.id).toBe(incident.id);
  expect(await engine.remotes.amend(workspaceId, "issue", "unknown", () => null, { redeliver: false })).toBe(
    false,
  );
});

test("settling does not wait for a lane that nobody works, and says what waits there", async ({
  replicas,
}) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  connect(engine, world, ["discord"]);
  await declared(engine);
  await until(async () => world.of("status-card").length > 0 && (await dueIn(engine, "discord")) === 0);

  const { settled, pending } = await engine.settle({ limitMs: 100 });

  expect(settled).toBe(false);
  expect(pending.lanes.discord.due).toBe(0);
  expect(pending.lanes.github.due).toBeGreaterThan(0);
});

test("stopping lets a delivery end, and begins no other", async ({ replicas }) => {
  const { engine } = await replicas.start();
  const world = aWorld();
  connect(engine, world);
  const release = world.hold("channel");
  const { incident } = await declared(engine);
  await until(() => world.of("channel").length === 1);

  const stopping = engine.stop();
  release();
  await stopping;

  expect((await engine.read.remotes(incident.id)).channel).toBeDefined();
  expect(world.of("status-card")).toHaveLength(0);
});

test("B30: an issue is written anew once when Discord falls behind and once when it is back, also if nobody works that lane", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const world = aWorld();
  workLanes(engine, world, ["github"]);
  await declared(engine);
  const lagsTold = (): number[] => world.of("issue").map(({ lagMs }) => lagMs.discord);
  await until(async () => lagsTold().length > 0 && (await dueIn(engine, "github")) === 0);
  const before = lagsTold().length;

  for (let n = 1; n <= 7; n++) {
    clock.advance(60_000);
    engine.tick();
    await until(async () => n < 4 || lagsTold().some((lag) => lag >= 180_000));
    await until(async () => (await dueIn(engine, "github")) === 0);
  }
  expect(lagsTold().slice(before)).toHaveLength(1);

  workLanes(engine, world, ["discord"]);
  await atRest(engine);
  expect(lagsTold().at(-1)).toBeLessThan(180_000);
  expect(lagsTold().length - before).toBeLessThanOrEqual(4);
});

test("B30: words that wait for minutes come with all that waits behind them, and what was told in one counts as told", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const world = aWorld();
  const { incident } = await declared(engine);
  for (let n = 1; n <= 4; n++) await ordered(engine, incident, update(`line ${n}`));
  clock.advance(3 * 60_000);
  const told: number[][] = [];
  workLanes(engine, world, ["github"]);
  engine.errands.work("discord", () => Promise.resolve({ verdict: "sent", remote: null }));
  engine.lanes.work("discord", async (delivery) => {
    const { late, effect } = delivery;
    if (effect.kind === "keep" || late === null) return world.deliver(delivery);
    const said = await world.deliver(delivery);
    told.push(late.waiting.map(({ seq }) => seq));
    // All but the last: that one still wants somebody.
    return said.verdict === "sent" ? { ...said, told: told.at(-1)!.slice(0, -1) } : said;
  });
  engine.tick();
  await atRest(engine);

  expect(told.map((list) => list.length)).toEqual([3, 0]);
  const says = (await engine.read.effects(incident.id)).filter(({ effect }) => effect.kind === "say");
  expect(says.map(({ state }) => state)).toEqual(["sent", "sent", "sent", "sent"]);
  expect(new Set(says.slice(0, 3).map(({ remote }) => remote?.id)).size).toBe(1);
});

test("five lines at once after half a minute are a backlog, two are not", async ({ replicas }) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock });
  const world = aWorld();
  const [few, many] = [(await declared(engine)).incident, (await declared(engine)).incident];
  for (let n = 1; n <= 2; n++) await ordered(engine, few, update(`line ${n}`));
  for (let n = 1; n <= 5; n++) await ordered(engine, many, update(`line ${n}`));
  clock.advance(40_000);
  connect(engine, world);
  await atRest(engine);

  const lateIn = (id: string): boolean[] =>
    world
      .of("room")
      .filter(({ incident }) => incident.id === id)
      .map(({ late }) => late !== null);
  expect(lateIn(few.id)).toEqual([false, false]);
  expect(lateIn(many.id)[0]).toBe(true);
});

test("GitHub being away for an hour with six changes costs one delivery when it is back", async ({
  replicas,
}) => {
  const clock = movableClock();
  const { engine } = await replicas.start({ clock, chance: () => 0 });
  const world = aWorld();
  workLanes(engine, world, ["github", "discord"]);
  const { incident } = await declared(engine);
  await atRest(engine);
  const before = world.of("issue").length;
  world.next("issue", later(3_600_000));
  for (let n = 1; n <= 6; n++) await ordered(engine, incident, update(`change ${n}`));
  await atRest(engine);
  expect(world.of("issue")).toHaveLength(before + 1);
  clock.advance(3_700_000);
  engine.tick();
  await until(async () => world.of("issue").length > before + 1 && (await dueIn(engine, "github")) === 0);

  expect(world.of("issue")).toHaveLength(before + 2);
  expect(world.of("issue").at(-1)?.incident.timeline.at(-1)?.text).toBe("Update: change 6");
});

/* Alone: while its process stands still, the tests beside it would stand still too. */
replicaTest(
  "a slow delivery stays held, and is not held after a pause in which another could have taken over",
  async ({ replicas }) => {
    const { engine } = await replicas.start();
    const world = aWorld();
    const held: boolean[] = [];
    engine.lanes.work("discord", async (delivery) => {
      if (held.length === 0) {
        held.push(delivery.isHeld());
        await wait(leaseMs + 500);
        held.push(delivery.isHeld());
        // The whole process stands still, its heartbeat too.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, leaseMs);
        held.push(delivery.isHeld());
      }
      return world.deliver(delivery);
    });
    await declared(engine);
    await until(() => held.length === 3);
    expect(held).toEqual([true, true, false]);
  },
);
