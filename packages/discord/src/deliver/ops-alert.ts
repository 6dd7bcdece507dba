import type { APIMessage } from "discord-api-types/v10";
import type { Delivery, Remote, Verdict } from "@muster/incident";
import { customId } from "../views/custom-id.ts";
import { messageUrl } from "../views/links.ts";
import { asEdit, type MessageBody } from "../views/message.ts";
import { opsAlert } from "../views/ops-alert.ts";
import { groupRolesIn, named, textChannel } from "./guild.ts";
import { done, guildOf, type Hand, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";
import { isVerdict, privatePlace, withdrawAlert } from "./withdrawn-alert.ts";
import { digest, edit, findOurs, post } from "./send.ts";

/** What posting there looks at: an errand has these as well. */
type About = Pick<Delivery, "policy" | "workspace">;

export function postingTo(delivery: About): Doing {
  return {
    what: `post in #${delivery.policy.discord.opsAlerts}`,
    permission: "View Channel, Send Messages and Read Message History",
    where: "in that channel",
  };
}

/** The channel and the role that alerts go to, by the policy's names. Null when the channel does not exist. */
export async function opsPlace(
  hands: Pick<Hands, "lookAt">,
  delivery: About,
): Promise<{ channelId: string; onCallRoleId: string | null; groupRoles: Record<string, string> } | null> {
  const guildId = guildOf(delivery);
  if (guildId === null) return null;
  const { opsAlerts, onCallRole } = delivery.policy.discord;
  const view = await hands.lookAt(guildId);
  const channel = textChannel(view, opsAlerts);
  if (channel === null) return null;
  const role = onCallRole === null ? null : named(view.roles, onCallRole);
  return {
    channelId: channel.id,
    onCallRoleId: role?.id ?? null,
    groupRoles: groupRolesIn(view.roles, delivery.policy),
  };
}

export function noOpsChannel({ policy, workspace }: About): Verdict {
  if (workspace.guildId === null) return done(null);
  return {
    verdict: "never",
    why: `There is no channel #${policy.discord.opsAlerts} that I can see.`,
    fix: "Create it or let me see it, or name another as `discord.opsAlerts` in .muster/policy.yaml, then retry.",
  };
}

/** The incident's one message in #ops-alerts: posted once, with its page, then edited, which pings nobody. */
export const keepOpsAlert: Hand = async (hands, delivery) => {
  try {
    if (delivery.incident.restricted !== null) return await keepRestricted(hands, delivery);
    const place = await opsPlace(hands, delivery);
    if (place === null) return noOpsChannel(delivery);
    const troubles = delivery.problems.map(({ why, fix }) => ({ what: why, fix }));
    const { onCallRoleId, groupRoles } = place;
    const alert = opsAlert({ ...delivery, onCallRoleId, groupRoles, troubles });
    const known = await knownAlert(hands, delivery, place.channelId);
    return known === null
      ? await postAlert(hands, delivery, alert, place.channelId)
      : await editAlert(hands, delivery, alert, known, place.channelId);
  } catch (error) {
    return judge(error, postingTo(delivery));
  }
};

/** Takes back what stands in #ops-alerts, and tells the policy's private channel if it has one. */
async function keepRestricted(hands: Hands, delivery: Delivery): Promise<Verdict> {
  const { remote, attempt, policy } = delivery;
  const open = remote === null && attempt > 1 ? await opsPlace(hands, delivery) : null;
  const standing = remote ?? (open === null ? null : await knownAlert(hands, delivery, open.channelId));
  const isInPrivate = standing?.extra["isPrivate"] === true;
  const kept = standing === null || isInPrivate ? standing : await withdrawAlert(hands, delivery, standing);
  const place = await privatePlace(hands, delivery);
  if (place === null) return done(kept);
  if (isVerdict(place)) return place;
  const troubles = delivery.problems.map(({ why, fix }) => ({ what: why, fix }));
  const alert = opsAlert({
    incident: delivery.incident,
    policy,
    remotes: delivery.remotes,
    troubles,
    onCallRoleId: null,
  });
  if (kept !== null && isInPrivate) return editAlert(hands, delivery, alert, kept, place.channelId);
  const posted = await postAlert(hands, delivery, alert, place.channelId);
  if (posted.verdict !== "sent" || posted.remote === null) return posted;
  return done({ ...posted.remote, extra: { ...posted.remote.extra, isPrivate: true } });
}

async function knownAlert(hands: Hands, delivery: Delivery, channelId: string): Promise<Remote | null> {
  const { remote, attempt, incident } = delivery;
  if (remote !== null || attempt === 1) return remote;
  const found = await findOurs(hands.client, channelId, customId("more", incident.id, "ops"));
  if (found === null) return null;
  // What it rang for is not known any more; what is on record by now, it showed.
  const rang = found.mention_roles.length > 0 ? rungBy(delivery) : nobody;
  return alertRemote(delivery, found, null, rang);
}

async function postAlert(
  hands: Hands,
  delivery: Delivery,
  alert: MessageBody,
  channelId: string,
): Promise<Verdict> {
  const message = await post(hands.client, channelId, alert, delivery.key);
  delivery.checkpoint("alert posted");
  const { roles = [], users = [] } = alert.allowed_mentions;
  const rang = roles.length + users.length > 0 ? rungBy(delivery) : nobody;
  return done(alertRemote(delivery, message, digest(alert), rang));
}

async function editAlert(
  hands: Hands,
  delivery: Delivery,
  alert: MessageBody,
  known: Remote,
  channelId: string,
): Promise<Verdict> {
  if (known.rendered === digest(alert)) return done(known);
  const stands = String(known.extra["channelId"]);
  try {
    await edit(hands.client, stands, known.id, alert);
  } catch (error) {
    const code = codeOf(error);
    const isOld = code === codes.editsOfOldMessages;
    if (!isOld && code !== codes.unknownMessage && code !== codes.unknownChannel) throw error;
    // It was deleted, or is too old to be edited often: a new one takes over. It pings nobody, they know.
    const silent = { ...asEdit(alert), flags: alert.flags };
    const message = await post(hands.client, channelId, silent, `${delivery.key}:${known.id}`);
    delivery.checkpoint("alert posted again");
    const rang = { paged: known.extra["paged"] === true, called: calledBy(known) };
    return done(alertRemote(delivery, message, digest(alert), rang));
  }
  delivery.checkpoint("alert edited");
  return done({ ...known, rendered: digest(alert) });
}

/** Whom the message itself rang for when it was posted, so that what was asked for meanwhile need not ring twice. */
type Rang = { paged: boolean; called: string[] };
const nobody: Rang = { paged: false, called: [] };

function rungBy({ incident }: Delivery): Rang {
  return { paged: incident.paged, called: incident.calls.calls.map(({ id }) => id) };
}

/** The calls that the message rang for. */
export function calledBy(alert: Remote): string[] {
  const called = alert.extra["called"];
  return Array.isArray(called) ? called.filter((id) => typeof id === "string") : [];
}

function alertRemote(
  { workspace }: Delivery,
  message: APIMessage,
  rendered: string | null,
  rang: Rang,
): Remote {
  return {
    id: message.id,
    url: messageUrl(workspace.guildId, message.channel_id, message.id),
    rendered,
    extra: { channelId: message.channel_id, ...rang },
  };
}
