import {
  InteractionResponseType as Type,
  MessageFlags,
  Routes,
  type APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import type { Client, RawFile } from "discord.js";
import type { From } from "../commands/from.ts";
import type { Picture } from "../deliver/picture.ts";
import { asEdit, onlyForYou, type MessageBody } from "../views/message.ts";

/** The first answer to an interaction. Discord waits three seconds for it, and takes one. */
export type Answer =
  | { with: "message"; message: MessageBody; isPublic: boolean; pictures?: readonly Picture[] }
  | { with: "modal"; modal: APIModalInteractionResponseCallbackData }
  | { with: "choices"; choices: { name: string; value: string }[] };

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object */
const choicesMax = 25;

export async function respond(client: Client, from: From, answer: Answer): Promise<void> {
  await callback(client, from, bodyOf(answer), answer.with === "message" ? answer.pictures : []);
}

/** "Thinking…", which buys fifteen minutes. Who will see the words is settled here. */
export async function defer(client: Client, from: From, isPublic: boolean): Promise<void> {
  const data = isPublic ? {} : { flags: MessageFlags.Ephemeral };
  await callback(client, from, { type: Type.DeferredChannelMessageWithSource, data });
}

/** Puts words where "thinking…" stands, or other words where some stand already. */
export async function complete(
  client: Client,
  from: From,
  message: MessageBody,
  pictures: readonly Picture[] = [],
): Promise<void> {
  await client.rest.patch(Routes.webhookMessage(from.applicationId, from.token, "@original"), {
    auth: false,
    body: { ...asEdit(message), allowed_mentions: message.allowed_mentions, ...described(pictures) },
    files: filesOf(pictures),
  });
}

async function callback(
  client: Client,
  from: From,
  body: unknown,
  pictures: readonly Picture[] = [],
): Promise<void> {
  const route = Routes.interactionCallback(from.interactionId, from.token);
  await client.rest.post(route, { auth: false, body, files: filesOf(pictures) });
}

const filesOf = (pictures: readonly Picture[]): RawFile[] =>
  pictures.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes), contentType: "image/png" }));

/** Each file's words, by its place. https://discord.com/developers/docs/reference#uploading-files */
const described = (
  pictures: readonly Picture[],
): { attachments?: { id: string; filename: string; description: string }[] } =>
  pictures.length === 0
    ? {}
    : {
        attachments: pictures.map(({ name, alt }, place) => ({
          id: String(place),
          filename: name,
          description: alt,
        })),
      };

function bodyOf(answer: Answer): unknown {
  switch (answer.with) {
    case "message": {
      const { message, isPublic, pictures = [] } = answer;
      const data = { ...(isPublic ? message : onlyForYou(message)), ...described(pictures) };
      return { type: Type.ChannelMessageWithSource, data };
    }
    case "modal":
      return { type: Type.Modal, data: answer.modal };
    case "choices":
      return {
        type: Type.ApplicationCommandAutocompleteResult,
        data: { choices: answer.choices.slice(0, choicesMax) },
      };
  }
}
