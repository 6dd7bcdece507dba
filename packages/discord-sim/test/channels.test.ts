import {
  ChannelType,
  ComponentType,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  MessageFlags,
  OverwriteType,
  PermissionFlagsBits,
  type TextChannel,
} from "discord.js";
import { beforeEach, describe, expect, test } from "vitest";
import { timeOf, type DiscordSim } from "../src/index.ts";
import { aBot, aWorld, botPermissions, channelIdOf, codeOf, rawRest, type Bot } from "./world.ts";

let sim: DiscordSim;
let bot: Bot;
let at: Date;

beforeEach(async () => {
  at = new Date("2026-01-05T09:00:00Z");
  sim = await aWorld({ now: () => at });
  bot = await aBot(sim);
});

const guild = () => bot.client.guilds.cache.first()!;
const general = () => guild().channels.cache.find((c) => c.name === "general") as TextChannel;
const roleId = (name: string) => Object.values(sim.guild().roles).find((r) => r.name === name)!.id;

const aPrivateRoom = () =>
  guild().channels.create({
    name: "INC 42: Keys leaked!",
    type: ChannelType.GuildText,
    parent: channelIdOf(sim, "Incidents"),
    topic: "marker:inc-42",
    permissionOverwrites: [
      { id: guild().id, deny: [PermissionFlagsBits.ViewChannel] },
      { id: bot.client.user.id, allow: [PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages] },
      { id: roleId("responder"), allow: [PermissionFlagsBits.ViewChannel] },
    ],
    reason: "INC-42 by @ada: größer",
  });

describe("a private room made in one call", () => {
  test("is seen by its members alone, under the name Discord gives it", async () => {
    const room = await aPrivateRoom();

    expect(room.name).toBe("inc-42-keys-leaked");
    const names = (who: string) =>
      sim
        .person(who)
        .sees()
        .channels.map((c) => c.name);
    expect(names("ada")).toContain("inc-42-keys-leaked");
    expect(names("mal")).not.toContain("inc-42-keys-leaked");
    expect(
      sim
        .person("ada")
        .sees()
        .channels.find((c) => c.id === room.id),
    ).toMatchObject({
      category: "Incidents",
      topic: "marker:inc-42",
      private: true,
    });
    expect(sim.violations()).toEqual([]);
  });

  test("costs one call, whose reason is in the log", async () => {
    await aPrivateRoom();

    expect(sim.calls().filter((c) => c.method !== "GET")).toMatchObject([
      {
        platform: "discord",
        method: "POST",
        route: "/guilds/{guild.id}/channels",
        status: 201,
        auditLogReason: "INC-42 by @ada: größer",
        bot: "helper",
        startedAt: "2026-01-05T09:00:00.000Z",
      },
    ]);
  });

  test("opens to one more person by an overwrite, and closes again", async () => {
    const room = await aPrivateRoom();
    const mal = sim.person("mal");

    await room.permissionOverwrites.create(mal.id, { ViewChannel: true }, { type: OverwriteType.Member });
    expect(mal.sees().channels.map((c) => c.id)).toContain(room.id);

    await room.permissionOverwrites.delete(mal.id);
    expect(mal.sees().channels.map((c) => c.id)).not.toContain(room.id);
  });
});

test("ids tell when a thing was made", async () => {
  at = new Date("2026-03-01T12:34:56.789Z");

  const message = await general().send("hello");

  expect(timeOf(message.id)).toEqual(at);
  expect(message.createdAt).toEqual(at);
});

describe("a nonce", () => {
  test("answers with the earlier message while it is fresh, and posts again later", async () => {
    const send = () => general().send({ content: "once", nonce: "i42-e7", enforceNonce: true });

    const first = await send();
    const second = await send();
    at = new Date(at.getTime() + 10 * 60_000);
    const late = await send();

    expect(second.id).toBe(first.id);
    expect(first.nonce).toBe("i42-e7");
    expect(late.id).not.toBe(first.id);
    expect(sim.messagesIn("general")).toHaveLength(2);
  });

  test("is lost when the message is fetched again", async () => {
    const sent = await general().send({ content: "once", nonce: "i42-e7", enforceNonce: true });

    expect(
      (await rawRest(sim).get(`/channels/${sent.channelId}/messages/${sent.id}`)) as object,
    ).not.toHaveProperty("nonce");
  });

  test("without enforcing it, nothing is deduplicated", async () => {
    await general().send({ content: "twice", nonce: "n" });
    await general().send({ content: "twice", nonce: "n" });

    expect(sim.messagesIn("general")).toHaveLength(2);
  });
});

describe("permissions", () => {
  const without = (name: (typeof botPermissions)[number]) => {
    sim.setRolePermissions("acme", "@everyone", []);
    const rest = botPermissions.filter((p) => p !== name);
    sim.setBotPermissions("acme", "helper", rest);
  };

  test.each([
    ["sending", "SEND_MESSAGES", () => general().send("x")],
    ["making a channel", "MANAGE_CHANNELS", () => guild().channels.create({ name: "x" })],
    [
      "changing overwrites",
      "MANAGE_ROLES",
      () => general().permissionOverwrites.create(roleId("on-call"), { ViewChannel: true }),
    ],
    [
      "starting a thread",
      "CREATE_PRIVATE_THREADS",
      () => general().threads.create({ name: "t", type: ChannelType.PrivateThread }),
    ],
    [
      "attaching a file",
      "ATTACH_FILES",
      () => general().send({ files: [{ attachment: Buffer.from("x"), name: "x.txt" }] }),
    ],
  ] as const)("%s needs %s", async (_what, name, act) => {
    without(name);
    expect(await codeOf(act())).toBe(50013);
  });

  test("pinning needs its own permission, managing messages is not enough", async () => {
    const message = await general().send("x");
    sim.setBotPermissions("acme", "helper", [
      ...botPermissions.filter((p) => p !== "PIN_MESSAGES"),
      "MANAGE_MESSAGES",
    ]);

    expect(await codeOf(message.pin())).toBe(50013);
  });

  test("a hidden channel is out of reach", async () => {
    sim.setOverwrites("acme", "general", [
      { for: "@everyone", deny: ["VIEW_CHANNEL"] },
      { for: "helper", deny: ["VIEW_CHANNEL"] },
    ]);

    expect(await codeOf(rawRest(sim).get(`/channels/${channelIdOf(sim, "general")}`))).toBe(50001);
  });

  test("a bot cannot give away what it does not hold", async () => {
    const room = general();

    expect(await codeOf(room.permissionOverwrites.create(roleId("on-call"), { BanMembers: true }))).toBe(
      50013,
    );
    expect(await codeOf(room.permissionOverwrites.create(roleId("on-call"), { ManageRoles: true }))).toBe(
      50013,
    );
  });

  test("people meet the same walls", () => {
    sim.setOverwrites("acme", "general", [{ for: "responder", deny: ["SEND_MESSAGES"] }]);

    expect(() => sim.person("ada").say("hello", { in: "#general" })).toThrow(
      "You may not do that in #general.",
    );
    expect(sim.person("mal").say("hello", { in: "#general" }).text).toBe("hello");
  });
});

describe("limits", () => {
  test("a category holds fifty channels", async () => {
    const parent = channelIdOf(sim, "Incidents");
    for (let i = 0; i < 50; i += 1) sim.addChannel("acme", { name: `room-${i}`, parent: "Incidents" });

    expect(await codeOf(guild().channels.create({ name: "one-more", parent }))).toBe(50035);
  });

  test("a guild holds five hundred channels", async () => {
    for (let i = 4; i < 500; i += 1) sim.addChannel("acme", { name: `room-${i}` });

    expect(await codeOf(guild().channels.create({ name: "one-more" }))).toBe(30013);
  });

  test("a channel holds 250 pins", async () => {
    const rest = rawRest(sim);
    const id = channelIdOf(sim, "general");
    for (let i = 0; i < 250; i += 1) {
      const { id: messageId } = (await rest.post(`/channels/${id}/messages`, {
        body: { content: `${i}` },
      })) as { id: string };
      await rest.put(`/channels/${id}/messages/pins/${messageId}`);
    }
    const last = await general().send("one more");

    expect(await codeOf(last.pin())).toBe(30003);
    expect((await general().messages.fetchPins({ limit: 50 })).hasMore).toBe(true);
  });

  test.each([
    ["nothing at all", {}, 50006],
    ["more than 2000 characters", { content: "x".repeat(2_001) }, 50035],
    [
      "an embed sum over 6000",
      { embeds: Array.from({ length: 2 }, () => ({ description: "x".repeat(3_001) })) },
      50035,
    ],
    ["a nonce over 25 characters", { content: "x", nonce: "x".repeat(26) }, 50035],
  ])("a message with %s is refused", async (_what, body, code) => {
    expect(
      await codeOf(rawRest(sim).post(`/channels/${channelIdOf(sim, "general")}/messages`, { body })),
    ).toBe(code);
  });

  test("a topic over 1024 characters is refused", async () => {
    expect(await codeOf(general().setTopic("x".repeat(1_025)))).toBe(50035);
  });
});

describe("what is not there", () => {
  test.each([
    ["a channel", "/channels/1", 10003],
    ["a guild", "/guilds/1", 10004],
    ["a user", "/users/1", 10013],
  ])("%s", async (_what, path, code) => {
    expect(await codeOf(rawRest(sim).get(path as `/${string}`))).toBe(code);
  });

  test("a message", async () => {
    expect(await codeOf(rawRest(sim).get(`/channels/${channelIdOf(sim, "general")}/messages/1`))).toBe(10008);
  });
});

test("messages are paged before, after and around", async () => {
  const sent = [];
  for (let i = 0; i < 6; i += 1) sent.push(await general().send(`${i}`));
  const read = async (query: object) =>
    [...(await general().messages.fetch({ limit: 2, ...query })).values()].map((m) => m.content);

  expect(await read({})).toEqual(["5", "4"]);
  expect(await read({ before: sent[3]!.id })).toEqual(["2", "1"]);
  expect(await read({ after: sent[3]!.id })).toEqual(["5", "4"]);
  expect(await read({ after: sent[0]!.id })).toEqual(["2", "1"]);
  expect(await read({ around: sent[3]!.id })).toEqual(["3", "2"]);
});

test("threads: from a message, private with members, a forum post", async () => {
  const message = await general().send("start");
  const open = await message.startThread({ name: "details" });
  const hidden = await general().threads.create({ name: "quiet", type: ChannelType.PrivateThread });
  await hidden.members.add(sim.person("mal").id);
  const forum = guild().channels.cache.find((c) => c.type === ChannelType.GuildForum)!;
  const post = await forum.threads.create({ name: "INC-42 review", message: { content: "what happened" } });
  await open.send("inside");
  await open.setArchived(true);

  expect(open.id).toBe(message.id);
  expect((await post.fetchStarterMessage())?.content).toBe("what happened");
  const names = (who: string) =>
    sim
      .person(who)
      .sees()
      .channels.filter((c) => c.type === "thread")
      .map((c) => c.name);
  expect(names("mal")).toEqual(["details", "quiet", "INC-42 review"]);
  expect(names("ada")).toEqual(["details", "INC-42 review"]);
  expect((await general().threads.fetchArchived()).threads.map((t) => t.name)).toEqual(["details"]);
  expect(sim.violations()).toEqual([]);
});

test("an announcement is published once", async () => {
  const news = guild().channels.cache.find((c) => c.type === ChannelType.GuildAnnouncement)!;
  const message = await news.send("all clear");

  await message.crosspost();

  expect(await codeOf(message.crosspost())).toBe(40033);
});

test("reactions, members, roles and direct messages work as discord.js expects", async () => {
  const message = await general().send("vote");
  await message.react("👍");
  expect(sim.messagesIn("general")[0]?.reactions).toEqual([{ emoji: "👍", count: 1 }]);

  const found = await guild().members.search({ query: "ad" });
  expect(found.map((m) => m.user.username)).toEqual(["ada"]);
  const mal = await guild().members.fetch(sim.person("mal").id);
  await mal.roles.add(roleId("responder"));
  expect(sim.guild().members[mal.id]?.roles).toContain(roleId("responder"));

  await mal.send("hello mal");
  expect(
    sim
      .person("mal")
      .seesIn("@helper")
      .map((m) => m.text),
  ).toEqual(["hello mal"]);
  expect([sim.violations(), bot.errors]).toEqual([[], []]);
});

test("an edit of a card changes it for everybody and pings nobody", async () => {
  const components = (content: string) => [{ type: ComponentType.TextDisplay, content } as const];
  const card = await general().send({ flags: MessageFlags.IsComponentsV2, components: components("open") });

  await card.edit({ components: components("closed <@&1>") });

  expect(sim.person("bo").seesIn("general")).toMatchObject([
    { text: "closed <@&1>", editedAt: at.toISOString() },
  ]);
});

test("a planned maintenance becomes a scheduled event, with CREATE_EVENTS only", async () => {
  const plan = () =>
    guild().scheduledEvents.create({
      name: "Maintenance",
      scheduledStartTime: "2026-01-06T09:00:00Z",
      scheduledEndTime: "2026-01-06T10:00:00Z",
      privacyLevel: GuildScheduledEventPrivacyLevel.GuildOnly,
      entityType: GuildScheduledEventEntityType.External,
      entityMetadata: { location: "everywhere" },
    });

  expect(await codeOf(plan())).toBe(50013);
  sim.setBotPermissions("acme", "helper", [...botPermissions, "CREATE_EVENTS"]);
  expect((await plan()).name).toBe("Maintenance");
  const [event] = [...(await guild().scheduledEvents.fetch()).values()];
  expect(event!.name).toBe("Maintenance");
  await event!.edit({ scheduledStartTime: "2026-01-07T09:00:00Z", scheduledEndTime: "2026-01-07T10:00:00Z" });
  const moved = [...(await guild().scheduledEvents.fetch()).values()];
  expect(moved.map((e) => e.scheduledStartAt?.toISOString())).toEqual(["2026-01-07T09:00:00.000Z"]);
  expect(await codeOf(event!.edit({ scheduledStartTime: "2020-01-07T09:00:00Z" }))).toBe(50035);
  expect(sim.violations()).toEqual([]);
});

test("what a person says becomes a message with real mentions and files that can be fetched", async () => {
  const said = sim.person("ada").say("@bo look at #general", {
    in: "#general",
    attach: [{ name: "a.log", bytes: Buffer.from("trace"), contentType: "text/plain" }],
  });

  expect(said).toMatchObject({
    author: "ada",
    authorIsBot: false,
    text: "@bo look at #general",
    mentions: ["bo"],
  });
  expect(said.pinged.reached).toEqual(["bo"]);
  expect(await (await fetch(said.attachments[0]!.url)).text()).toBe("trace");
});

test("a reply carries what it replies to, and rings its author", async () => {
  const said = sim.person("ada").say("who is on it?", { in: "#general" });

  const reply = await general().send({
    content: "bo is",
    reply: { messageReference: said.id },
    allowedMentions: { repliedUser: true },
  });

  expect((await reply.fetchReference()).id).toBe(said.id);
  expect(sim.pingedBy(reply.id).reached).toEqual(["ada"]);
  expect(sim.violations()).toEqual([]);
});

test("nobody can act for somebody who is not there", () => {
  expect(() => sim.person("zoe")).toThrow("Nobody in acme is called zoe.");
});
