import { beforeEach, expect, test } from "vitest";
import type { DiscordSim } from "../src/index.ts";
import { aBot, aWorld, channelIdOf, codeOf, onInteraction, rawRest } from "./world.ts";

let sim: DiscordSim;

beforeEach(async () => {
  sim = await aWorld();
});

const post = (body: object) =>
  rawRest(sim).post(`/channels/${channelIdOf(sim, "general")}/messages`, { body });

test("a field Discord does not have is refused and remembered, at any depth", async () => {
  expect(await codeOf(post({ content: "x", embed: { title: "old" } }))).toBe(50035);
  expect(await codeOf(post({ embeds: [{ title: "x", titel: "y" }] }))).toBe(50035);

  expect(sim.violations()).toMatchObject([
    { by: "bot", kind: "unknown-field", detail: "embed", route: "POST /channels/{channel.id}/messages" },
    { by: "bot", kind: "unknown-field", detail: "embeds.0.titel" },
  ]);
});

test("a field of the wrong type is refused and remembered", async () => {
  expect(await codeOf(post({ content: 5 }))).toBe(50035);

  expect(sim.violations()).toMatchObject([{ kind: "schema", detail: expect.stringContaining("content") }]);
});

test("numbers may come as strings, as Discord allows", async () => {
  await rawRest(sim).post(`/guilds/${sim.guild().id}/channels`, {
    body: { name: "room", type: "0", permission_overwrites: [{ id: sim.guild().id, type: 0, deny: "1024" }] },
  });

  expect(sim.violations()).toEqual([]);
  expect(
    sim
      .person("mal")
      .sees()
      .channels.map((c) => c.name),
  ).not.toContain("room");
});

test("a call Discord does not have is refused and remembered", async () => {
  expect(await codeOf(rawRest(sim).get("/guilds/1/nonsense"))).toBe(0);

  expect(sim.violations()).toMatchObject([
    { kind: "unknown-route", route: "GET /api/v10/guilds/1/nonsense" },
  ]);
});

test("a stranger's token is refused", async () => {
  expect(await codeOf(rawRest(sim).setToken("wrong").get("/users/@me"))).toBe(0);
  expect(sim.calls().at(-1)?.status).toBe(401);
});

test("a second first answer is refused", async () => {
  const codes: unknown[] = [];
  const bot = await aBot(sim, (client) =>
    onInteraction(client, async (i) => {
      if (!i.isChatInputCommand()) return;
      await i.reply("once");
      const path = `/interactions/${i.id}/${i.token}/callback` as const;
      codes.push(
        await codeOf(rawRest(sim).post(path, { body: { type: 4, data: { content: "twice" } }, auth: false })),
      );
    }),
  );
  await bot.client.application.commands.set([{ name: "x", description: "d" }]);

  await sim.person("ada").slash("/x");
  await expect.poll(() => codes).toEqual([40060]);
});

test("an answer after three seconds is refused", async () => {
  const late: (() => Promise<unknown>)[] = [];
  const bot = await aBot(sim, (client) =>
    client.on("interactionCreate", (i) => {
      if (i.isChatInputCommand()) late.push(() => i.reply("late"));
    }),
  );
  await bot.client.application.commands.set([{ name: "x", description: "d" }]);

  const shown = await sim.person("ada").slash("/x");

  expect(shown).toMatchObject({ ok: false, error: "The application did not respond" });
  expect(await codeOf(late[0]!())).toBe(10062);
});

test("a token dies after fifteen minutes of the given clock", async () => {
  let at = new Date("2026-01-05T09:00:00Z");
  const moving = await aWorld({ now: () => at });
  const later: (() => Promise<unknown>)[] = [];
  const bot = await aBot(moving, (client) =>
    onInteraction(client, async (i) => {
      if (!i.isChatInputCommand()) return;
      await i.reply("now");
      later.push(() => i.editReply("later"));
    }),
  );
  await bot.client.application.commands.set([{ name: "x", description: "d" }]);
  await moving.person("ada").slash("/x");
  await expect.poll(() => later.length).toBe(1);

  at = new Date("2026-01-05T09:14:59Z");
  await later[0]!();
  at = new Date("2026-01-05T09:15:01Z");

  expect(await codeOf(later[0]!())).toBe(50027);
});

test("a modal cannot answer a modal, and holds five fields at most", async () => {
  const codes: unknown[] = [];
  const field = (i: number) => ({
    type: 18,
    label: `F${i}`,
    component: { type: 4, style: 1, custom_id: `f${i}` },
  });
  const modal = (count: number) => ({
    type: 9,
    data: { title: "T", custom_id: "m", components: Array.from({ length: count }, (_, i) => field(i)) },
  });
  const bot = await aBot(sim, (client) =>
    onInteraction(client, async (i) => {
      const answer = (body: object) =>
        rawRest(sim).post(`/interactions/${i.id}/${i.token}/callback`, { body, auth: false });
      if (i.isModalSubmit()) codes.push(await codeOf(answer(modal(1))));
      else {
        codes.push(await codeOf(answer(modal(6))));
        await answer(modal(5));
      }
    }),
  );
  await bot.client.application.commands.set([{ name: "x", description: "d" }]);

  await sim.person("ada").slash("/x");
  await sim.person("ada").submit({ F0: "a", F1: "b", F2: "c", F3: "d", F4: "e" });

  expect(codes).toEqual([50035, 50035]);
});
