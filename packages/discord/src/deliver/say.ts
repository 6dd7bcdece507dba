import { stillWanted, type Delivery, type IncidentEvent, type Remote, type Verdict } from "@muster/incident";
import { catchUpMessage, lateOpening } from "../views/catch-up.ts";
import { messageUrl } from "../views/links.ts";
import type { MessageBody } from "../views/message.ts";
import { callMessage, pageMessage, readEntryMark, roomMessage } from "../views/say.ts";
import { afterDeletion, channelGone, done, groupRolesOf, type Hand, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";
import { calledBy, noOpsChannel, opsPlace, postingTo } from "./ops-alert.ts";
import { findOursWith, linesOf, post } from "./send.ts";

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
  const deleted = afterDeletion(delivery) ?? nothingLeft(delivery);
  if (deleted !== null) return deleted;
  // A channel starts with its card; whoever is called, or catches up, reads that first.
  const readsCard = event.type === "called" || event.type === "drill-planned" || delivery.late !== null;
  if (readsCard && remotes["status-card"] === undefined && attempt < waitsForCardUntilAttempt) {
    return { verdict: "later", afterMs: 300, why: "The card is not there yet." };
  }
  try {
    const groupRoles =
      event.type === "called" || event.type === "restricted" || event.type === "drill-planned"
        ? await groupRolesOf(hands, delivery)
        : undefined;
    const setting = { incident, policy, ...(groupRoles === undefined ? {} : { groupRoles }) };
    const opening = delivery.late === null ? [] : [lateOpening(event)];
    const message = catchUp(delivery) ?? roomMessage([event], setting, opening);
    return await sayOnce(hands, delivery, channel.id, message);
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
  const over = nothingLeft(delivery);
  if (over !== null) return over;
  // The alert was posted late enough to ring itself.
  if (alert !== undefined && hasRung(alert, event)) return done(null);
  try {
    const place = await opsPlace(hands, delivery);
    if (place === null) return noOpsChannel(delivery);
    const { channelId, onCallRoleId, groupRoles } = place;
    const summary = catchUp(delivery);
    if (summary !== null) return await sayOnce(hands, delivery, channelId, summary);
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

/** One message for what waited too long; null when these words still want somebody, or are the only ones that do not. */
function catchUp(delivery: Delivery): MessageBody | null {
  const { event, incident, now } = delivery;
  const overtaken = overtakenBy(delivery);
  if (event === null || overtaken?.told.includes(event) !== true) return null;
  return overtaken.told.length === 1 ? null : catchUpMessage({ ...delivery, incident, ...overtaken, now });
}

/** Reminders that are answered by now, or made again since, are not worth a word when they come late. */
function nothingLeft(delivery: Delivery): Verdict | null {
  const { event } = delivery;
  const told = overtakenBy(delivery)?.told ?? [];
  if (event === null || !told.includes(event) || told.some(({ type }) => type !== "reminded")) return null;
  return { verdict: "sent", remote: null, told: told.map(({ seq }) => seq).filter((seq) => seq > event.seq) };
}

/** Of all that waits in this place: what may be told in one, and how much must go out on its own. */
function overtakenBy({ event, effect, incident, late }: Delivery): {
  told: IncidentEvent[];
  following: number;
} | null {
  if (late === null || event === null || effect.kind !== "say") return null;
  const all = [event, ...late.waiting];
  const wanted = stillWanted(incident, effect.place, all);
  return { told: all.filter((one) => !wanted.includes(one)), following: wanted.length };
}

/**
 * Posts a message once. Which entries it tells is read from the message itself: an earlier try may have told fewer than wait by now, and
 * was perhaps never written down.
 */
async function sayOnce(
  hands: Hands,
  delivery: Delivery,
  channelId: string,
  message: MessageBody,
): Promise<Verdict> {
  const { attempt, incident, workspace, key } = delivery;
  const seq = delivery.event?.seq ?? 0;
  const isOurs = (line: string): boolean => readEntryMark(incident, line)?.first === seq;
  const earlier = attempt > 1 ? await findOursWith(hands.client, channelId, isOurs) : null;
  const said = earlier ?? (await post(hands.client, channelId, message, key));
  delivery.checkpoint("said");
  const url = messageUrl(workspace.guildId, channelId, said.id);
  const remote = { id: said.id, url, rendered: null, extra: { channelId } };
  // Its mark is the last: what stands above may be anybody's words.
  const marks = linesOf(said).flatMap((line) => readEntryMark(incident, line) ?? []);
  const last = marks.at(-1)?.last ?? seq;
  const told = (overtakenBy(delivery)?.told ?? []).map((one) => one.seq);
  return { verdict: "sent", remote, told: told.filter((one) => one > seq && one <= last) };
}
