import { createHash } from "node:crypto";
import { Routes, type APIMessage, type RESTGetAPIChannelMessagesResult } from "discord-api-types/v10";
import type { Client } from "discord.js";
import { asEdit, type MessageBody } from "../views/message.ts";

/** As many as one call gives. What we look for was sent moments ago. */
const recentMax = 100;
/** https://discord.com/developers/docs/resources/message#create-message-jsonform-params: at most 25 characters. */
const nonceLength = 24;

/**
 * Posts a message. Discord gives the earlier one back when the same key was sent in the past few minutes, so a try whose answer was
 * lost makes no second one.
 */
export async function post(
  client: Client,
  channelId: string,
  message: MessageBody,
  key: string,
): Promise<APIMessage> {
  const nonce = createHash("sha256").update(key).digest("base64url").slice(0, nonceLength);
  return (await client.rest.post(Routes.channelMessages(channelId), {
    body: { ...message, nonce, enforce_nonce: true },
  })) as APIMessage;
}

export async function edit(
  client: Client,
  channelId: string,
  messageId: string,
  message: MessageBody,
): Promise<void> {
  await client.rest.patch(Routes.channelMessage(channelId, messageId), { body: asEdit(message) });
}

/** The newest message of ours in the channel that holds this text or custom id; null when there is none. */
export async function findOurs(client: Client, channelId: string, mark: string): Promise<APIMessage | null> {
  return findOursWith(client, channelId, (line) => line === mark);
}

/** The same, for a mark that takes reading. Marks stand at a line's end or are a whole custom id, so that entry 1 is not taken for entry 12. */
export async function findOursWith(
  client: Client,
  channelId: string,
  isMark: (line: string) => boolean,
): Promise<APIMessage | null> {
  const query = new URLSearchParams({ limit: String(recentMax) });
  const recent = (await client.rest.get(Routes.channelMessages(channelId), {
    query,
  })) as RESTGetAPIChannelMessagesResult;
  return (
    recent.find((message) => message.author.id === ourId(client) && linesOf(message).some(isMark)) ?? null
  );
}

/** The bot's own id; it is the first part of its token, which a replica without a gateway has too. */
export function ourId(client: Client): string {
  return client.user?.id ?? Buffer.from(client.token?.split(".")[0] ?? "", "base64url").toString();
}

/** All that a message holds: its lines, those of its components, and their custom ids. */
export function linesOf(message: APIMessage): string[] {
  const texts: string[] = [message.content];
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    if (typeof part !== "object" || part === null || Array.isArray(part)) return;
    const { content, custom_id: id, components } = part as Record<string, unknown>; // Whatever kind of component it is.
    for (const text of [content, id]) if (typeof text === "string") texts.push(text);
    visit(components);
  };
  visit(message.components);
  return texts.flatMap((text) => text.split("\n"));
}

/** What was rendered, as a short word: an unchanged rendering costs no call. */
export function digest(message: MessageBody): string {
  const { allowed_mentions: _pings, ...shown } = message;
  return createHash("sha256").update(JSON.stringify(shown)).digest("base64url").slice(0, 22);
}
