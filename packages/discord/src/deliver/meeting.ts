import { createHash } from "node:crypto";
import { Routes, type APIGuildScheduledEvent } from "discord-api-types/v10";
import { meetingOf, type Delivery, type Verdict } from "@muster/incident";
import { auditReason } from "../views/channel.ts";
import { meetingEvent, meetingMark } from "../views/meeting.ts";
import { done, guildOf, type Hand, type Hands } from "./hands.ts";
import { codeOf, judge, type Doing } from "./judge.ts";
import { ourId } from "./send.ts";

const doing: Doing = {
  what: "put the review into the server's events",
  permission: "Create Events",
  where: "in the server settings",
};

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const unknownEvent = 10_070;

/** The review in the server's calendar: made once, then moved with it. A time that has passed is left as it stands. */
export const keepMeeting: Hand = async (hands, delivery) => {
  const { incident, policy, remote, now } = delivery;
  const guildId = guildOf(delivery);
  const meeting = meetingOf(incident);
  const wanted = meetingEvent(incident, `#${policy.discord.opsAlerts.replace(/^#/, "")}`);
  // Discord takes no event in the past, and nobody could come any more.
  if (incident.restricted !== null) return takeOut(hands, delivery, guildId);
  if (guildId === null || wanted === null || meeting === null || new Date(meeting.at) <= now)
    return done(remote);
  const rendered = createHash("sha256").update(JSON.stringify(wanted)).digest("base64url").slice(0, 22);
  if (remote?.rendered === rendered) return done(remote);

  try {
    const known = remote?.id ?? (delivery.attempt > 1 ? await findEvent(hands, guildId, incident.id) : null);
    const kept = (id: string): Verdict =>
      done({ id, url: `https://discord.com/events/${guildId}/${id}`, rendered, extra: {} });
    if (known !== null) {
      try {
        await hands.client.rest.patch(Routes.guildScheduledEvent(guildId, known), { body: wanted });
        delivery.checkpoint("meeting moved");
        return kept(known);
      } catch (error) {
        // Somebody deleted it; a new time is worth a new one.
        if (codeOf(error) !== unknownEvent) throw error;
      }
    }
    return kept(await create(hands, delivery, guildId, wanted));
  } catch (error) {
    return judge(error, doing);
  }
};

/** Everybody reads the calendar: what stood there of an incident that is restricted now goes. */
async function takeOut(hands: Hands, { remote }: Delivery, guildId: string | null): Promise<Verdict> {
  if (guildId === null || remote === null) return done(null);
  try {
    await hands.client.rest.delete(Routes.guildScheduledEvent(guildId, remote.id));
  } catch (error) {
    if (codeOf(error) !== unknownEvent) return judge(error, doing);
  }
  return done({ ...remote, rendered: null, url: null });
}

async function create(
  { client }: Hands,
  delivery: Delivery,
  guildId: string,
  body: unknown,
): Promise<string> {
  const made = (await client.rest.post(Routes.guildScheduledEvents(guildId), {
    body,
    reason: auditReason(delivery.incident, "review meeting"),
  })) as APIGuildScheduledEvent;
  delivery.checkpoint("meeting created");
  return made.id;
}

async function findEvent({ client }: Hands, guildId: string, incidentId: string): Promise<string | null> {
  const events = (await client.rest.get(Routes.guildScheduledEvents(guildId))) as APIGuildScheduledEvent[];
  const mark = meetingMark(incidentId);
  const ours = events.find(
    ({ creator_id: creator, description }) =>
      creator === ourId(client) && description?.split("\n").includes(mark) === true,
  );
  return ours?.id ?? null;
}
