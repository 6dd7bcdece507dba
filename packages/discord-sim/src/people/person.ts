import { commit, type Core } from "../core.ts";
import { react as addReaction } from "../rest/reactions.ts";
import { directChannel } from "../rest/users.ts";
import { cannot } from "./cannot.ts";
import { mayUse, offeredCommands } from "./commands.ts";
import type { Shown } from "./interact.ts";
import { channelNamed, messageById, type In, type OnMessage, type Self } from "./look-up.ts";
import { shownModal, type FieldInput, type FileInput, type ShownModal } from "./modal.ts";
import type { OptionInput } from "./options.ts";
import { complete, menu, slash, userMenu } from "./run-command.ts";
import { say } from "./say.ts";
import { seenBy, type Seen, type SeenMessage } from "./seen.ts";
import { choose, forgeComponent, forgeSubmit, press, submit } from "./use-control.ts";

export type { In, OnMessage };

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
    slash: async (path, options = {}, where = {}) => slash(self(), path, options, where),
    complete: async (path, option, text, where = {}) => complete(self(), path, option, text, where),
    press: async (button, where = {}) => press(self(), button, where),
    choose: async (choice, where = {}) => choose(self(), choice, where),
    submit: async (fields) => submit(self(), fields),
    dismiss: () => {
      delete core.world.openModals[userId];
      core.isDirty = true;
      commit(core);
    },
    menu: async (command, messageId) => menu(self(), command, messageId),
    userMenu: async (command, person, where = {}) => userMenu(self(), command, person, where),
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
    forgeComponent: async (customId, messageId, values) =>
      forgeComponent(self(), customId, messageId, values),
    forgeSubmit: async (customId, values, where = {}) => forgeSubmit(self(), customId, values, where),
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
