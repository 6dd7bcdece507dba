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
