import { ComponentType, MessageFlags, type APIAllowedMentions, type APIMessage } from "discord-api-types/v10";
import type { PublicDraft } from "@muster/incident";
import { displayTextMax, type MessageBody } from "./message.ts";
import { paragraph } from "./neutralise.ts";

/** Plain messages of bots. https://discord.com/developers/docs/resources/message#create-message-jsonform-params */
const contentMax = 2_000;

/**
 * A notice as the public reads it: the approved characters, none of them acting as Markdown or as a mention. It pings only whom was
 * approved with it. A notice has at most 1,900 characters, and each may get a mark before it that keeps it from acting.
 */
export function noticeMessage({ text, mention }: Pick<PublicDraft, "text" | "mention">): MessageBody {
  const call = mention === "nobody" ? "" : `@${mention}\n`;
  const words = `${call}${paragraph(text, displayTextMax - call.length)}`;
  const allowed_mentions: APIAllowedMentions = {
    parse: mention === "nobody" ? [] : ["everyone" as never], // @here goes by the same name. The type's own enum is not imported as a value.
    users: [],
    roles: [],
    replied_user: false,
  };
  if (words.length <= contentMax)
    return { content: words, components: [], flags: MessageFlags.SuppressEmbeds, allowed_mentions };
  return {
    components: [{ type: ComponentType.TextDisplay, content: words }],
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions,
  };
}

/** The words of a notice that stands in Discord, to be compared with those that are to stand there. */
export function wordsOfNotice(message: Pick<APIMessage | MessageBody, "content" | "components">): string {
  const [first] = message.components ?? [];
  return first?.type === ComponentType.TextDisplay ? first.content : (message.content ?? "");
}

/** The name of the thread under a notice: how it begins. */
export function threadName({ text }: Pick<PublicDraft, "text">): string {
  const line = text.split("\n").find((part) => part.trim() !== "") ?? "Updates";
  const plain = line.replaceAll(/\s+/gu, " ").trim();
  return [...plain].length > 80 ? `${[...plain].slice(0, 79).join("").trimEnd()}…` : plain;
}
