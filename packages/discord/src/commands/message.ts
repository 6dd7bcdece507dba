import type { APIMessage } from "discord-api-types/v10";
import type { Person } from "@muster/incident";

/** A message as somebody pointed at it: the one case in which Discord shows a bot what others wrote. */
export type Pointed = {
  channelId: string;
  messageId: string;
  text: string;
  author: Person;
  /** When it was sent, by its id. ISO 8601. */
  at: string;
  files: { name: string; url: string; size: number; contentType: string | null }[];
};

/** https://discord.com/developers/docs/reference#snowflakes */
const discordEpochMs = 1_420_070_400_000n;

export function timeOf(snowflake: string): string {
  return new Date(Number((BigInt(snowflake) >> 22n) + discordEpochMs)).toISOString();
}

export function readPointed(message: APIMessage): Pointed {
  const { author } = message;
  return {
    channelId: message.channel_id,
    messageId: message.id,
    text: textOf(message),
    author: { name: author.global_name ?? author.username, discord: author.id, github: null },
    at: timeOf(message.id),
    files: message.attachments.map(({ filename, url, size, content_type: contentType }) => ({
      name: filename,
      url,
      size,
      contentType: contentType ?? null,
    })),
  };
}

/** Alerting bots put their words into embeds or components; people point at those too. */
function textOf(message: APIMessage): string {
  if (message.content.trim() !== "") return message.content;
  const embeds = message.embeds.flatMap(({ title, description, fields = [] }) => [
    title,
    description,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
  ]);
  const texts: (string | undefined)[] = [...embeds, ...displayed(message.components ?? [])];
  return texts.filter((text) => text !== undefined && text.trim() !== "").join("\n");
}

function displayed(components: unknown[]): string[] {
  return components.flatMap((component): string[] => {
    if (typeof component !== "object" || component === null) return [];
    const { content, components: inner } = component as { content?: unknown; components?: unknown }; // Of whatever kind.
    return [
      ...(typeof content === "string" ? [content] : []),
      ...(Array.isArray(inner) ? displayed(inner) : []),
    ];
  });
}
