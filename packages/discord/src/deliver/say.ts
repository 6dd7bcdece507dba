import type { Delivery, IncidentEvent, Remote, Verdict } from "@muster/incident";
import { messageUrl } from "../views/links.ts";
import type { MessageBody } from "../views/message.ts";
import { callMessage, entryMark, pageMessage, roomMessage } from "../views/say.ts";
import { afterDeletion, channelGone, done, groupRolesOf, type Hand, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";
import { calledBy, noOpsChannel, opsPlace, postingTo } from "./ops-alert.ts";
import { findOurs, post } from "./send.ts";

const speaking: Doing = {
  what: "write in the incident channel",
  permission: "View Channels, Send Messages and Read Message History",
  where: "in the server settings",
};

/** So long a page waits for the alert that it points to. Then it goes out alone: being woken matters more. */
const waitsForAlertUntilAttempt = 4;
/** So long a call waits for the card of a channel that is new. */
const waitsForCardUntilAttempt = 6;

/** Words for everyone in the incident's channel, once. */
export const sayInRoom: Hand = async (hands, delivery) => {
  const { event, incident, policy, remotes, attempt } = delivery;
  const { channel } = remotes;
  if (event === null) throw new Error(`${delivery.key} says nothing.`);
  if (channel === undefined) {
    return { verdict: "later", afterMs: 500, why: "The channel is not there yet." };
  }
  const deleted = afterDeletion(delivery);
  if (deleted !== null) return deleted;
  // A channel starts with its card; whoever is called reads that first.
  if (event.type === "called" && remotes["status-card"] === undefined && attempt < waitsForCardUntilAttempt) {
    return { verdict: "later", afterMs: 300, why: "The card is not there yet." };
  }
  try {
    const groupRoles =
      event.type === "called" || event.type === "restricted"
        ? await groupRolesOf(hands, delivery)
        : undefined;
    const setting = { incident, policy, ...(groupRoles === undefined ? {} : { groupRoles }) };
    return await sayOnce(hands, delivery, channel.id, roomMessage([event], setting));
  } catch (error) {
    if (codeOf(error) === codes.unknownChannel) return channelGone(hands, delivery, channel.id);
    return judge(error, speaking);
  }
};

/** The page for an alert that stands already, or what has no other place: a call, an ask. */
export const sayInOpsAlerts: Hand = async (hands, delivery) => {
  const { event, incident, policy, remotes, attempt } = delivery;
  if (event === null) throw new Error(`${delivery.key} says nothing.`);
  // It was put there before the incident was restricted; its room has heard all of it.
  if (incident.restricted !== null) return done(null);
  const alert = remotes["ops-alert"];
  if (alert === undefined && attempt < waitsForAlertUntilAttempt) {
    return { verdict: "later", afterMs: 300, why: "The alert that it points to is not there yet." };
  }
  // The alert was posted late enough to ring itself.
  if (alert !== undefined && hasRung(alert, event)) return done(null);
  try {
    const place = await opsPlace(hands, delivery);
    if (place === null) return noOpsChannel(delivery);
    const { channelId, onCallRoleId, groupRoles } = place;
    const setting = { incident, policy, onCallRoleId, groupRoles, alertUrl: alert?.url ?? null };
    const page = event.type === "severity-set" ? pageMessage(event, setting) : callMessage(event, setting);
    return await sayOnce(hands, delivery, channelId, page);
  } catch (error) {
    return judge(error, postingTo(delivery));
  }
};

function hasRung(alert: Remote, event: IncidentEvent): boolean {
  if (event.type === "severity-set") return alert.extra["paged"] === true;
  return event.type === "called" && calledBy(alert).includes(event.call);
}

async function sayOnce(
  hands: Hands,
  delivery: Delivery,
  channelId: string,
  message: MessageBody,
): Promise<Verdict> {
  const { attempt, incident, event, workspace, key } = delivery;
  const mark = entryMark(incident, event?.seq ?? 0);
  const earlier = attempt > 1 ? await findOurs(hands.client, channelId, mark) : null;
  const said = earlier ?? (await post(hands.client, channelId, message, key));
  delivery.checkpoint("said");
  const url = messageUrl(workspace.guildId, channelId, said.id);
  return done({ id: said.id, url, rendered: null, extra: { channelId } });
}
