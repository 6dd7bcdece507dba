import {
  InteractionResponseType as Type,
  MessageFlags,
  Routes,
  type APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import type { Client } from "discord.js";
import type { From } from "../commands/from.ts";
import { asEdit, onlyForYou, type MessageBody } from "../views/message.ts";

/** The first answer to an interaction. Discord waits three seconds for it, and takes one. */
export type Answer =
  | { with: "message"; message: MessageBody; isPublic: boolean }
  | { with: "modal"; modal: APIModalInteractionResponseCallbackData }
  | { with: "choices"; choices: { name: string; value: string }[] };

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object */
const choicesMax = 25;

export async function respond(client: Client, from: From, answer: Answer): Promise<void> {
  await callback(client, from, bodyOf(answer));
}

/** "Thinking…", which buys fifteen minutes. Who will see the words is settled here. */
export async function defer(client: Client, from: From, isPublic: boolean): Promise<void> {
  const data = isPublic ? {} : { flags: MessageFlags.Ephemeral };
  await callback(client, from, { type: Type.DeferredChannelMessageWithSource, data });
}

/** Puts words where "thinking…" stands, or other words where some stand already. */
export async function complete(client: Client, from: From, message: MessageBody): Promise<void> {
  await client.rest.patch(Routes.webhookMessage(from.applicationId, from.token, "@original"), {
    auth: false,
    body: { ...asEdit(message), allowed_mentions: message.allowed_mentions },
  });
}

async function callback(client: Client, from: From, body: unknown): Promise<void> {
  await client.rest.post(Routes.interactionCallback(from.interactionId, from.token), { auth: false, body });
}

function bodyOf(answer: Answer): unknown {
  switch (answer.with) {
    case "message": {
      const { message, isPublic } = answer;
      return { type: Type.ChannelMessageWithSource, data: isPublic ? message : onlyForYou(message) };
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
