import { guildLookup } from "@muster/discord";
import type { Deliver, Delivery } from "@muster/incident";
import { describe, expect } from "vitest";
import { reconcile } from "../src/reconcile.ts";
import { botPermissions, roomOf, textOf, until, worldTest, type World } from "./world.ts";

const test = worldTest.concurrent;

async function declareP1({ ada }: World, title = "Withdrawals fail"): Promise<string> {
  return textOf(await ada.slash("/incident declare", { title, severity: "P1" }, { in: "#general" }));
}

const rooms = ({ bo }: World): string[] =>
  bo.sees().channels.flatMap(({ name }) => (name.startsWith("incident-") ? [name] : []));

test("declaring costs three round trips: channel and answer; card and alert; pin and links", async ({
  aWorld,
}) => {
  const world = await aWorld();
  await world.settle();
  const since = new Date().toISOString();
  await declareP1(world);
  await until(() => rooms(world).length === 1, "the channel");
  await world.settle();
  const calls = world.sim.calls(since).filter(({ route }) => !route.startsWith("GET /gateway"));
  expect(calls.map(({ method, route }) => `${method} ${route}`).toSorted()).toEqual([
    "PATCH /webhooks/{application.id}/{interaction.token}/messages/@original",
    "POST /channels/{channel.id}/messages",
    "POST /channels/{channel.id}/messages",
    "POST /guilds/{guild.id}/channels",
    "POST /interactions/{interaction.id}/{interaction.token}/callback",
    "PUT /channels/{channel.id}/messages/pins/{message.id}",
  ]);
});

test("a change costs its answer, one edit of the card and one of the alert", async ({ aWorld }) => {
  const world = await aWorld();
  await declareP1(world);
  await until(() => rooms(world).length === 1, "the channel");
  await world.settle();
  const since = new Date().toISOString();
  await world.ada.slash(
    "/incident mitigate",
    { what: "rolled back", verified: "0 errors" },
    { in: `#${roomOf(world.bo)}` },
  );
  await world.settle();
  expect(world.sim.calls(since).map(({ method }) => method)).toEqual(["POST", "PATCH", "PATCH"]);
});

/** One channel, one pinned card, one alert, however it went. */
async function isWhole(world: World): Promise<void> {
  await until(() => rooms(world).length > 0, "the channel");
  await world.settle();
  expect(rooms(world)).toHaveLength(1);
  const messages = world.bo.seesIn(roomOf(world.bo));
  expect(messages.filter(({ pinned }) => pinned)).toHaveLength(1);
  expect(messages.filter(({ buttons }) => buttons.some(({ label }) => label === "More"))).toHaveLength(1);
  expect(world.bo.seesIn("ops-alerts")).toHaveLength(1);
}

const makingThings = [
  "POST /guilds/:id/channels",
  "POST /channels/:id/messages",
  "PUT /channels/:id/messages/pins/:id",
] as const;

describe("whatever Discord does with the first tries, everything is there once", () => {
  test.for(
    makingThings.flatMap((route) =>
      (["drop", "500", "503"] as const).flatMap((what) => [
        [route, "before", what] as const,
        [route, "after", what] as const,
      ]),
    ),
  )("%s fails %s with %s", async ([route, when, what], { aWorld }) => {
    const world = await aWorld();
    world.sim.faults.add({ route, times: 2, when, do: what });
    await declareP1(world);
    await isWhole(world);
  });

  test("a long 429 is waited out by the engine, not by a hanging call", async ({ aWorld }) => {
    const world = await aWorld();
    world.sim.faults.add({ route: "POST /guilds/:id/channels", times: 1, do: "429", retryAfterMs: 3_000 });
    await declareP1(world);
    await isWhole(world);
  });

  test("Discord is down for a while: the incident is kept, and all of it follows", async ({ aWorld }) => {
    const world = await aWorld();
    const { engine, workspace, ada, sim } = world;
    sim.faults.add({ route: "/", do: "503" });
    const actor = {
      person: { name: "ada", discord: ada.id, github: null },
      via: "github" as const,
      isResponder: true,
      groups: [],
      inRoom: false,
    };
    const source = { kind: "issue" as const, ref: "1", url: null, name: null };
    const declaration = {
      title: "Down",
      description: null,
      level: "P1",
      source,
      detectedAt: null,
      signals: [],
      isDrill: false,
    };
    const about = {
      workspaceId: workspace.id,
      declaration,
      actor,
      requestId: "r1",
      sameAs: null,
      reply: null,
    };
    const said = await engine.declare(about);
    expect(said.ok).toBe(true);
    sim.faults.clear();
    await isWhole(world);
  });
});

describe("a process that dies between doing and writing it down makes no second thing", () => {
  test.for([
    "effect:channel:at:channel created",
    "effect:channel:delivered",
    "effect:status-card:at:card posted",
    "effect:status-card:at:card pinned",
    "effect:ops-alert:at:alert posted",
    "effect:ops-alert:delivered",
  ])("at %s", async (point, { aWorld }) => {
    let deaths = 0;
    const world = await aWorld({
      failpoint(name) {
        if (name !== point || deaths > 0) return;
        deaths += 1;
        throw new Error("died here");
      },
    });
    await declareP1(world);
    await isWhole(world);
    expect(deaths).toBe(1);
  });

  test("words for the room are said once, and the same words twice are said twice", async ({ aWorld }) => {
    let deaths = 0;
    const world = await aWorld({
      failpoint(name) {
        if (name !== "effect:room:at:said" || deaths > 0) return;
        deaths += 1;
        throw new Error("died here");
      },
    });
    await declareP1(world);
    await isWhole(world);
    const options = { text: "still looking", incident: "INC-1" };
    await world.ada.slash("/incident update", options, { in: "#general" });
    await world.ada.slash("/incident update", options, { in: "#general" });
    await world.settle();
    const said = world.bo
      .seesIn(roomOf(world.bo))
      .filter(({ text, pinned }) => !pinned && text.includes("still looking"));
    expect(said).toHaveLength(2);
    expect(deaths).toBe(1);
  });
});

/** The first delivery of this effect is held until it has asked so often: each call asks when it is prepared, and at its first byte. */
function heldFor(key: string, asks: number): { wrap: (deliver: Deliver) => Deliver; asked: () => number } {
  let asked = 0;
  const isIt = ({ effect, attempt }: Delivery): boolean =>
    attempt === 1 && (effect.kind === "keep" ? effect.surface : effect.place) === key;
  const wrap =
    (deliver: Deliver): Deliver =>
    (delivery) =>
      deliver(isIt(delivery) && asked <= asks ? { ...delivery, isHeld: () => asked++ < asks } : delivery);
  return { wrap, asked: () => asked };
}

describe("a replica that stands still before a call loses what it was doing, and it is done once by whoever goes on", () => {
  test.for([
    ["channel", 1],
    ["status-card", 1],
    ["status-card", 3],
    ["ops-alert", 1],
    ["room", 1],
    ["reply", 1],
  ] as const)("%s, after %i looks at its lease", async ([key, asks], { aWorld }) => {
    const { wrap, asked } = heldFor(key, asks);
    const world = await aWorld({ wrap });
    expect(await declareP1(world)).toContain("INC-1");
    await isWhole(world);
    await world.ada.slash("/incident update", { text: "on it", incident: "INC-1" }, { in: "#general" });
    await world.settle();
    const said = world.bo
      .seesIn(roomOf(world.bo))
      .filter(({ text, pinned }) => !pinned && text.includes("on it"));
    expect(said).toHaveLength(1);
    expect(textOf({ messages: world.ada.seesIn("general") })).toContain(roomOf(world.bo));
    await isWhole(world);
    expect(asked()).toBeGreaterThan(asks);
  });
});

describe("what is missing in the server is said where people look, with what to do", () => {
  const without = (name: string): readonly string[] => botPermissions.filter((known) => known !== name);

  test("without Manage Channels the alert says so, and the channel follows when it is granted", async ({
    aWorld,
  }) => {
    const world = await aWorld({ permissions: without("MANAGE_CHANNELS"), expects: /permission/i });
    await declareP1(world);
    const alert = (): string => world.bo.seesIn("ops-alerts")[0]?.text ?? "";
    await until(() => alert().includes("Manage Channels"), "the advice");
    world.sim.setBotPermissions("acme", "muster", botPermissions);
    await world.engine.effects.retry("acme");
    await until(() => rooms(world).length === 1, "the channel");
    await until(() => !alert().includes("Manage Channels"), "the end of the advice");
  });

  test("/muster doctor names the rights that are missing and what for, such as Create Events", async ({
    aWorld,
  }) => {
    const world = await aWorld({ permissions: without("CREATE_EVENTS") });
    const said = async (): Promise<string> =>
      textOf(await world.ada.slash("/muster doctor", {}, { in: "#general" }));
    expect(await said()).toContain(
      "I lack “Create Events” (review meetings do not stand in the server's events). Give it to my role in the server settings.",
    );
    world.sim.setBotPermissions("acme", "muster", botPermissions);
    expect(await said()).toContain("I have every permission that I need in this server.");
  });

  test("without Pin Messages the card stands unpinned, says why, and is pinned later", async ({ aWorld }) => {
    const world = await aWorld({ permissions: without("PIN_MESSAGES"), expects: /permission/i });
    await declareP1(world);
    await until(() => rooms(world).length === 1, "the channel");
    await world.settle();
    const room = `#${roomOf(world.bo)}`;
    await world.ada.slash("/incident note", { text: "hm" }, { in: room });
    await world.settle();
    const cards = (): { pinned: boolean; text: string }[] =>
      world.bo
        .seesIn(roomOf(world.bo))
        .filter(({ buttons }) => buttons.some(({ label }) => label === "More"));
    expect(cards()).toMatchObject([{ pinned: false }]);
    expect(cards()[0]?.text).toContain("Pin Messages");
    world.sim.setBotPermissions("acme", "muster", botPermissions);
    await world.ada.slash("/incident note", { text: "hm" }, { in: room });
    await world.settle();
    expect(cards()).toMatchObject([{ pinned: true }]);
  });

  test("a full category is followed by another", async ({ aWorld }) => {
    const world = await aWorld();
    for (let n = 0; n < 50; n += 1) world.sim.addChannel("acme", { name: `old-${n}`, parent: "Incidents" });
    await declareP1(world);
    await isWhole(world);
    const room = world.bo.sees().channels.find(({ name }) => name === roomOf(world.bo));
    expect(room?.category).toBe("Incidents 2");
  });

  test("two incidents at once share the category that one of them makes", async ({ aWorld }) => {
    const world = await aWorld();
    for (let n = 0; n < 50; n += 1) world.sim.addChannel("acme", { name: `old-${n}`, parent: "Incidents" });
    await Promise.all([declareP1(world, "One"), declareP1(world, "Two")]);
    await until(() => rooms(world).length === 2, "both channels");
    await world.settle();
    const categories = world.bo.sees().channels.filter(({ type }) => type === "category");
    expect(categories.map(({ name }) => name)).toEqual(["Incidents", "Incidents 2"]);
  });
});

describe("what people delete", () => {
  test("the channel of an incident that goes on is made again, with its card", async ({ aWorld }) => {
    const world = await aWorld();
    await declareP1(world);
    await isWhole(world);
    const first = world.bo.sees().channels.find(({ name }) => name.startsWith("incident-"))!.id;
    await world.bot.client.rest.delete(`/channels/${first}`);
    await until(
      () => world.bo.sees().channels.some(({ name, id }) => name.startsWith("incident-") && id !== first),
      "a new channel",
    );
    await isWhole(world);
    await until(
      () => world.bo.seesIn("ops-alerts")[0]?.text.includes(`#${roomOf(world.bo)}`) === true,
      "the new link",
    );
  });

  test("the card is posted and pinned again with the next change", async ({ aWorld }) => {
    const world = await aWorld();
    await declareP1(world);
    await isWhole(world);
    const room = roomOf(world.bo);
    const card = world.bo.seesIn(room).find(({ pinned }) => pinned)!;
    await world.bot.client.rest.delete(`/channels/${card.channelId}/messages/${card.id}`);
    await world.ada.slash("/incident note", { text: "hm" }, { in: `#${room}` });
    await isWhole(world);
  });
});

describe("the database", () => {
  test("is slow: the person sees that it is being written, and then that it is", async ({ aWorld }) => {
    const world = await aWorld();
    const release = await world.holdDatabase();
    const asked = world.ada.slash("/incident declare", { title: "Slow", severity: "P2" }, { in: "#general" });
    await until(
      () => world.ada.seesIn("general").some(({ text }) => text.includes("still trying to record")),
      "words while it is slow",
    );
    await release();
    await asked;
    await until(() => world.ada.seesIn("general").some(({ text }) => text.includes("INC-1")), "the answer");
  });

  test("is down: the person is answered within Discord's three seconds, and hears it with what they wrote", async ({
    aWorld,
  }) => {
    const world = await aWorld({ cuttable: true });
    await world.ada.slash("/incident list", {}, { in: "#general" });
    await world.cutDatabase();
    const shown = await world.ada.slash(
      "/incident declare",
      { title: "Really bad", severity: "P1" },
      { in: "#general" },
    );
    // Discord gives up on whoever has not answered by then.
    expect(shown.ok).toBe(true);
    await until(
      () => world.ada.seesIn("general").some(({ text }) => /database/.test(text)),
      "words about it",
    );
    await until(
      () =>
        world.ada
          .seesIn("general")
          .some(({ text }) => text.includes("not recorded") && text.includes("Really bad")),
      "what was written",
    );
    await world.mendDatabase();
    await until(() => world.bot.isListening(), "the bot listening again");
    const again = await world.ada.slash(
      "/incident declare",
      { title: "Really bad", severity: "P1" },
      { in: "#general" },
    );
    expect(textOf(again)).toContain("INC-1");
    await isWhole(world);
  });
});

describe("several replicas", () => {
  test("one listens and answers, and another takes over when it ends", async ({ aWorld }) => {
    const world = await aWorld();
    const second = await world.replica();
    expect([world.bot.isListening(), second.bot.isListening()]).toEqual([true, false]);
    const since = new Date().toISOString();
    await declareP1(world);
    await isWhole(world);
    const callbacks = (): number =>
      world.sim.calls(since).filter(({ route }) => route.includes("callback")).length;
    expect(callbacks()).toBe(1);
    await world.bot.stop();
    await until(() => second.bot.isListening(), "the other replica");
    expect(await declareP1(world, "Again")).toContain("INC-2");
    expect(callbacks()).toBe(2);
    await until(() => rooms(world).length === 2, "the second channel");
  });

  test("one that takes over takes no channel for deleted that was made while it waited", async ({
    aWorld,
  }) => {
    const world = await aWorld();
    // Without the gateway a replica remembers what it asked for a while.
    const lookAt = guildLookup(world.bot.client, () => null);
    await lookAt(world.workspace.guildId!); // Every workspace of these stories has a guild.
    await declareP1(world);
    await isWhole(world);
    const log = { info() {}, warn() {}, error() {} };
    await reconcile({ engine: world.engine, lookAt, log }, world.workspace);
    await isWhole(world);
  });
});

test("an answer for the room that Discord did not take is said there all the same, once", async ({
  aWorld,
}) => {
  const world = await aWorld();
  await declareP1(world);
  await isWhole(world);
  world.sim.faults.add({
    route: "POST /interactions/:id/:token/callback",
    times: 1,
    when: "before",
    do: "500",
  });
  const shown = await world.ada.slash(
    "/incident update",
    { text: "Failing over" },
    { in: `#${roomOf(world.bo)}` },
  );
  expect(shown.ok).toBe(false);
  const said = (): number =>
    world.bo.seesIn(roomOf(world.bo)).filter(({ text, pinned }) => !pinned && text.includes("Failing over"))
      .length;
  await until(() => said() === 1, "the words in the room");
});

test("the gateway is cut and comes back: what people do then is heard", async ({ aWorld }) => {
  const world = await aWorld();
  world.sim.faults.gateway.drop();
  await until(() => !world.bot.isListening(), "the loss");
  await until(() => world.bot.isListening(), "the return");
  expect(await declareP1(world)).toContain("INC-1");
});

test("commands are sent once, and again only when the policy changes them", async ({ aWorld }) => {
  const world = await aWorld();
  const puts = (): number =>
    world.sim.calls().filter(({ method, route }) => method === "PUT" && route.includes("commands")).length;
  expect(puts()).toBe(1);
  await world.bot.stop();
  await world.replica();
  expect(puts()).toBe(1);
});
