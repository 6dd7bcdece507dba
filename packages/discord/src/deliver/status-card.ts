import { Routes, type APIMessage } from "discord-api-types/v10";
import type { Delivery, Remote, Verdict } from "@muster/incident";
import { auditReason } from "../views/channel.ts";
import { customId } from "../views/custom-id.ts";
import { messageUrl } from "../views/links.ts";
import type { MessageBody } from "../views/message.ts";
import { statusCard, type Trouble } from "../views/status-card.ts";
import { afterDeletion, channelGone, done, groupRolesOf, type Hand, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";
import { digest, edit, findOurs, post } from "./send.ts";

const posting: Doing = {
  what: "post the status card in the incident channel",
  permission: "View Channels, Send Messages and Read Message History",
  where: "in the server settings",
};

const unpinned: Trouble = {
  what: "This card could not be pinned.",
  fix: "Give my role “Pin Messages”; it is pinned with the next change.",
};
const pinsFull: Trouble = {
  what: "This card could not be pinned: the channel has as many pins as Discord allows.",
  fix: "Unpin something; the card follows with the next change.",
};

/** One pinned card in the incident's channel, edited in place. */
export const keepStatusCard: Hand = async (hands, delivery) => {
  const { channel } = delivery.remotes;
  if (channel === undefined) {
    return { verdict: "later", afterMs: 500, why: "The channel is not there yet." };
  }
  const deleted = afterDeletion(delivery);
  if (deleted !== null) return deleted;

  try {
    const isCalling = delivery.incident.calls.calls.some(({ answeredBy }) => answeredBy === null);
    const card = statusCard({
      ...delivery,
      troubles: troublesOf(delivery),
      // Only whom nobody answered for is told of by whether they could be reached at all.
      ...(isCalling ? { groupRoles: await groupRolesOf(hands, delivery) } : {}),
    });
    const known = await knownCard(hands, delivery, channel.id);
    if (known === null) return await postCard(hands, delivery, card, channel.id);
    return await editCard(hands, delivery, card, known);
  } catch (error) {
    if (codeOf(error) === codes.unknownChannel) return channelGone(hands, delivery, channel.id);
    return judge(error, posting);
  }
};

/** The card that stands in this very channel, from the record, or found after a try that nobody wrote down. */
async function knownCard(hands: Hands, delivery: Delivery, channelId: string): Promise<Remote | null> {
  const { remote, attempt, incident } = delivery;
  if (remote !== null && remote.extra["channelId"] === channelId) return remote;
  if (attempt === 1) return null;
  const found = await findOurs(hands.client, channelId, customId("more", incident.id, "card"));
  return found === null ? null : cardRemote(delivery, found, null, found.pinned);
}

async function postCard(
  hands: Hands,
  delivery: Delivery,
  card: MessageBody,
  channelId: string,
): Promise<Verdict> {
  // The key names the card that this one replaces: a deleted one must not be given back for its nonce.
  const key = `${delivery.key}:${channelId}:${delivery.remote?.id ?? ""}`;
  const message = await post(hands.client, channelId, card, key);
  delivery.checkpoint("card posted");
  const remote = cardRemote(delivery, message, digest(card), false);
  return done(await pinned(hands, delivery, remote));
}

async function editCard(
  hands: Hands,
  delivery: Delivery,
  card: MessageBody,
  known: Remote,
): Promise<Verdict> {
  const channelId = String(known.extra["channelId"]);
  try {
    if (known.rendered !== digest(card)) await edit(hands.client, channelId, known.id, card);
  } catch (error) {
    const code = codeOf(error);
    if (code === codes.unknownMessage) return postCard(hands, delivery, card, channelId);
    // Discord limits edits of messages older than an hour. A fresh card takes over, and the old one goes.
    if (code === codes.editsOfOldMessages) {
      const verdict = await postCard(hands, delivery, card, channelId);
      await hands.client.rest.delete(Routes.channelMessage(channelId, known.id)).catch(() => {});
      return verdict;
    }
    throw error;
  }
  delivery.checkpoint("card edited");
  const remote = { ...known, rendered: digest(card) };
  return done(known.extra["pinned"] === true ? remote : await pinned(hands, delivery, remote));
}

/** A card that cannot be pinned is still a card: the missing permission is told on it. */
async function pinned(hands: Hands, delivery: Delivery, remote: Remote): Promise<Remote> {
  const channelId = String(remote.extra["channelId"]);
  try {
    await hands.client.rest.put(Routes.channelMessagesPin(channelId, remote.id), {
      reason: auditReason(delivery.incident, "status card"),
    });
  } catch (error) {
    const code = codeOf(error);
    const trouble = code === codes.missingPermissions ? unpinned : code === codes.pinsFull ? pinsFull : null;
    if (trouble === null) throw error;
    return { ...remote, extra: { ...remote.extra, pinned: false, trouble } };
  }
  delivery.checkpoint("card pinned");
  return { ...remote, extra: { channelId, pinned: true } };
}

function cardRemote(
  { workspace }: Delivery,
  message: APIMessage,
  rendered: string | null,
  isPinned: boolean,
): Remote {
  return {
    id: message.id,
    url: messageUrl(workspace.guildId, message.channel_id, message.id),
    rendered,
    extra: { channelId: message.channel_id, pinned: isPinned },
  };
}

function troublesOf({ problems, remote }: Delivery): Trouble[] {
  const own = remote?.extra["trouble"] as Trouble | undefined; // Written by `pinned` above.
  const stuck = problems.map(({ why, fix }) => ({ what: why, fix }));
  return own === undefined ? stuck : [...stuck, own];
}
