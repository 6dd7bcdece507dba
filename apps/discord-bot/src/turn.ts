import {
  complete,
  codeOf,
  codes,
  defer,
  respond,
  views,
  type Answer,
  type Client,
  type From,
  type MessageBody,
} from "@muster/discord";
import type { Log } from "@muster/engine";
import { isPassing } from "@muster/store";
import { nameOf } from "./guild-desk.ts";

/** Discord takes the first answer for three seconds. What is not ready by then gets a "thinking…" that keeps the line open. */
const deferAfterMs = 1_500;
/** "Thinking…" says nothing. From here on there are words, still within the three seconds. */
const wordsAfterMs = 1_000;

/** One interaction's way to its answer. */
export type Turn = {
  from: From;
  /**
   * Asks to answer where everyone in the channel can read it. False when the private "thinking…" is out already: then the
   * answer stays private, and the room must hear of it otherwise.
   */
  claimRoom(): boolean;
  /** A modal is only taken as the first answer. */
  canAskBack(): boolean;
};

export type Work = (turn: Turn) => Promise<Answer>;

/** What cannot wait: a modal or choices are only taken as the first answer. */
export type Manner = "may-wait" | "at-once";

/**
 * Answers an interaction within three seconds, whatever happens: with the result, or with "thinking…" and then the result, or
 * with what went wrong. Resolves when the last word is out; `missed` is what everyone in the room was to read and Discord did not
 * take. `typed` goes back to whoever wrote it if it could not be recorded.
 */
export async function takeTurn(
  { client, log }: { client: Client; log: Log },
  from: From,
  { manner, typed, work }: { manner: Manner; typed: string | null; work: Work },
): Promise<{ missed: MessageBody | null }> {
  let isPublic = false;
  let isDeferred = false;
  const turn: Turn = {
    from,
    claimRoom() {
      isPublic ||= !isDeferred;
      return isPublic;
    },
    canAskBack: () => !isDeferred,
  };
  const result = work(turn).catch((error: unknown): Answer => {
    log.error(
      { interactionId: from.interactionId, error: nameOf(error) },
      "an interaction ended in an error",
    );
    const message = isPassing(error) ? views.reply.outage(typed) : views.reply.broken(typed);
    return { with: "message", message, isPublic: false };
  });

  try {
    const early = manner === "at-once" ? await result : await orNull(result, deferAfterMs);
    if (early !== null) {
      await respond(client, from, early);
      return { missed: null };
    }
    isDeferred = true;
    await defer(client, from, isPublic);
    const late = await orNull(result, wordsAfterMs);
    if (late === null) await complete(client, from, views.reply.stillWriting());
    const last = late ?? (await result);
    if (last.with === "message") await complete(client, from, last.message, last.pictures);
    return { missed: null };
  } catch (error) {
    log.warn({ interactionId: from.interactionId, error: nameOf(error) }, "an answer did not reach Discord");
    // Another replica was faster: it answers.
    if (codeOf(error) === codes.alreadyAnswered) return { missed: null };
    const answer = await result;
    return { missed: isPublic && answer.with === "message" ? answer.message : null };
  }
}

async function orNull<Value>(work: Promise<Value>, ms: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
