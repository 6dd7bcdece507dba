import type { Actor, Command, Incident } from "@muster/incident";
import { expect } from "vitest";
import { roomOf, until, worldTest, type World } from "./world.ts";

const test = worldTest.concurrent;
const minute = 60_000;

/** As somebody speaks in the issue while Discord is away. */
const actor = ({ ada }: World): Actor => ({
  person: { name: "ada", discord: ada.id, github: "ada-gh" },
  via: "github",
  isResponder: true,
  groups: [],
  inRoom: false,
});
const clock: Actor = {
  person: { name: "Muster", discord: null, github: null },
  via: "timer",
  isResponder: true,
  groups: [],
  inRoom: false,
};

async function declare(world: World): Promise<Incident> {
  const said = await world.engine.declare({
    workspaceId: world.workspace.id,
    declaration: {
      title: "Withdrawals fail",
      description: null,
      level: "P1",
      source: { kind: "issue", ref: "1", url: null, name: null },
      detectedAt: null,
      signals: [],
      isDrill: false,
    },
    actor: actor(world),
    requestId: "declare",
    sameAs: null,
    reply: null,
  });
  if (!said.ok) throw new Error(said.refused.because);
  return said.value.incident;
}

async function order(world: World, { id }: Incident, command: Command, by = actor(world)): Promise<void> {
  const said = await world.engine.order({
    workspaceId: world.workspace.id,
    incident: { id },
    command,
    actor: by,
    requestId: null,
  });
  if (!said.ok) throw new Error(said.refused.because);
}

/** What was said in the room besides the card. */
const said = (world: World) => world.bo.seesIn(roomOf(world.bo)).filter(({ pinned }) => !pinned);
const summaries = (world: World) =>
  said(world).filter(({ text }) => text.includes("While Discord was out of reach"));
const unsent = async (world: World, { id }: Incident): Promise<string[]> =>
  (await world.engine.read.effects(id))
    .filter(({ lane, state }) => lane === "discord" && state !== "sent")
    .map(({ key }) => key);
const isOpen = (world: World): boolean =>
  world.bo.sees().channels.some(({ name }) => name.startsWith("incident-"));

/** Two hours in which the team goes on elsewhere. */
async function nightWithoutDiscord(world: World, incident: Incident): Promise<void> {
  world.sim.faults.add({ route: "/", do: "503" });
  await order(world, incident, { do: "update", text: "the relay is down" });
  await until(() => world.sim.calls().some(({ status }) => status === 503), "a try");
  await order(world, incident, { do: "decide", text: "pause the bridge", reason: "stops the loss" });
  await order(world, incident, {
    do: "give-task",
    text: "restart",
    to: bo(world),
    minutes: 10,
    kind: "fix",
    reason: null,
  });
  world.advance(61 * minute);
  await order(world, incident, { do: "fire-timer", name: "update" }, clock);
  world.advance(61 * minute);
  await order(world, incident, { do: "fire-timer", name: "update" }, clock);
  await order(world, incident, {
    do: "note",
    text: "the vendor answers",
    saidBy: null,
    saidAt: null,
    url: null,
    attachments: [],
  });
  await order(world, incident, { do: "add-action", text: "watch the relay", owner: bo(world), due: "3d" });
  // One try more, so that none is under way any more that knew less.
  const before = await triesOf(world, incident);
  world.advance(5 * minute);
  await until(async () => (await triesOf(world, incident)) > before, "one try more");
}

/** How often the first of the waiting words was tried, or the channel that it waits for. */
async function triesOf(world: World, { id }: Incident): Promise<number> {
  const effects = (await world.engine.read.effects(id)).filter(({ state }) => state !== "sent");
  const first = effects.find(({ effect }) => effect.kind === "keep" && effect.surface === "channel");
  const word = effects.find(({ effect }) => effect.kind === "say" && effect.place === "room");
  return (first ?? word)?.attempts ?? 0;
}

const bo = (world: World) => ({ name: "bo", discord: world.bo.id, github: null });

test("B30: when Discord is back, the room hears one summary and not the backlog; what wants somebody keeps its button and its ping", async ({
  aWorld,
}) => {
  const world = await aWorld();
  const incident = await declare(world);
  await until(() => isOpen(world), "the channel");
  await world.settle();
  const before = said(world).length;
  await nightWithoutDiscord(world, incident);
  world.sim.faults.clear();
  world.advance(2 * minute);
  await world.settle();

  const after = said(world).slice(before);
  expect(after.map(({ text }) => text)).toEqual([
    expect.stringContaining("While Discord was out of reach"),
    expect.stringMatching(/^-# From .*\n.*T1/),
    expect.stringMatching(/^-# From .*\n.*the last update was/),
  ]);
  const [summary, task, ask] = after;
  for (const words of ["the relay is down", "pause the bridge", "watch the relay", "1 reminder came"])
    expect(summary!.text).toContain(words);
  expect(summary!.pinged.reached).toEqual([]);
  expect(task!.pinged.users).toEqual(["bo"]);
  expect(task!.buttons.map(({ label }) => label)).toContain("Understood T1");
  expect(ask!.buttons.map(({ label }) => label)).toContain("Write update");
  expect(await unsent(world, incident)).toEqual([]);
});

test.for(["effect:room:at:said", "effect:room:recorded"])(
  "B30: a process that dies at %s while it catches up tells nothing twice and forgets nothing",
  async (point, { aWorld }) => {
    let isArmed = false;
    let deaths = 0;
    const world = await aWorld({
      failpoint(name) {
        if (name !== point || !isArmed || deaths > 0) return;
        deaths += 1;
        throw new Error("died here");
      },
    });
    const incident = await declare(world);
    await until(() => isOpen(world), "the channel");
    await world.settle();
    const before = said(world).length;
    await nightWithoutDiscord(world, incident);
    isArmed = true;
    world.sim.faults.clear();
    world.advance(2 * minute);
    await until(() => deaths === 1, "the death");
    // Meanwhile the incident goes on: the heir must not count this among what was told already.
    await order(world, incident, { do: "update", text: "said after the crash" });
    await world.settle();

    expect(summaries(world).filter(({ text }) => text.includes("pause the bridge"))).toHaveLength(1);
    const all = said(world).slice(before);
    for (const words of ["the relay is down", "watch the relay", "said after the crash", "T1"])
      expect(all.filter(({ text }) => text.includes(words))).toHaveLength(1);
    // The update answered what was asked, so nobody is asked any more; it comes in the summary or by itself.
    expect(all.flatMap(({ buttons }) => buttons.map(({ label }) => label))).not.toContain("Write update");
    expect(all.length).toBeLessThanOrEqual(3);
    expect(await unsent(world, incident)).toEqual([]);
  },
);

test("B30: a channel that could not be opened starts with its card, then the summary", async ({ aWorld }) => {
  const world = await aWorld();
  world.sim.faults.add({ route: "/", do: "503" });
  const incident = await declare(world);
  await nightWithoutDiscord(world, incident);
  world.sim.faults.clear();
  world.advance(2 * minute);
  await until(() => isOpen(world), "the channel");
  await world.settle();

  const messages = world.bo.seesIn(roomOf(world.bo)).filter(({ text }) => !text.startsWith("pinned"));
  expect(messages[0]?.pinned).toBe(true);
  expect(messages[1]?.text).toContain("While Discord was out of reach");
  expect(summaries(world)).toHaveLength(1);
  expect(world.bo.seesIn("ops-alerts")).toHaveLength(1);
  expect(await unsent(world, incident)).toEqual([]);
});
