import type { Incident } from "@muster/incident";
import { textMessage, type MessageBody } from "./message.ts";
import { inline, label } from "./neutralise.ts";

/** https://discord.com/developers/docs/resources/channel#channel-object */
const nameMax = 100;
const topicMax = 1_024;

/** `incident-2026-01-05-withdrawals-fail`, or `drill-…`. It says nothing that may change: Discord allows two renames in ten minutes. */
export function channelName(incident: Incident): string {
  return `${incident.isDrill ? "drill" : "incident"}-${incident.date}-${incident.slug}`
    .slice(0, nameMax)
    .replace(/-+$/, "");
}

/** Set once, with the channel. The end of it is how the channel is found again after a crash. */
export function channelTopic(incident: Incident): string {
  const drill = incident.isDrill ? "DRILL · " : "";
  const mark = ` · ${topicMark(incident.id)}`;
  const words = `${drill}${incident.ref} · ${inline(incident.title, 200)} · Where it stands: the pinned card`;
  return `${words.slice(0, topicMax - mark.length)}${mark}`;
}

export function topicMark(incidentId: string): string {
  return `muster:${incidentId}`;
}

/** https://discord.com/developers/docs/resources/audit-log: at most 512 characters; who did what for which incident. A restricted one is not named there. */
export function auditReason(incident: Incident, what: string): string {
  // Who may read the audit log need not be among those who may know.
  if (incident.restricted !== null) return "Muster: a private channel";
  return label(`${incident.ref}: ${what} (declared by ${incident.reporter.name})`, 400);
}

/** To guests for whom nothing is left to do here: the room closes for them. Those who still watch the channel read it. */
export function farewellMessage(ids: string[]): MessageBody {
  return textMessage(
    `👋 ${ids.map((id) => `<@${id}>`).join(", ")}, thank you. Nothing here names you any more, so this room closes for you. If you are needed again: \`/access invite\`.`,
    [],
    { users: ids },
  );
}

/** To somebody who has just been let into the room. */
export function welcomeMessage(incident: Incident, id: string): MessageBody {
  return textMessage(
    `👋 <@${id}>, ${incident.isDrill ? `you take part in the drill ${incident.ref}` : `you were named for ${incident.ref}`}, so I let you in here. What you are asked for stands above; where things stand, on the pinned card.`,
    [],
    { users: [id] },
  );
}
