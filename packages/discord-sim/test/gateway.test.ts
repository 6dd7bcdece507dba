import { type Client, Events, GatewayIntentBits, MessageFlags, type Interaction } from "discord.js";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { DiscordSim } from "../src/index.ts";
import { aBot, aWorld, channelIdOf, rawRest, until } from "./world.ts";

const ping = [{ name: "ping", description: "Answers" }];

function answerPing(client: Client): void {
  client.on(Events.InteractionCreate, (i: Interaction) => {
    if (i.isChatInputCommand()) void i.reply({ content: "pong", flags: MessageFlags.Ephemeral });
  });
}

/** A bare gateway client, to say what discord.js never would. Resolves with the close code. */
function closeCodeAfter(sim: DiscordSim, ...sent: object[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(
      `${sim.apiUrl.replace("http", "ws").replace("/api", "/gateway")}?v=10&encoding=json`,
    );
    socket.on("error", reject);
    socket.on("close", resolve);
    socket.once("message", () => {
      for (const payload of sent) socket.send(JSON.stringify(payload));
    });
  });
}

const identify = (token: string, intents: number) => ({ op: 2, d: { token, intents, properties: {} } });

test("a cut connection is resumed, and what happened meanwhile is replayed", async () => {
  const sim = await aWorld();
  const seen: string[] = [];
  const bot = await aBot(sim, (client) => client.on(Events.ChannelCreate, (c) => seen.push(c.name)));
  let resumed = 0;
  bot.client.on(Events.ShardResume, (_id, replayed) => (resumed = replayed));

  sim.faults.gateway.drop();
  sim.addChannel("acme", { name: "made-meanwhile" });
  await until(() => resumed > 0, "the resume");

  expect(seen).toEqual(["made-meanwhile"]);
});

test.each([
  ["op 7", (sim: DiscordSim) => sim.faults.gateway.askToReconnect()],
  ["op 9", (sim: DiscordSim) => sim.faults.gateway.invalidate()],
  ["a session that timed out", (sim: DiscordSim) => sim.faults.gateway.close(4009)],
])(
  "a bot comes back after %s",
  async (_what, disturb) => {
    const sim = await aWorld();
    const bot = await aBot(sim, answerPing);
    await bot.client.application.commands.set(ping);
    let isBack = false;
    bot.client.on(Events.ShardReady, () => (isBack = true));
    bot.client.on(Events.ShardResume, () => (isBack = true));

    disturb(sim);
    await until(() => isBack, "the bot");

    expect((await sim.person("ada").slash("/ping")).messages[0]?.text).toBe("pong");
  },
  15_000,
);

test("a connection whose heartbeats are not answered is given up and made anew", async () => {
  const sim = await aWorld({ heartbeatMs: 150 });
  sim.faults.gateway.zombie();
  const bot = await aBot(sim);
  let isBack = false;
  bot.client.on(Events.ShardResume, () => (isBack = true));
  bot.client.on(Events.ShardReady, () => (isBack = true));
  bot.client.on(Events.ShardReconnecting, () => sim.faults.gateway.zombie(false));

  await until(() => isBack, "the new connection");
}, 15_000);

test("two replicas of one bot hear every event", async () => {
  const sim = await aWorld();
  const seen: string[] = [];
  await aBot(sim, (client) => client.on(Events.ChannelCreate, (c) => seen.push(`1:${c.name}`)));
  await aBot(sim, (client) => client.on(Events.ChannelCreate, (c) => seen.push(`2:${c.name}`)));

  sim.addChannel("acme", { name: "room" });
  await until(() => seen.length === 2, "both");

  expect(seen.toSorted()).toEqual(["1:room", "2:room"]);
});

test("events can be doubled, held back and turned round", async () => {
  const sim = await aWorld({ privileged: ["MESSAGE_CONTENT"] });
  const intents = [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.MessageContent,
  ];
  const heard: string[] = [];
  const bot = await aBot(sim, () => {}, { intents });
  // discord.js itself drops a message it knows already, so this listens one layer below.
  bot.client.on(Events.Raw, (packet: { t: string; d: { content: string } }) => {
    if (packet.t === "MESSAGE_CREATE") heard.push(packet.d.content);
  });
  const ada = sim.person("ada");

  sim.faults.gateway.duplicateNext();
  ada.say("twice");
  await until(() => heard.length === 2, "the double");
  sim.faults.gateway.hold();
  ada.say("first");
  ada.say("second");
  expect(heard).toEqual(["twice", "twice"]);
  sim.faults.gateway.release("reversed");
  await until(() => heard.length === 4, "the rest");

  expect(heard).toEqual(["twice", "twice", "second", "first"]);
});

describe("intents", () => {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages];

  test("messages are not heard of without asking for them", async () => {
    const sim = await aWorld();
    const heard: string[] = [];
    await aBot(sim, (client) => {
      client.on(Events.MessageCreate, (m) => heard.push(m.content));
      client.on(Events.ChannelCreate, (c) => heard.push(c.name));
    });

    sim.person("ada").say("hello");
    sim.addChannel("acme", { name: "after" });
    await until(() => heard.length > 0, "the channel");

    expect(heard).toEqual(["after"]);
  });

  test("other people's words stay empty without the content intent, unless they mention the bot", async () => {
    const sim = await aWorld();
    const heard: string[] = [];
    const bot = await aBot(sim, (client) => client.on(Events.MessageCreate, (m) => heard.push(m.content)), {
      intents,
    });

    sim.person("ada").say("secret plans");
    sim.person("ada").say(`<@${bot.client.user.id}> note this`);
    await rawRest(sim).post(`/channels/${channelIdOf(sim, "general")}/messages`, {
      body: { content: "my own" },
    });
    await until(() => heard.length === 3, "three messages");

    expect(heard).toEqual(["", `<@${bot.client.user.id}> note this`, "my own"]);
  });

  test("what happens in a hidden channel is not heard", async () => {
    const sim = await aWorld({ privileged: ["MESSAGE_CONTENT"] });
    sim.addChannel("acme", {
      name: "cellar",
      overwrites: [
        { for: "@everyone", deny: ["VIEW_CHANNEL"] },
        { for: "responder", allow: ["VIEW_CHANNEL"] },
      ],
    });
    const heard: string[] = [];
    await aBot(sim, (client) => client.on(Events.MessageCreate, (m) => heard.push(m.content)), {
      intents: [...intents, GatewayIntentBits.MessageContent],
    });

    sim.person("ada").say("hush", { in: "#cellar" });
    sim.person("ada").say("loud", { in: "#general" });
    await until(() => heard.length > 0, "a message");

    expect(heard).toEqual(["loud"]);
  });
});

describe("the gateway closes on", () => {
  test("a wrong token", async () => {
    const sim = await aWorld();
    expect(await closeCodeAfter(sim, identify("wrong", 1))).toBe(4004);
  });

  test("a privileged intent that is not switched on", async () => {
    const sim = await aWorld();
    expect(await closeCodeAfter(sim, identify(sim.app().token, 1 << 15))).toBe(4014);
  });

  test("an intent that does not exist", async () => {
    const sim = await aWorld();
    expect(await closeCodeAfter(sim, identify(sim.app().token, 1 << 30))).toBe(4013);
  });

  test("identifying twice", async () => {
    const sim = await aWorld();
    const twice = identify(sim.app().token, 1);
    expect(await closeCodeAfter(sim, twice, twice)).toBe(4005);
  });

  test("speaking before identifying, and nonsense", async () => {
    const sim = await aWorld();
    expect(await closeCodeAfter(sim, { op: 3, d: {} })).toBe(4003);
    expect(await closeCodeAfter(sim, { op: 99 })).toBe(4001);
    expect(await closeCodeAfter(sim, { no: "op" })).toBe(4002);
    expect(await closeCodeAfter(sim, { op: 1, d: "x".repeat(5_000) })).toBe(4002);
  });
});

test("an outage of one guild is not a removal", async () => {
  const sim = await aWorld();
  const told: string[] = [];
  const bot = await aBot(sim);
  bot.client.on(Events.GuildUnavailable, () => told.push("gone"));
  bot.client.on(Events.GuildAvailable, () => told.push("back"));

  sim.faults.gateway.outage(sim.guild().id);
  await until(() => told.includes("gone"), "the outage");
  sim.faults.gateway.outage(sim.guild().id, true);
  await until(() => told.includes("back"), "its end");

  expect(told).toEqual(["gone", "back"]);
});
