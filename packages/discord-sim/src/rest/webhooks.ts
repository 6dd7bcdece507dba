import { answeredInteraction, interactionMessage, touch, traceOf } from "../interactions.ts";
import { editMessage, postMessage, removeMessage, type MessageBody } from "../messages.ts";
import { refuse } from "../refusal.ts";
import { shape } from "../schema/shapes.ts";
import { messageFlag } from "../wire/message.ts";
import type { Interaction, Message } from "../world.ts";
import { noContent, ok, type Request, type Route } from "./route.ts";
import { messageFor } from "./viewer.ts";

const base = "/webhooks/{application.id}/{interaction.token}";
const one = `${base}/messages/{message.id}`;
const original = `${base}/messages/@original`;

export const webhookRoutes: Route[] = [
  {
    method: "POST",
    path: base,
    auth: "token",
    request: shape("IncomingWebhookRequestPartial|IncomingWebhookUpdateRequestPartial"),
    answer: shape("MessageResponse"),
    handle: followUp,
  },
  ...[original, one].flatMap((path): Route[] => [
    { method: "GET", path, auth: "token", answer: shape("MessageResponse"), handle: get },
    {
      method: "PATCH",
      path,
      auth: "token",
      request: shape("IncomingWebhookUpdateRequestPartial"),
      answer: shape("MessageResponse"),
      handle: edit,
    },
    { method: "DELETE", path, auth: "token", handle: remove },
  ]),
];

function interactionOf({ core, params }: Request): Interaction {
  return answeredInteraction(core, params["application.id"]!, params["interaction.token"]!);
}

function messageOf(request: Request, interaction: Interaction): Message {
  const id = request.params["message.id"] ?? interaction.originalMessageId;
  return id === null ? refuse("unknownMessage") : interactionMessage(request.core, interaction, id);
}

function shown(request: Request, interaction: Interaction, message: Message) {
  const app = request.core.world.apps[interaction.appId]!; // interactions are only made for apps that exist
  return ok(messageFor(request.core, app, message));
}

function followUp(request: Request) {
  const { core, files } = request;
  const interaction = interactionOf(request);
  const body = request.body as MessageBody; // checked against the published schema by the server
  const pending = (core.world.messages[interaction.channelId] ?? []).find(
    (m) => m.id === interaction.originalMessageId && (m.flags & messageFlag.loading) !== 0,
  );
  // The first follow-up to a deferred answer takes its place, whatever flags it asks for.
  if (pending !== undefined) {
    editMessage(core, pending, body, files);
    touch(core, interaction, pending.id);
    return shown(request, interaction, pending);
  }
  const channel = core.world.channels[interaction.channelId] ?? refuse("unknownChannel");
  const isEphemeral = ((body.flags ?? 0) & messageFlag.ephemeral) !== 0;
  const app = core.world.apps[interaction.appId]!; // as above
  const message = postMessage(core, channel, body, files, {
    authorId: app.botId,
    appId: app.id,
    isWebhook: true,
    ephemeralFor: isEphemeral ? interaction.userId : null,
    interaction: traceOf(interaction, true),
  });
  touch(core, interaction, message.id);
  return shown(request, interaction, message);
}

function get(request: Request) {
  const interaction = interactionOf(request);
  return shown(request, interaction, messageOf(request, interaction));
}

function edit(request: Request) {
  const interaction = interactionOf(request);
  const message = messageOf(request, interaction);
  editMessage(request.core, message, request.body as MessageBody, request.files);
  touch(request.core, interaction, message.id);
  return shown(request, interaction, message);
}

function remove(request: Request) {
  const interaction = interactionOf(request);
  const message = messageOf(request, interaction);
  removeMessage(request.core, message);
  touch(request.core, interaction);
  return noContent;
}
