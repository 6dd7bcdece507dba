import { Routes } from "discord-api-types/v10";
import { asEdit } from "../views/message.ts";
import { declared } from "../views/reply.ts";
import { done, type Hand } from "./hands.ts";
import { codeOf, codes, judge } from "./judge.ts";

/** The first answer may still be on its way when the channel is there. */
const answerWithinMs = 10_000;

/** Completes the private answer to whoever declared, with where everything is. */
export const editReply: Hand = async ({ client }, delivery) => {
  const { reply, incident, policy, remotes, event, now } = delivery;
  if (reply === null || new Date(reply.expiresAt) <= now) return done(null);
  const message = declared({ incident, policy, remotes, isNew: true, isFinal: true });
  try {
    // An interaction's own token opens this route; the bot's is not sent.
    await client.rest.patch(Routes.webhookMessage(reply.applicationId, reply.token, "@original"), {
      auth: false,
      body: asEdit(message),
    });
  } catch (error) {
    const code = codeOf(error);
    const isMissing =
      code === codes.unknownWebhook || code === codes.unknownMessage || code === codes.tokenExpired;
    if (!isMissing) return judge(error, { what: "complete the private answer", permission: "", where: "" });
    const age = now.getTime() - new Date(event?.at ?? 0).getTime();
    // Nobody waits for it any more; what it would have said stands in the channel and in #ops-alerts.
    if (age > answerWithinMs) return done(null);
    return { verdict: "later", afterMs: 300, why: "The first answer is not there yet." };
  }
  return done(null);
};
