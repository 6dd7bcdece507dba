import type { Core } from "../core.ts";
import { interactionType, isTooLate, touch, traceOf } from "../interactions.ts";
import { editMessage, postMessage, withZeroId, type MessageBody } from "../messages.ts";
import { badField, refuse } from "../refusal.ts";
import { readModal } from "../rules/modal.ts";
import { schemaNamed, type Schema } from "../schema/published.ts";
import { shape } from "../schema/shapes.ts";
import { messageFlag } from "../wire/message.ts";
import type { Interaction, InteractionKind, Message } from "../world.ts";
import { noContent, ok, type Answer, type Request, type Route } from "./route.ts";
import { messageFor } from "./viewer.ts";

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
const callback = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

/** Which first answers each kind of interaction takes. */
const allowedAnswers: Record<InteractionKind, readonly number[]> = {
  command: [callback.message, callback.deferred, callback.modal],
  component: [callback.message, callback.deferred, callback.deferredUpdate, callback.update, callback.modal],
  autocomplete: [callback.choices],
  modal: [callback.message, callback.deferred, callback.deferredUpdate, callback.update],
};

export const interactionRoutes: Route[] = [
  {
    method: "POST",
    path: "/interactions/{interaction.id}/{interaction.token}/callback",
    auth: "token",
    answer: shape("InteractionCallbackResponse"),
    handle: answer,
  },
];

/** The published schema for each callback type; which one applies depends on the body, so the server asks here. */
export function callbackSchema(body: unknown): Schema {
  const type = (body as { type?: unknown } | null)?.type;
  if (type === callback.choices) return schemaNamed("ApplicationCommandAutocompleteCallbackRequest");
  if (type === callback.modal) return schemaNamed("ModalInteractionCallbackRequest");
  if (type === callback.update || type === callback.deferredUpdate)
    return schemaNamed("UpdateMessageInteractionCallbackRequest");
  return schemaNamed("CreateMessageInteractionCallbackRequest");
}

type CallbackBody = {
  type: number;
  data?:
    | (MessageBody & {
        title?: string;
        custom_id?: string;
        choices?: { name: string; value: string | number }[];
      })
    | null;
};

function answer(request: Request): Answer {
  const { core, params, query } = request;
  const interaction = core.world.interactions[params["interaction.id"]!];
  if (interaction === undefined || interaction.token !== params["interaction.token"])
    return refuse("unknownInteraction");
  if (interaction.answeredWith !== null) return refuse("alreadyAcknowledged");
  if (isTooLate(core, interaction)) return refuse("unknownInteraction");
  const body = request.body as CallbackBody; // checked against the published schema by the server
  if (!allowedAnswers[interaction.kind].includes(body.type))
    badField(
      "type",
      "INTERACTION_CALLBACK_TYPE",
      `An interaction of this kind cannot be answered with type ${body.type}.`,
    );
  const updates = body.type === callback.deferredUpdate || body.type === callback.update;
  if (updates && interaction.sourceMessageId === null)
    badField("type", "INTERACTION_CALLBACK_TYPE", "There is no message to update.");

  const message = give(request, interaction, body);
  interaction.answeredWith = body.type;
  touch(core, interaction, message?.id);
  if (query.get("with_response") !== "true") return noContent;
  return ok(withResponse(core, interaction, body.type, message));
}

/** Does what the callback asks; answers the message it made or changed, if it did either. */
function give(request: Request, interaction: Interaction, body: CallbackBody): Message | null {
  const { core, files } = request;
  const data = body.data ?? {};
  switch (body.type) {
    case callback.message:
      return reply(core, interaction, data, files, 0);
    case callback.deferred: {
      const flags = (data.flags ?? 0) & messageFlag.ephemeral;
      return reply(core, interaction, { flags }, [], messageFlag.loading);
    }
    case callback.deferredUpdate:
      interaction.originalMessageId = interaction.sourceMessageId;
      return null;
    case callback.update: {
      const source = sourceOf(core, interaction);
      interaction.originalMessageId = source.id;
      editMessage(core, source, data, files);
      return source;
    }
    case callback.choices:
      interaction.choices = data.choices ?? [];
      return null;
    default:
      openModal(core, interaction, data);
      return null;
  }
}

function reply(
  core: Core,
  interaction: Interaction,
  data: MessageBody,
  files: Request["files"],
  extraFlags: number,
): Message {
  const channel = core.world.channels[interaction.channelId] ?? refuse("unknownChannel");
  const app = core.world.apps[interaction.appId]!; // interactions are only made for apps that exist
  const isEphemeral = ((data.flags ?? 0) & messageFlag.ephemeral) !== 0;
  const message = postMessage(
    core,
    channel,
    data,
    files,
    {
      authorId: app.botId,
      appId: app.id,
      isWebhook: true,
      ephemeralFor: isEphemeral ? interaction.userId : null,
      interaction: traceOf(interaction, false),
    },
    extraFlags,
  );
  interaction.isEphemeral = isEphemeral;
  interaction.originalMessageId = message.id;
  return message;
}

function sourceOf(core: Core, interaction: Interaction): Message {
  const all = core.world.messages[interaction.channelId] ?? [];
  return all.find((m) => m.id === interaction.sourceMessageId) ?? refuse("unknownMessage");
}

function openModal(core: Core, interaction: Interaction, data: NonNullable<CallbackBody["data"]>): void {
  const modal = {
    interactionId: interaction.id,
    appId: interaction.appId,
    guildId: interaction.guildId,
    channelId: interaction.channelId,
    sourceMessageId: interaction.sourceMessageId,
    title: data.title ?? "",
    customId: data.custom_id ?? "",
    components: readModal((data.components ?? []).map(withZeroId)),
  };
  interaction.modal = modal;
  core.world.openModals[interaction.userId] = modal;
}

function withResponse(core: Core, interaction: Interaction, type: number, message: Message | null) {
  const app = core.world.apps[interaction.appId]!; // as above
  const shown = message === null ? {} : { resource: { type, message: messageFor(core, app, message) } };
  const loading = message !== null && (message.flags & messageFlag.loading) !== 0;
  return {
    interaction: {
      id: interaction.id,
      type: interactionType[interaction.kind],
      channel_id: interaction.channelId,
      ...(interaction.guildId === null ? {} : { guild_id: interaction.guildId }),
      ...(message === null
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: loading,
            response_message_ephemeral: message.ephemeralFor !== null,
          }),
    },
    ...shown,
  };
}
