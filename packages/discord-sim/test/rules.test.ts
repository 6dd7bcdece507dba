import { beforeEach, describe, expect, test } from "vitest";
import type { DiscordSim } from "../src/index.ts";
import { aWorld, channelIdOf, codeOf, rawRest } from "./world.ts";

let sim: DiscordSim;

beforeEach(async () => {
  sim = await aWorld();
});

const v2 = 1 << 15;
const text = (content: string) => ({ type: 10, content });
const button = (more: object) => ({
  type: 1,
  components: [{ type: 2, style: 1, label: "Go", custom_id: "a", ...more }],
});
const post = (body: object) =>
  rawRest(sim).post(`/channels/${channelIdOf(sim, "general")}/messages`, { body });

describe("components Discord refuses", () => {
  test.each([
    ["version 2 with content", { flags: v2, content: "x", components: [text("x")] }],
    ["version 2 with embeds", { flags: v2, embeds: [{ title: "x" }], components: [text("x")] }],
    ["text displays without the flag", { components: [text("x")] }],
    ["forty-one components", { flags: v2, components: Array.from({ length: 41 }, () => text("x")) }],
    [
      "forty-one, nested",
      { flags: v2, components: [{ type: 17, components: Array.from({ length: 40 }, () => text("x")) }] },
    ],
    [
      "over four thousand characters",
      { flags: v2, components: [text("x".repeat(2_001)), text("x".repeat(2_000))] },
    ],
    [
      "six rows",
      { content: "x", components: Array.from({ length: 6 }, (_, i) => button({ custom_id: `${i}` })) },
    ],
    [
      "six buttons in a row",
      {
        content: "x",
        components: [
          {
            type: 1,
            components: Array.from({ length: 6 }, (_, i) => ({
              type: 2,
              style: 1,
              label: "x",
              custom_id: `${i}`,
            })),
          },
        ],
      },
    ],
    ["a custom id twice", { content: "x", components: [button({}), button({})] }],
    ["a button without custom id", { content: "x", components: [button({ custom_id: undefined })] }],
    [
      "a button with a link and a custom id",
      { content: "x", components: [button({ url: "https://example.org" })] },
    ],
    ["a link without an address", { content: "x", components: [button({ style: 5, custom_id: undefined })] }],
    ["a button without words", { content: "x", components: [button({ label: undefined })] }],
    ["a label over eighty characters", { content: "x", components: [button({ label: "x".repeat(81) })] }],
    [
      "a menu with one value twice",
      {
        content: "x",
        components: [
          {
            type: 1,
            components: [
              {
                type: 3,
                custom_id: "s",
                options: [
                  { label: "a", value: "1" },
                  { label: "b", value: "1" },
                ],
              },
            ],
          },
        ],
      },
    ],
    [
      "a menu asking for more than it has",
      {
        content: "x",
        components: [
          {
            type: 1,
            components: [{ type: 3, custom_id: "s", max_values: 2, options: [{ label: "a", value: "1" }] }],
          },
        ],
      },
    ],
    ["a file nobody sent", { flags: v2, components: [{ type: 13, file: { url: "attachment://gone.txt" } }] }],
  ])("%s", async (_what, body) => {
    expect(await codeOf(post(body))).toBe(50035);
  });

  test("and what is within the rules is taken", async () => {
    const row = button({ custom_id: "b" });
    await post({
      flags: v2,
      components: [{ type: 17, accent_color: 0xff0000, components: [text("hi"), { type: 14 }, row] }],
    });

    expect(sim.messagesIn("general")[0]).toMatchObject({
      text: "hi",
      buttons: [{ label: "Go", customId: "b" }],
    });
    expect(sim.violations()).toEqual([]);
  });
});

describe("commands Discord refuses", () => {
  const command = { name: "x", description: "d" };
  const option = { type: 3, name: "o", description: "d" };
  test.each([
    ["a name with capitals", [{ ...command, name: "BadName" }]],
    ["a name with a space", [{ ...command, name: "bad name" }]],
    ["no description", [{ name: "x" }]],
    [
      "a required option after an optional one",
      [{ ...command, options: [option, { ...option, name: "p", required: true }] }],
    ],
    [
      "autocomplete beside choices",
      [{ ...command, options: [{ ...option, autocomplete: true, choices: [{ name: "a", value: "a" }] }] }],
    ],
    [
      "a subcommand beside an option",
      [{ ...command, options: [option, { type: 1, name: "s", description: "d" }] }],
    ],
    ["two commands of one name", [command, command]],
    ["a menu command with a description", [{ type: 3, name: "Do it", description: "d" }]],
    [
      "more than 8000 characters",
      [
        {
          ...command,
          options: Array.from({ length: 25 }, (_, i) => ({
            ...option,
            name: `o${i}`,
            description: "x".repeat(100),
            choices: Array.from({ length: 3 }, (_c, j) => ({ name: `${j}${"x".repeat(90)}`, value: "y" })),
          })),
        },
      ],
    ],
    [
      "26 options",
      [{ ...command, options: Array.from({ length: 26 }, (_, i) => ({ ...option, name: `o${i}` })) }],
    ],
  ])("%s", async (_what, body) => {
    expect(await codeOf(rawRest(sim).put(`/applications/${sim.app().id}/commands`, { body }))).toBe(50035);
  });

  test("two hundred new commands a day", async () => {
    const rest = rawRest(sim);
    const { id } = sim.app();
    for (let round = 0; round < 2; round += 1) {
      const body = Array.from({ length: 100 }, (_, i) => ({ ...command, name: `c${round}-${i}` }));
      await rest.put(`/applications/${id}/commands`, { body });
    }

    expect(
      await codeOf(rest.put(`/applications/${id}/commands`, { body: [{ ...command, name: "one-more" }] })),
    ).toBe(30034);
  });
});

describe("who is really pinged", () => {
  const ids = () => ({
    ada: sim.person("ada").id,
    bo: sim.person("bo").id,
    responder: Object.values(sim.guild().roles).find((r) => r.name === "responder")!.id,
    onCall: Object.values(sim.guild().roles).find((r) => r.name === "on-call")!.id,
  });
  const pinged = async (body: object) => {
    const { id } = (await post(body)) as { id: string };
    return sim.pingedBy(id);
  };
  const nobody = { users: [], roles: [], everyone: false, reached: [] };

  test("everybody the text names, when nothing is said about it", async () => {
    expect(await pinged({ content: `<@${ids().ada}> <@&${ids().onCall}>` })).toEqual({
      users: ["ada"],
      roles: ["on-call"],
      everyone: false,
      reached: ["ada", "bo"],
    });
  });

  test("nobody, when nothing may be parsed", async () => {
    expect(await pinged({ content: `<@${ids().ada}> @everyone`, allowed_mentions: { parse: [] } })).toEqual(
      nobody,
    );
  });

  test("only those that are listed", async () => {
    const content = `<@${ids().ada}> <@${ids().bo}>`;
    expect((await pinged({ content, allowed_mentions: { users: [ids().bo] } })).reached).toEqual(["bo"]);
  });

  test("a role that is not mentionable rings nobody without MENTION_EVERYONE", async () => {
    const content = `<@&${ids().responder}> @everyone`;
    expect(await pinged({ content })).toEqual(nobody);

    sim.setBotPermissions("acme", "helper", ["VIEW_CHANNEL", "SEND_MESSAGES", "MENTION_EVERYONE"]);
    expect(await pinged({ content })).toMatchObject({ roles: ["responder"], everyone: true });
  });

  test("a mention in version 2 text counts, one in an embed does not", async () => {
    expect((await pinged({ flags: v2, components: [text(`<@${ids().ada}>`)] })).users).toEqual(["ada"]);
    expect(await pinged({ embeds: [{ description: `<@${ids().ada}>` }] })).toEqual(nobody);
  });

  test("a silent message rings nobody", async () => {
    expect(await pinged({ content: `<@${ids().ada}>`, flags: 1 << 12 })).toEqual(nobody);
  });

  test("who cannot see the channel is not reached", async () => {
    sim.setOverwrites("acme", "general", [{ for: "ada", deny: ["VIEW_CHANNEL"] }]);
    expect(await pinged({ content: `<@${ids().ada}>` })).toMatchObject({ users: ["ada"], reached: [] });
  });

  test("listing and parsing one kind at once is refused", async () => {
    const allowed_mentions = { parse: ["users"], users: [ids().ada] };
    expect(await codeOf(post({ content: "x", allowed_mentions }))).toBe(50035);
  });
});
