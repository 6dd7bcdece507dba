import { views, type Answer, type MessageBody } from "@muster/discord";
import type { Refusal } from "@muster/incident";

/** Only the one who asked sees it. */
export function privately(message: MessageBody): Answer {
  return { with: "message", message, isPublic: false };
}

export function refuse(refusal: Refusal): Answer {
  return privately(views.reply.refused(refusal));
}

export const plainly = (text: string): Answer => privately(views.reply.plainAnswer(text));

export const oldButton =
  "That button is from another version of me, so I cannot tell what it should do. The status card and the commands do the same: /muster help.";
