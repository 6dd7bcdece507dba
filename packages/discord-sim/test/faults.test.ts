import type { TextChannel } from "discord.js";
import { beforeEach, describe, expect, test } from "vitest";
import type { DiscordSim } from "../src/index.ts";
import { aBot, aWorld, channelIdOf, codeOf, rawRest, until, type Bot } from "./world.ts";

let sim: DiscordSim;
let bot: Bot;

beforeEach(async () => {
  sim = await aWorld();
  bot = await aBot(sim, () => {}, { rest: { retries: 0 } });
});

const route = "POST /channels/:id/messages";
const general = () => bot.client.channels.cache.get(channelIdOf(sim, "general")) as TextChannel;
const texts = () => sim.messagesIn("general").map((m) => m.text);

test.each([
  ["before", 0],
  ["after", 1],
] as const)("a call that fails %s its work leaves %i message behind", async (when, count) => {
  sim.faults.add({ route, times: 1, when, do: "500" });

  await expect(general().send("x")).rejects.toThrow();
  expect(texts()).toHaveLength(count);
  expect(sim.calls().at(-1)).toMatchObject({ status: 500, fault: `500 ${when}` });
});

test("a lost answer: the work is done, the nonce finds it again", async () => {
  sim.faults.add({ route, times: 1, when: "after", do: "drop" });
  const send = () => general().send({ content: "once", nonce: "n1", enforceNonce: true });

  expect(await codeOf(send())).toBe("UND_ERR_SOCKET");
  await send();

  expect(texts()).toEqual(["once"]);
  expect(sim.calls().at(-2)?.status).toBe(0);
});

test("a call that hangs is the bot's to give up", async () => {
  bot = await aBot(sim, () => {}, { rest: { retries: 0, timeout: 500 } });
  sim.faults.add({ route, times: 1, do: "hang" });

  await expect(general().send("x")).rejects.toThrow(/abort/i);
  expect(texts()).toEqual([]);
});

test("a 429 is waited out by discord.js", async () => {
  sim.faults.add({ route, times: 1, do: "429", retryAfterMs: 60 });
  const startedMs = performance.now();

  await general().send("x");

  expect(performance.now() - startedMs).toBeGreaterThan(50);
  expect(texts()).toEqual(["x"]);
});

test.each([
  ["403", 50013],
  ["404", 0],
] as const)("a made-up %s", async (status, code) => {
  sim.faults.add({ route, times: 1, do: status });

  expect(await codeOf(general().send("x"))).toBe(code);
});

test("a fault hits as often as it says, and only where it says", async () => {
  sim.faults.add({ route, times: 2, do: "500" });
  await general().setTopic("untouched");
  await expect(general().send("1")).rejects.toThrow();
  await expect(general().send("2")).rejects.toThrow();
  await general().send("3");

  expect(texts()).toEqual(["3"]);
  expect(sim.faults.list()).toEqual([]);
});

test.each([
  "POST /channels/{channel.id}/messages",
  "/messages",
  /^POST .*\/messages$/,
  "/^POST .*messages$/",
])("the pattern %s finds the call", async (pattern) => {
  sim.faults.add({ route: pattern, times: 1, do: "500" });
  await expect(general().send("x")).rejects.toThrow();
});

test("clearing the faults makes everything work again", async () => {
  sim.faults.add({ route, do: "500" });
  sim.faults.clear();

  await general().send("x");
});

test("Discord is down, and comes back", async () => {
  let isReady = true;
  bot.client.on("shardReconnecting", () => (isReady = false));
  bot.client.on("shardReady", () => (isReady = true));
  bot.client.on("shardResume", () => (isReady = true));

  sim.faults.down();
  await expect(general().send("x")).rejects.toThrow();
  await until(() => !isReady, "the loss of the gateway");
  sim.faults.up();
  await until(() => isReady, "the gateway");
  await general().send("back");

  expect(texts()).toEqual(["back"]);
}, 15_000);

test("latency is added to every answer, half of it before the work", async () => {
  sim.setLatency(80);
  const sent = general().send("x");
  const startedMs = performance.now();
  await until(() => texts().length === 1, "the work");
  const workedMs = performance.now() - startedMs;
  await sent;

  expect(workedMs).toBeGreaterThan(30);
  expect(performance.now() - startedMs).toBeGreaterThan(70);
});

describe("rate limits", () => {
  test("five messages in five seconds, told by the headers", async () => {
    sim.setRateLimits({ mode: "real" });
    const url = `${sim.apiUrl}/v10/channels/${channelIdOf(sim, "general")}/messages`;
    const post = () =>
      fetch(url, {
        method: "POST",
        headers: { authorization: `Bot ${sim.app().token}`, "content-type": "application/json" },
        body: JSON.stringify({ content: "x" }),
      });

    const first = await post();
    expect(first.headers.get("x-ratelimit-limit")).toBe("5");
    expect(first.headers.get("x-ratelimit-remaining")).toBe("4");
    for (let i = 0; i < 4; i += 1) await post();
    const refused = await post();

    expect(refused.status).toBe(429);
    expect(refused.headers.get("x-ratelimit-scope")).toBe("user");
    expect(await refused.json()).toMatchObject({ global: false });
  });

  test("a third rename within ten minutes is refused although the headers promised more", async () => {
    sim.setRateLimits({ mode: "real" });
    const patient = rawRest(sim);
    patient.options.rejectOnRateLimit = ["/channels"];
    const rename = (name: string) =>
      patient.patch(`/channels/${channelIdOf(sim, "general")}`, { body: { name } });
    const id = channelIdOf(sim, "general");

    await rename("one");
    await patient.patch(`/channels/${id}`, { body: { name: "two" } });
    const third = patient.patch(`/channels/${id}`, { body: { name: "three" } });

    await expect(third).rejects.toMatchObject({ retryAfter: expect.closeTo(600_000, -4) });
  });
});
