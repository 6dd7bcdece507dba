import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SectionBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  type Client,
} from "discord.js";
import { beforeEach, describe, expect, test } from "vitest";
import { CannotDo, type DiscordSim, type Person } from "../src/index.ts";
import { aBot, aWorld, onInteraction, until, type Bot } from "./world.ts";

let sim: DiscordSim;
let bot: Bot;
let ada: Person;
let bo: Person;

beforeEach(async () => {
  sim = await aWorld();
  bot = await aBot(sim, talk);
  await bot.client.application.commands.set(commands);
  ada = sim.person("ada");
  bo = sim.person("bo");
});

test("a command is answered, and everybody in the channel sees it", async () => {
  const shown = await ada.slash("/ticket open", { title: "RPC down", severity: "High", owner: "bo" });

  expect(shown).toMatchObject({
    ok: true,
    messages: [{ author: "helper", authorIsBot: true, ephemeral: false }],
  });
  expect(shown.messages[0]?.text).toBe("RPC down is p1, owned by @bo");
  expect(bo.seesIn("#general").map((m) => m.text)).toEqual(["RPC down is p1, owned by @bo"]);
  expect([sim.violations(), bot.errors]).toEqual([[], []]);
});

test("an ephemeral answer is seen by its person alone", async () => {
  const shown = await ada.slash("/ticket secret");

  expect(shown.messages).toMatchObject([{ text: "only you", ephemeral: true }]);
  expect(ada.seesIn("general").map((m) => m.text)).toEqual(["only you"]);
  expect(bo.seesIn("general")).toEqual([]);
});

test("a deferred answer is waited for and shown with its final words", async () => {
  const shown = await ada.slash("/ticket slow");

  expect(shown.messages).toMatchObject([{ text: "there you are", isThinking: false, ephemeral: true }]);
});

test("a modal is shown, refuses what the client would refuse, and is answered", async () => {
  const shown = await ada.slash("/ticket form");
  expect(shown.modal).toMatchObject({
    title: "New ticket",
    fields: [
      { label: "Title", required: true, kind: "text" },
      { label: "Severity", kind: "select", options: [{ value: "p1" }, { value: "p2" }] },
    ],
  });

  await expect(ada.submit({ Severity: ["p1"] })).rejects.toThrow("Fill in “Title” first.");
  const answered = await ada.submit({ Title: "Keys", Severity: ["P2"] });

  expect(answered.messages[0]?.text).toBe("Keys/p2");
  await expect(ada.submit({ Title: "again" })).rejects.toThrow(CannotDo);
});

test("autocomplete offers choices for what is typed so far", async () => {
  const shown = await ada.complete("/ticket find", "which", "ab");

  expect(shown.choices).toEqual([{ name: "ab?", value: "ab" }]);
});

test("buttons and menus are pressed by what is written on them", async () => {
  await ada.slash("/ticket card");
  const card = ada.seesIn("general").at(-1)!;
  expect(card.text).toBe("**Card** for @ada\ninner");
  expect(card.buttons).toMatchObject([
    { label: "🔔 Take lead", disabled: false },
    { label: "Closed", disabled: true },
  ]);

  const pressed = await bo.press("take LEAD");
  expect(pressed.messages).toMatchObject([{ id: card.id, text: "taken by bo" }]);
  expect(bo.seesIn("general").at(-1)?.text).toBe("taken by bo");

  const chosen = await bo.choose({ "Pick one": ["Two"] });
  expect(chosen.messages[0]?.text).toBe("chose 2");
});

test("a greyed-out button cannot be pressed, and what is not there says what is", async () => {
  await ada.slash("/ticket card");

  await expect(ada.press("Closed")).rejects.toThrow("greyed out");
  await expect(ada.press("Nope")).rejects.toThrow("You see no button “Nope”. You see: Take lead, Closed.");
});

test("a message command hands the bot the words of its target without any privileged intent", async () => {
  const said = bo.say("it began at nine");

  const shown = await ada.menu("Add to timeline", said.id);

  expect(shown.messages[0]?.text).toBe("noted: it began at nine");
});

test("a user command names its target", async () => {
  expect((await ada.userMenu("Page", "bo")).messages[0]?.text).toBe("paged bo");
});

describe("the client refuses before anything is sent", () => {
  test.each([
    ["an unknown command", () => ada.slash("/nope")],
    ["an unknown subcommand", () => ada.slash("/ticket nope")],
    ["a command without its subcommand", () => ada.slash("/ticket")],
    ["a missing option", () => ada.slash("/ticket open", { title: "x" })],
    ["an unknown option", () => ada.slash("/ticket slow", { x: 1 })],
    [
      "a choice that is not offered",
      () => ada.slash("/ticket open", { title: "x", severity: "p9", owner: "bo" }),
    ],
    [
      "a person who is not here",
      () => ada.slash("/ticket open", { title: "x", severity: "p1", owner: "zoe" }),
    ],
    [
      "a text that is too long",
      () => ada.slash("/ticket open", { title: "x".repeat(81), severity: "p1", owner: "bo" }),
    ],
    ["a command kept from this member", () => ada.slash("/admin")],
    ["a channel that is not there", () => ada.slash("/ticket slow", {}, { in: "#nowhere" })],
  ])("%s", async (_what, act) => {
    const before = sim.calls().length;
    await expect(act()).rejects.toThrow(CannotDo);
    expect(sim.calls()).toHaveLength(before);
  });
});

test("commands are listed as this person's client offers them", () => {
  expect(ada.commands()).toContain("ticket open");
  expect(ada.commands()).not.toContain("admin");
});

test("a follow-up and a file arrive with the answer's interaction", async () => {
  const shown = await ada.slash("/ticket files", {
    log: { name: "trace.log", bytes: Buffer.from("at main.ts:1"), contentType: "text/plain" },
  });
  await until(() => ada.seesIn("general").length === 2, "the follow-up");

  expect(shown.messages[0]?.attachments).toMatchObject([{ name: "copy.txt", size: 12 }]);
  const url = shown.messages[0]!.attachments[0]!.url;
  expect(await (await fetch(url)).text()).toBe("at main.ts:1");
  expect([sim.violations(), bot.errors]).toEqual([[], []]);
});

test("an application that stays silent is said not to have responded", async () => {
  const shown = await ada.slash("/ticket silence");

  expect(shown).toMatchObject({ ok: false, error: "The application did not respond", messages: [] });
});

test("a forged custom id reaches the bot like any other", async () => {
  await ada.slash("/ticket card");
  const card = ada.seesIn("general").at(-1)!;

  const shown = await sim.person("mal").forgeComponent("v1:forged", card.id);

  expect(shown.messages[0]?.text).toBe("unknown: v1:forged");
});

const sub = ApplicationCommandOptionType.Subcommand;
const commands = [
  {
    name: "ticket",
    description: "Tickets",
    options: [
      {
        type: sub,
        name: "open",
        description: "Open one",
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: "title",
            description: "What",
            required: true,
            max_length: 80,
          },
          {
            type: ApplicationCommandOptionType.String,
            name: "severity",
            description: "How bad",
            required: true,
            choices: [
              { name: "High", value: "p1" },
              { name: "Low", value: "p2" },
            ],
          },
          { type: ApplicationCommandOptionType.User, name: "owner", description: "Who", required: true },
        ],
      },
      { type: sub, name: "secret", description: "Ephemeral" },
      { type: sub, name: "slow", description: "Deferred" },
      { type: sub, name: "form", description: "Modal" },
      { type: sub, name: "card", description: "Components" },
      { type: sub, name: "silence", description: "Nothing" },
      {
        type: sub,
        name: "files",
        description: "Files",
        options: [
          {
            type: ApplicationCommandOptionType.Attachment,
            name: "log",
            description: "A file",
            required: true,
          },
        ],
      },
      {
        type: sub,
        name: "find",
        description: "Autocomplete",
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: "which",
            description: "Which",
            autocomplete: true,
          },
        ],
      },
    ],
  },
  { name: "admin", description: "For administrators", defaultMemberPermissions: 8n },
  { name: "Add to timeline", type: ApplicationCommandType.Message },
  { name: "Page", type: ApplicationCommandType.User },
] as const;

/** A bot that uses every way of answering. */
function talk(client: Client): void {
  onInteraction(client, async (i) => {
    if (i.isAutocomplete()) {
      const typed = i.options.getFocused();
      return i.respond([{ name: `${typed}?`, value: typed }]);
    }
    if (i.isMessageContextMenuCommand()) return i.reply(`noted: ${i.targetMessage.content}`);
    if (i.isUserContextMenuCommand()) return i.reply(`paged ${i.targetUser.username}`);
    if (i.isModalSubmit()) {
      const [severity] = i.fields.getStringSelectValues("severity");
      return i.reply(`${i.fields.getTextInputValue("title")}/${severity}`);
    }
    if (i.isButton() && i.customId === "v1:lead") {
      return i.update({ components: [text(`taken by ${i.user.username}`), menuRow()] });
    }
    if (i.isStringSelectMenu())
      return i.reply({ content: `chose ${i.values.join()}`, flags: MessageFlags.Ephemeral });
    if (i.isMessageComponent())
      return i.reply({ content: `unknown: ${i.customId}`, flags: MessageFlags.Ephemeral });
    if (!i.isChatInputCommand()) return undefined;
    switch (i.options.getSubcommand(false)) {
      case "open": {
        const owner = i.options.getUser("owner", true);
        return i.reply(
          `${i.options.getString("title")} is ${i.options.getString("severity")}, owned by ${owner.toString()}`,
        );
      }
      case "secret":
        return i.reply({ content: "only you", flags: MessageFlags.Ephemeral });
      case "slow":
        await i.deferReply({ flags: MessageFlags.Ephemeral });
        return i.editReply("there you are");
      case "form":
        return i.showModal(form());
      case "card":
        return i.reply({ flags: MessageFlags.IsComponentsV2, components: card(i.user.id) });
      case "files": {
        const log = i.options.getAttachment("log", true);
        const bytes = Buffer.from(await (await fetch(log.url)).arrayBuffer());
        await i.reply({ files: [{ attachment: bytes, name: "copy.txt" }], content: "copied" });
        return i.followUp("and more");
      }
      default:
        return undefined;
    }
  });
}

const text = (content: string) => new TextDisplayBuilder().setContent(content);

const menuRow = () =>
  new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder()
      .setCustomId("v1:pick")
      .setPlaceholder("Pick one")
      .addOptions({ label: "One", value: "1" }, { label: "Two", value: "2" }),
  );

function card(userId: string) {
  const lead = new ButtonBuilder()
    .setCustomId("v1:lead")
    .setLabel("Take lead")
    .setEmoji("🔔")
    .setStyle(ButtonStyle.Primary);
  const closed = new ButtonBuilder()
    .setCustomId("v1:closed")
    .setLabel("Closed")
    .setStyle(ButtonStyle.Secondary)
    .setDisabled();
  return [
    new ContainerBuilder()
      .setAccentColor(0xff0000)
      .addSectionComponents(
        new SectionBuilder()
          .addTextDisplayComponents(text(`**Card** for <@${userId}>`))
          .setButtonAccessory(lead),
      )
      .addTextDisplayComponents(text("inner"))
      .addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(closed)),
    menuRow(),
  ];
}

function form(): ModalBuilder {
  return new ModalBuilder()
    .setCustomId("v1:new")
    .setTitle("New ticket")
    .addLabelComponents(
      new LabelBuilder()
        .setLabel("Title")
        .setTextInputComponent(new TextInputBuilder().setCustomId("title").setStyle(TextInputStyle.Short)),
      new LabelBuilder()
        .setLabel("Severity")
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId("severity")
            .addOptions({ label: "P1", value: "p1" }, { label: "P2", value: "p2" }),
        ),
    );
}
