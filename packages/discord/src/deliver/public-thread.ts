import { Routes, type APIThreadChannel } from "discord-api-types/v10";
import type { Delivery, Remote } from "@muster/incident";
import { auditReason } from "../views/channel.ts";
import { channelUrl } from "../views/links.ts";
import { threadName } from "../views/notice.ts";
import { isActive } from "../views/words.ts";
import { postedIn } from "./announcements.ts";
import { done, type Hand, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";

/** A day without words folds it away; anybody who writes unfolds it. https://discord.com/developers/docs/topics/threads */
const foldAfterMin = 1_440;

const threading: Doing = {
  what: "open or lock the thread under the public notice",
  permission: "Create Public Threads and Manage Threads",
  where: "in that channel",
};

type Thread = { id: string; isLocked: boolean };
/** By the place whose first notice it hangs on. */
type Threads = Record<string, Thread>;

/** The thread under the first notice of each place that has one: open while the incident goes on, locked once it is over. */
export const keepPublicThread: Hand = async (hands, delivery) => {
  const posted = postedIn(delivery.remotes.announcements);
  let threads = (delivery.remote?.extra["threads"] as Threads | undefined) ?? {}; // Written below.
  try {
    for (const [draftId, { channelId, id, where }] of Object.entries(posted)) {
      const draft = delivery.incident.comms.drafts.find((known) => known.id === draftId);
      if (threads[where] !== undefined || draft?.published?.hasThread !== true) continue;
      const at = { channelId, messageId: id, name: threadName(draft) };
      threads = { ...threads, [where]: await openThread(hands, delivery, at) };
    }
    for (const [where, thread] of Object.entries(threads)) {
      threads = { ...threads, [where]: await settled(hands, delivery, thread) };
    }
  } catch (error) {
    return judge(error, threading);
  }
  return done(remoteOf(delivery, threads));
};

async function openThread(
  { client }: Hands,
  delivery: Delivery,
  { channelId, messageId, name }: { channelId: string; messageId: string; name: string },
): Promise<Thread> {
  try {
    const thread = (await client.rest.post(Routes.threads(channelId, messageId), {
      body: { name, auto_archive_duration: foldAfterMin },
      reason: auditReason(delivery.incident, "public thread"),
    })) as APIThreadChannel;
    delivery.checkpoint("thread opened");
    return { id: thread.id, isLocked: false };
  } catch (error) {
    // An earlier try opened it. A thread has the id of the message that it hangs on.
    if (codeOf(error) === codes.threadExists) return { id: messageId, isLocked: false };
    throw error;
  }
}

async function settled({ client }: Hands, delivery: Delivery, thread: Thread): Promise<Thread> {
  const { incident } = delivery;
  const isLocked = !isActive(incident);
  if (thread.isLocked === isLocked) return thread;
  try {
    // A folded thread takes no other change than being unfolded.
    await client.rest.patch(Routes.channel(thread.id), {
      body: { locked: isLocked, archived: false },
      reason: auditReason(incident, isLocked ? "the incident is over" : "the incident goes on"),
    });
    delivery.checkpoint("thread locked");
  } catch (error) {
    // People who delete the thread mean it.
    if (codeOf(error) !== codes.unknownChannel) throw error;
  }
  return { ...thread, isLocked };
}

function remoteOf({ workspace, remote }: Delivery, threads: Threads): Remote | null {
  const [first] = Object.values(threads);
  if (first === undefined) return remote;
  return { id: first.id, url: channelUrl(workspace, first.id), rendered: null, extra: { threads } };
}
