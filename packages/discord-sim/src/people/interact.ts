import { permissionsIn } from "../access.ts";
import { commit, emit, nextId, type Core } from "../core.ts";
import { interactionType, tokenFor } from "../interactions.ts";
import { limits } from "../limits.ts";
import { startStopwatch, type Stopwatch } from "../stopwatch.ts";
import { wireAnyChannel } from "../wire/channel.ts";
import { wireMember } from "../wire/user.ts";
import { messageFlag, wireMessage } from "../wire/message.ts";
import type { App, Channel, Interaction, InteractionKind, Message } from "../world.ts";
import type { Self } from "./look-up.ts";
import { seenMessage, type SeenMessage } from "./seen.ts";
import { shownModal, type ShownModal } from "./modal.ts";

/** What a person was shown because of something they did. */
export type Shown = {
  /** False when the application did not answer in time. */
  ok: boolean;
  /** What Discord itself tells the person when it went wrong. */
  error?: string;
  messages: SeenMessage[];
  modal?: ShownModal;
  choices?: { name: string; value: string | number }[];
  interactionId?: string;
};

export type Asking = {
  kind: InteractionKind;
  app: App;
  channel: Channel;
  data: Record<string, unknown>;
  commandName?: string;
  source?: Message;
  targetMessageId?: string;
};

/** How long a person waits for the words behind "thinking…"; the bot may of course take longer. */
const patienceMs = 15_000;

/** After an acknowledgement without words there may be nothing to come at all. */
const silentPatienceMs = 1_000;

/** Sends an interaction to the bot and waits for what this person is shown. */
export async function interact(self: Self, asking: Asking): Promise<Shown> {
  const { core } = self;
  const interaction = keep(self, asking);
  const isAnswered = (): boolean => interaction.answeredWith !== null;
  const answered = until(core, interaction, isAnswered, (onOver) => {
    const watch = startStopwatch(limits.firstAnswerMs, onOver);
    core.firstAnswers.set(interaction.id, watch);
    return watch;
  });
  emit(core, {
    t: "INTERACTION_CREATE",
    guildId: asking.channel.guildId,
    appId: asking.app.id,
    intent: null,
    d: wireInteraction(self, asking, interaction),
  });
  commit(core);
  if (!(await answered))
    return {
      ok: false,
      error: "The application did not respond",
      messages: [],
      interactionId: interaction.id,
    };
  const waitMs = interaction.answeredWith === deferredUpdate ? silentPatienceMs : patienceMs;
  await until(
    core,
    interaction,
    () => !isPending(core, interaction),
    (onOver) => startStopwatch(waitMs, onOver),
  );
  return whatWasShown(self, interaction);
}

function keep(self: Self, asking: Asking): Interaction {
  const { core, userId } = self;
  const id = nextId(core);
  const interaction: Interaction = {
    id,
    token: tokenFor(id),
    kind: asking.kind,
    appId: asking.app.id,
    userId,
    guildId: asking.channel.guildId,
    channelId: asking.channel.id,
    createdAt: core.now().toISOString(),
    commandName: asking.commandName ?? null,
    sourceMessageId: asking.source?.id ?? null,
    targetMessageId: asking.targetMessageId ?? null,
    answeredWith: null,
    isEphemeral: false,
    originalMessageId: null,
    touched: [],
    modal: null,
    choices: null,
  };
  forgetOld(core);
  core.world.interactions[interaction.id] = interaction;
  return interaction;
}

/** Tokens are dead after fifteen minutes; an hour later nobody asks for their remains. */
function forgetOld(core: Core): void {
  if (core.world.counter % 64 !== 0) return;
  const oldest = core.now().getTime() - 4 * limits.tokenLifeMs;
  for (const [id, interaction] of Object.entries(core.world.interactions)) {
    if (new Date(interaction.createdAt).getTime() >= oldest) break;
    delete core.world.interactions[id];
    core.firstAnswers.delete(id);
  }
}

function wireInteraction(self: Self, asking: Asking, interaction: Interaction): Record<string, unknown> {
  const { core, guild, member, userId } = self;
  const { channel, app, source } = asking;
  const inGuild = channel.guildId !== null;
  const who = wireMember(core.world, member);
  const mine = inGuild ? permissionsIn(core, channel, userId) : 0n;
  const bots = inGuild ? permissionsIn(core, channel, app.botId) : 0n;
  return {
    id: interaction.id,
    application_id: app.id,
    type: interactionType[asking.kind],
    token: interaction.token,
    version: 1,
    data: asking.data,
    channel_id: channel.id,
    channel: { ...wireAnyChannel(core.world, channel, app.botId), permissions: String(mine) },
    locale: "en-US",
    entitlements: [],
    authorizing_integration_owners: { "0": inGuild ? guild.id : "0" },
    context: inGuild ? 0 : 1,
    attachment_size_limit: 10 * 1024 * 1024,
    app_permissions: String(bots),
    ...(inGuild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: "en-US", features: [] },
          guild_locale: "en-US",
          member: { ...who, permissions: String(mine) },
        }
      : { user: who["user"] }),
    ...(source === undefined
      ? {}
      : {
          message: wireMessage(core.world, source, {
            userId: app.botId,
            readsContent: true,
            baseUrl: core.baseUrl(),
          }),
        }),
  };
}

/** True as soon as it holds, false when it does not within the limit. */
function until(
  core: Core,
  { id }: Interaction,
  holds: () => boolean,
  start: (onOver: () => void) => Stopwatch,
): Promise<boolean> {
  if (holds()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const listener = (changed: string): void => {
      if (changed === id && holds()) finish(true);
    };
    const watch = start(() => finish(holds()));
    const finish = (result: boolean): void => {
      watch.stop();
      core.interactionListeners.delete(listener);
      resolve(result);
    };
    core.interactionListeners.add(listener);
  });
}

const deferredUpdate = 6;

/** A deferred answer is still to come: a message that is "thinking", or an update that has not happened. */
function isPending(core: Core, interaction: Interaction): boolean {
  if (interaction.answeredWith === deferredUpdate) return interaction.touched.length === 0;
  const original = messagesOf(core, interaction).find((m) => m.id === interaction.originalMessageId);
  return original !== undefined && (original.flags & messageFlag.loading) !== 0;
}

function messagesOf(core: Core, interaction: Interaction): Message[] {
  const ids = new Set([...interaction.touched, interaction.originalMessageId]);
  return (core.world.messages[interaction.channelId] ?? []).filter((m) => ids.has(m.id));
}

export function whatWasShown(self: Self, interaction: Interaction): Shown {
  const { core, userId } = self;
  return {
    ok: true,
    interactionId: interaction.id,
    messages: messagesOf(core, interaction)
      .filter((m) => m.ephemeralFor === null || m.ephemeralFor === userId)
      .map((m) => seenMessage(core, m, userId)),
    ...(interaction.modal === null ? {} : { modal: shownModal(interaction.modal) }),
    ...(interaction.choices === null ? {} : { choices: interaction.choices }),
  };
}
