import { canSee, permissionsIn } from "../access.ts";
import { commit, type Core } from "../core.ts";
import { postMessage } from "../messages.ts";
import { has } from "../permissions.ts";
import { DiscordRefusal } from "../refusal.ts";
import { react as addReaction } from "../rest/reactions.ts";
import { directChannel } from "../rest/users.ts";
import { holdsText } from "../wire/channel.ts";
import { isSelect } from "../wire/message.ts";
import type { Channel, Component, Guild, Message } from "../world.ts";
import { cannot } from "./cannot.ts";
import { descend, findCommand, offeredCommands, mayUse } from "./commands.ts";
import { findButton, findSelect, type FoundControl } from "./controls.ts";
import { interact, type Shown } from "./interact.ts";
import { channelNamed, memberNamed, messageById, needIn, type Self } from "./look-up.ts";
import { choiceOf, filledIn, shownModal, type FieldInput, type FileInput, type ShownModal } from "./modal.ts";
import { readOptions, type OptionInput } from "./options.ts";
import { resolvedOf, type Mentioned } from "./resolved.ts";
import { seenBy, seenMessage, type Seen, type SeenMessage } from "./seen.ts";

export type In = { in?: string };
export type OnMessage = In & { message?: string };

/** Somebody in a server, and what they can do with their Discord client. */
export type Person = {
  name: string;
  id: string;
  /** `slash("/incident declare", {title: "…"})`. Throws `CannotDo` for what a client would refuse to send. */
  slash(path: string, options?: Readonly<Record<string, OptionInput>>, where?: In): Promise<Shown>;
  /** The choices shown while `text` stands in `option`; `given` are the other options so far. */
  complete(
    path: string,
    option: string,
    text: string,
    where?: In & { given?: Readonly<Record<string, OptionInput>> },
  ): Promise<Shown>;
  /** By label or custom id: the newest button of that name this person sees. */
  press(button: string, where?: OnMessage): Promise<Shown>;
  /** `{ "Severity": ["sev1"] }`: a menu by placeholder or custom id, its choices by value or label. */
  choose(choice: Readonly<Record<string, string | readonly string[]>>, where?: OnMessage): Promise<Shown>;
  /** Fills in the modal last shown to this person, by field label or custom id, and submits it. */
  submit(fields: Readonly<Record<string, FieldInput>>): Promise<Shown>;
  /** Closes the modal without submitting. */
  dismiss(): void;
  /** A command from a message's context menu. */
  menu(command: string, messageId: string): Promise<Shown>;
  /** A command from a person's context menu. */
  userMenu(command: string, person: string, where?: In): Promise<Shown>;
  say(text: string, where?: In & { attach?: readonly FileInput[]; replyTo?: string }): SeenMessage;
  react(emoji: string, messageId: string): void;
  /** Opens the direct messages with a bot, so that `in: "@bot"` works. */
  openDm(botName: string): void;
  sees(): Seen;
  /** One channel of `sees`, by name. */
  seesIn(channel: string): SeenMessage[];
  modal(): ShownModal | null;
  /** Names of the commands this person's client offers, subcommands written out. */
  commands(where?: In): string[];
  /** A component press no client would send: any custom id on any message, seen or not. */
  forgeComponent(customId: string, messageId: string, values?: readonly string[]): Promise<Shown>;
  /** A modal submission no client would send. */
  forgeSubmit(customId: string, values: Readonly<Record<string, string>>, where?: In): Promise<Shown>;
};

export function createPerson(core: Core, userId: string, guildId: string): Person {
  // The world may be replaced by `restore`, so nothing of it is held across calls.
  const self = (): Self => {
    const guild = core.world.guilds[guildId];
    const member = guild?.members[userId];
    if (guild === undefined || member === undefined)
      return cannot("unknown-person", "You are not in this server.");
    return { core, userId, guild, member };
  };
  const name = core.world.users[userId]?.name ?? userId;
  return {
    name,
    id: userId,
    slash: (path, options = {}, where = {}) => slash(self(), path, options, where),
    complete: (path, option, text, where = {}) => complete(self(), path, option, text, where),
    press: (button, where = {}) => {
      const me = self();
      return use(me, findButton(me, places(me, where), button, where.message), []);
    },
    choose: (choice, where = {}) => choose(self(), choice, where),
    submit: (fields) => submit(self(), fields),
    dismiss: () => {
      delete core.world.openModals[userId];
      core.isDirty = true;
      commit(core);
    },
    menu: (command, messageId) => menu(self(), command, messageId),
    userMenu: (command, person, where = {}) => userMenu(self(), command, person, where),
    say: (text, where = {}) => say(self(), text, where),
    react: (emoji, messageId) => {
      const { message } = messageById(self(), messageId);
      addReaction(core, message, emoji, userId);
      commit(core);
    },
    openDm: (botName) => {
      const app = Object.values(core.world.apps).find((a) => a.name === botName);
      if (app === undefined) return cannot("unknown-person", `Nobody here is called ${botName}.`);
      directChannel(core, app.botId, userId);
      commit(core);
    },
    sees: () => seenBy(core, userId, guildId),
    seesIn: (channel) => {
      const me = self();
      const { id } = channelNamed(me, channel);
      return seenBy(core, userId, guildId).channels.find((c) => c.id === id)?.messages ?? [];
    },
    modal: () => {
      const open = core.world.openModals[userId];
      return open === undefined ? null : shownModal(open);
    },
    commands: (where = {}) => {
      const me = self();
      const channel = channelNamed(me, where.in);
      return offeredCommands(me, channel, 1)
        .filter(({ command }) => mayUse(me, channel, command))
        .flatMap(({ command }) => leaves(command.name, command.options));
    },
    forgeComponent: (customId, messageId, values) => forgeComponent(self(), customId, messageId, values),
    forgeSubmit: (customId, values, where = {}) => forgeSubmit(self(), customId, values, where),
  };
}

function leaves(
  path: string,
  options: readonly { name: string; type: number; options?: never[] | unknown[] }[],
): string[] {
  const below = options.filter((o) => o.type <= 2);
  if (below.length === 0) return [path];
  return below.flatMap((o) => leaves(`${path} ${o.name}`, (o.options ?? []) as typeof options)); // options nest in themselves
}

function places(self: Self, where: OnMessage): Channel[] {
  if (where.in !== undefined) return [channelNamed(self, where.in)];
  const { core, userId, guild } = self;
  return Object.values(core.world.channels).filter(
    (c) => (c.guildId === guild.id || c.guildId === null) && canSee(core, c, userId),
  );
}

const nothingMentioned = (): Mentioned => ({ users: [], roles: [], channels: [], files: [] });

const words = (path: string): string[] => path.trim().replace(/^\//, "").split(/\s+/);

function slash(
  self: Self,
  path: string,
  given: Readonly<Record<string, OptionInput>>,
  where: In,
): Promise<Shown> {
  const channel = channelNamed(self, where.in);
  needIn(self, channel, "USE_APPLICATION_COMMANDS");
  const [first = "", ...rest] = words(path);
  const { app, command } = findCommand(self, channel, 1, first);
  const { options, wrap } = descend(command, rest);
  const mentioned = nothingMentioned();
  const sent = wrap(readOptions(self, options, given, mentioned));
  const resolved = resolvedOf(self, mentioned);
  const data = {
    id: command.id,
    name: command.name,
    type: 1,
    options: sent,
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
    ...(resolved === null ? {} : { resolved }),
  };
  return interact(self, { kind: "command", app, channel, data, commandName: words(path).join(" ") });
}

function complete(
  self: Self,
  path: string,
  option: string,
  text: string,
  where: In & { given?: Readonly<Record<string, OptionInput>> },
): Promise<Shown> {
  const channel = channelNamed(self, where.in);
  const [first = "", ...rest] = words(path);
  const { app, command } = findCommand(self, channel, 1, first);
  const { options, wrap } = descend(command, rest);
  const defined = options.find((o) => o.name === option);
  if (defined !== undefined && defined.autocomplete !== true) {
    const wanted = text.toLowerCase();
    const choices = (defined.choices ?? []).filter((c) => c.name.toLowerCase().includes(wanted));
    return Promise.resolve({ ok: true, messages: [], choices });
  }
  const sent = wrap(
    readOptions(self, options, where.given ?? {}, nothingMentioned(), { name: option, text }),
  );
  const data = { id: command.id, name: command.name, type: 1, options: sent };
  return interact(self, { kind: "autocomplete", app, channel, data, commandName: words(path).join(" ") });
}

function use(
  self: Self,
  { message, control }: FoundControl,
  values: string[],
  mentioned = nothingMentioned(),
): Promise<Shown> {
  const resolved = resolvedOf(self, mentioned);
  return interact(self, {
    kind: "component",
    app: senderOf(self, message),
    channel: self.core.world.channels[message.channelId]!, // it was found in there
    source: message,
    data: {
      custom_id: control.custom_id,
      component_type: control.type,
      id: control.id,
      ...(isSelect(control.type) ? { values } : {}),
      ...(resolved === null ? {} : { resolved }),
    },
  });
}

function senderOf(self: Self, message: Message) {
  const app = self.core.world.apps[message.appId ?? ""];
  return app ?? cannot("no-such-control", "That message was not sent by an application.");
}

function choose(
  self: Self,
  choice: Readonly<Record<string, string | readonly string[]>>,
  where: OnMessage,
): Promise<Shown> {
  const [name, given] =
    Object.entries(choice)[0] ?? cannot("bad-value", "Say which menu, and what to choose.");
  const found = findSelect(self, places(self, where), name, where.message);
  const mentioned = nothingMentioned();
  const { control } = found;
  const values = [given].flat().map((item) => choiceOf(self, control, { label: name }, item, mentioned));
  const min = control.min_values ?? 1;
  const max = control.max_values ?? 1;
  if (values.length < min || values.length > max)
    cannot("bad-value", `“${name}” takes ${min} to ${max} choices.`);
  return use(self, found, values, mentioned);
}

function submit(self: Self, fields: Readonly<Record<string, FieldInput>>): Promise<Shown> {
  const { core, userId } = self;
  const modal = core.world.openModals[userId];
  if (modal === undefined) return cannot("no-modal", "No form is open for you.");
  const data = filledIn(self, modal, fields);
  delete core.world.openModals[userId];
  return sendModal(self, modal.appId, modal.channelId, modal.sourceMessageId, data);
}

function sendModal(
  self: Self,
  appId: string,
  channelId: string,
  sourceMessageId: string | null,
  data: Record<string, unknown>,
): Promise<Shown> {
  const { world } = self.core;
  const channel = world.channels[channelId];
  if (channel === undefined) return cannot("unknown-channel", "The channel of this form is gone.");
  const source = (world.messages[channelId] ?? []).find((m) => m.id === sourceMessageId);
  const app = world.apps[appId]!; // modals are only opened by applications that exist
  return interact(self, { kind: "modal", app, channel, data, ...(source === undefined ? {} : { source }) });
}

function menu(self: Self, name: string, messageId: string): Promise<Shown> {
  const { message, channel } = messageById(self, messageId);
  const { app, command } = findCommand(self, channel, 3, name);
  const mentioned = { ...nothingMentioned(), messages: [{ id: message.id, channelId: channel.id }] };
  const data = {
    id: command.id,
    name: command.name,
    type: 3,
    target_id: message.id,
    resolved: resolvedOf(self, mentioned),
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  };
  return interact(self, {
    kind: "command",
    app,
    channel,
    data,
    commandName: name,
    targetMessageId: message.id,
  });
}

function userMenu(self: Self, name: string, person: string, where: In): Promise<Shown> {
  const channel = channelNamed(self, where.in);
  const { app, command } = findCommand(self, channel, 2, name);
  const { userId } = memberNamed(self, person);
  const resolved = resolvedOf(self, { ...nothingMentioned(), users: [userId] });
  const data = {
    id: command.id,
    name: command.name,
    type: 2,
    target_id: userId,
    resolved,
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  };
  return interact(self, { kind: "command", app, channel, data, commandName: name });
}

function say(
  self: Self,
  text: string,
  where: In & { attach?: readonly FileInput[]; replyTo?: string },
): SeenMessage {
  const { core, userId, guild } = self;
  const channel = channelNamed(self, where.in);
  if (!holdsText(channel)) cannot("not-permitted", `#${channel.name} holds no messages.`);
  needIn(self, channel, "SEND_MESSAGES");
  const files = (where.attach ?? []).map((file, i) => ({
    field: `files[${i}]`,
    name: file.name,
    contentType: file.contentType ?? "application/octet-stream",
    bytes: file.bytes,
  }));
  if (files.length > 0 && !has(permissionsIn(core, channel, userId), "ATTACH_FILES"))
    cannot("not-permitted", `You may not attach files in #${channel.name}.`);
  const sender = { authorId: userId, appId: null, isWebhook: false, ephemeralFor: null, interaction: null };
  const body = {
    content: withMentions(core, guild, text),
    ...(where.replyTo === undefined ? {} : { message_reference: { message_id: where.replyTo } }),
  };
  try {
    const message = postMessage(core, channel, body, files, sender);
    commit(core);
    return seenMessage(core, message, userId);
  } catch (error) {
    if (error instanceof DiscordRefusal)
      return cannot("empty-message", `Discord did not take that: ${error.message}`);
    throw error;
  }
}

/** The client turns `@name`, `@role` and `#channel` into mentions while one types. */
function withMentions(core: Core, guild: Guild, text: string): string {
  return text
    .replaceAll(/(?<![\w<@])@([\w.-]+)/g, (all, name: string) => {
      const member = Object.keys(guild.members).find((id) => core.world.users[id]?.name === name);
      if (member !== undefined) return `<@${member}>`;
      const role = Object.values(guild.roles).find((r) => r.name === name && r.id !== guild.id);
      return role === undefined ? all : `<@&${role.id}>`;
    })
    .replaceAll(/(?<![\w<])#([\w-]+)/g, (all, name: string) => {
      const channel = Object.values(core.world.channels).find(
        (c) => c.guildId === guild.id && c.name === name,
      );
      return channel === undefined ? all : `<#${channel.id}>`;
    });
}

function forgeComponent(
  self: Self,
  customId: string,
  messageId: string,
  values?: readonly string[],
): Promise<Shown> {
  const message = Object.values(self.core.world.messages)
    .flat()
    .find((m) => m.id === messageId);
  if (message === undefined) return cannot("unknown-message", `There is no message ${messageId}.`);
  const control: Component = { type: values === undefined ? 2 : 3, id: 1, custom_id: customId };
  return use(self, { message, control }, [...(values ?? [])]);
}

function forgeSubmit(
  self: Self,
  customId: string,
  values: Readonly<Record<string, string>>,
  where: In,
): Promise<Shown> {
  const channel = channelNamed(self, where.in);
  const app = Object.values(self.core.world.apps)[0];
  if (app === undefined) return cannot("unknown-command", "There is no application to send that to.");
  const components = Object.entries(values).map(([id, value], i) => ({
    type: 18,
    id: i * 2 + 1,
    component: { type: 4, id: i * 2 + 2, custom_id: id, value },
  }));
  return sendModal(self, app.id, channel.id, null, { custom_id: customId, components });
}
