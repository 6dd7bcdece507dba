import {
  GuildScheduledEventEntityType as EntityType,
  GuildScheduledEventPrivacyLevel as PrivacyLevel,
  type RESTPostAPIGuildScheduledEventJSONBody,
} from "discord-api-types/v10";
import { meetingOf, type Incident } from "@muster/incident";
import { hoursAfter } from "@muster/kernel";
import { label } from "./neutralise.ts";

/** https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object */
const nameMax = 100;
const locationMax = 100;
const lastsHours = 1;

/**
 * The review as an event in the server's calendar, where everyone on the server sees it. So it says nothing of what happened: the
 * incident's number, the time, and who leads. Null when none is scheduled.
 */
export function meetingEvent(
  incident: Incident,
  place: string,
): RESTPostAPIGuildScheduledEventJSONBody | null {
  const meeting = meetingOf(incident);
  if (meeting === null) return null;
  const led = meeting.facilitator === null ? "" : ` Led by ${label(meeting.facilitator.name, 80)}.`;
  return {
    name: label(`Review of ${incident.ref}`, nameMax),
    description: `What happened, why, and what we change; nobody is blamed.${led} Responders find the draft in the incident's channel or issue.\n${meetingMark(incident.id)}`,
    scheduled_start_time: meeting.at,
    scheduled_end_time: hoursAfter(new Date(meeting.at), lastsHours).toISOString(),
    privacy_level: PrivacyLevel.GuildOnly,
    entity_type: EntityType.External,
    entity_metadata: { location: label(place, locationMax) },
  };
}

/** How the event is found again after a crash. It stands on a line of its own. */
export function meetingMark(incidentId: string): string {
  return `muster:meeting:${incidentId}`;
}
