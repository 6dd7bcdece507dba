import {
  ChannelType,
  Routes,
  type APIMessage,
  type RESTGetAPIChannelMessagesResult,
} from "discord-api-types/v10";
import { publicationAt, type Delivery, type PublicDraft, type Remote, type Verdict } from "@muster/incident";
import type { Client } from "discord.js";
import { messageUrl } from "../views/links.ts";
import { noticeMessage, wordsOfNotice } from "../views/notice.ts";
import { textChannel, type KnownChannel } from "./guild.ts";
import { done, guildOf, type Hand, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";
import { ourId, post } from "./send.ts";

/** Where each notice stands, by its draft: the deliverer's own memory. */
export type Posted = Record<string, { channelId: string; id: string; where: string; isSpread: boolean }>;

const recentMax = 100;

/**
 * Posts each approved notice for a Discord channel once, as it was approved, and spreads it where the channel is one that other
 * servers follow. What people delete is not posted again.
 */
export const keepAnnouncements: Hand = async (hands, delivery) => {
  const guildId = guildOf(delivery);
  if (guildId === null) return done(null);
  let posted = postedIn(delivery.remote);
  let where = "";
  try {
    for (const draft of noticesOf(delivery)) {
      where = draft.where;
      if (posted[draft.id]?.isSpread === true) continue;
      const view = await hands.lookAt(guildId);
      const wanted = publicationAt(delivery.policy, draft.where).channel ?? "";
      const channel = textChannel(view, wanted);
      if (channel === null) return noChannel(draft.where, wanted);
      posted = { ...posted, [draft.id]: await postNotice(hands, delivery, { draft, channel, posted }) };
    }
  } catch (error) {
    return judge(error, speaking(where));
  }
  return done(remoteOf(delivery, posted));
};

type Notice = { draft: PublicDraft; channel: KnownChannel; posted: Posted };

async function postNotice(
  { client }: Hands,
  delivery: Delivery,
  { draft, channel, posted }: Notice,
): Promise<Posted[string]> {
  const message = noticeMessage(draft);
  const known = posted[draft.id];
  const earlier =
    known === undefined && delivery.attempt > 1
      ? await findSame(client, channel.id, wordsOfNotice(message), posted)
      : null;
  const said = known ?? earlier ?? (await post(client, channel.id, message, `${delivery.key}:${draft.id}`));
  delivery.checkpoint("notice posted");
  if (channel.type === ChannelType.GuildAnnouncement) await spread(client, channel.id, said.id);
  return { channelId: channel.id, id: said.id, where: draft.where, isSpread: true };
}

/** Makes followers of an announcement channel see it. Told twice is no trouble. */
async function spread(client: Client, channelId: string, messageId: string): Promise<void> {
  try {
    await client.rest.post(Routes.channelMessageCrosspost(channelId, messageId));
  } catch (error) {
    if (codeOf(error) !== codes.alreadyCrossposted) throw error;
  }
}

/** A notice carries no mark of ours; after a try that nobody wrote down it is known by its words. */
async function findSame(
  client: Client,
  channelId: string,
  words: string,
  posted: Posted,
): Promise<APIMessage | null> {
  const query = new URLSearchParams({ limit: String(recentMax) });
  const recent = (await client.rest.get(Routes.channelMessages(channelId), {
    query,
  })) as RESTGetAPIChannelMessagesResult;
  const taken = new Set(Object.values(posted).map(({ id }) => id));
  const ours = recent.filter(({ id, author }) => author.id === ourId(client) && !taken.has(id));
  return ours.find((message) => wordsOfNotice(message) === words) ?? null;
}

export function postedIn(remote: Remote | null | undefined): Posted {
  return (remote?.extra["posted"] as Posted | undefined) ?? {}; // Written by `remoteOf` below.
}

/** Notices that went to a Discord channel, the earliest first. */
function noticesOf({ incident }: Delivery): PublicDraft[] {
  return incident.comms.drafts
    .filter(({ kind, published }) => kind === "discord" && published !== null)
    .toSorted((a, b) => ((a.published?.at ?? "") < (b.published?.at ?? "") ? -1 : 1));
}

function remoteOf({ workspace, remote }: Delivery, posted: Posted): Remote | null {
  const [first] = Object.values(posted);
  if (first === undefined) return remote;
  return {
    id: first.id,
    url: messageUrl(workspace.guildId, first.channelId, first.id),
    rendered: null,
    extra: { posted },
  };
}

const speaking = (where: string): Doing => ({
  what: `post the public notice on ${where}`,
  permission: "View Channel, Send Messages and Read Message History",
  where: "in that channel",
});

function noChannel(where: string, wanted: string): Verdict {
  return {
    verdict: "never",
    why: `There is no channel #${wanted} that I can see, so the notice for ${where} is not out.`,
    fix: "Create it or let me see it, or name another under `publications` in .muster/policy.yaml, then retry.",
  };
}
