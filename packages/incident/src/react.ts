import type { Effect, Place, Surface } from "./effect.ts";
import type { EventType, IncidentEvent } from "./event.ts";
import type { Hearing } from "./feature.ts";
import type { Incident } from "./incident.ts";
import { isReported } from "./drill/standing.ts";
import { meetingOf } from "./aftercare/meeting.ts";
import { publicSurfaces } from "./comms/surfaces.ts";
import { parts } from "./parts.ts";
import { membersOf } from "./visibility/members.ts";

/**
 * Events that everyone in the incident's channel must hear of in words of their own. The status card shows the rest.
 * `always` marks words that carry a button or a ping, so that an answer in the room cannot stand for them.
 */
const heardInRoom: Partial<Record<EventType, Hearing>> = {
  ...parts.hearing,
  "severity-set": "unless-said-there",
  decided: "unless-said-there",
  updated: "unless-said-there",
  "root-cause-found": "unless-said-there",
  mitigated: "unless-said-there",
  resolved: "unless-said-there",
  reopened: "unless-said-there",
  dismissed: "unless-said-there",
  merged: "unless-said-there",
  "duplicate-absorbed": "always",
  "hotfix-requested": "unless-said-there",
  "signals-changed": "always",
  "postmortem-published": "always",
  reminded: "always",
};

/**
 * What the outside world must be told after `events` led from `before` (null for a new incident) to `after`.
 * No effect is listed twice. A drill fills its own room and reaches nobody who did not sign up for it.
 */
export function react(before: Incident | null, after: Incident, events: IncidentEvent[]): Effect[] {
  // What a file told of the past is news to nobody.
  if (events.length === 0 || after.imported !== null) return [];
  const effects: Effect[] = [
    ...kept(before, after, events).map((surface): Effect => ({ kind: "keep", surface })),
    ...events
      .flatMap((event) => said(before, after, event))
      .map(({ place, seq }): Effect => ({ kind: "say", place, seq })),
  ];
  return after.isDrill ? effects.filter((effect) => staysInside(effect, after)) : effects;
}

/** Once it is over its report may go out, and the work that it has shown to be missing. */
function staysInside(effect: Effect, incident: Incident): boolean {
  if (effect.kind === "say") return effect.place !== "ops-alerts";
  if (effect.surface === "channel" || effect.surface === "status-card") return true;
  return isReported(incident) && (effect.surface === "drill-report" || effect.surface === "tracker");
}

function kept(before: Incident | null, after: Incident, events: IncidentEvent[]): Surface[] {
  const happened = (type: EventType): boolean => events.some((event) => event.type === type);
  // Whoever is called must be let in.
  const isCalled = happened("called") || happened("call-moved") || happened("call-answered");
  const moves = isCalled || JSON.stringify(roomOf(before)) !== JSON.stringify(roomOf(after));
  const owesPostmortem = after.postmortem !== null;
  const isPublished = after.postmortem?.publishedAt != null;
  const actionsMoved = events.some(({ type }) => type.startsWith("action-"));
  // An item that was added just before the merge missed the pull request.
  const mayHaveMissed = happened("postmortem-published") && after.actions.length > 0;
  // What stands where it may not, or may stand elsewhere now, is moved.
  const turned = happened("restriction-lifted") || (happened("restricted") && before !== null);
  const drillIsOver = isReported(after) && (happened("drill-ended") || actionsMoved);
  const table: [Surface, boolean][] = [
    ["drill-report", drillIsOver],
    ["channel", after.opened.channel && (before?.opened.channel !== true || moves)],
    ["status-card", after.opened.channel],
    ["ops-alert", after.opened.opsAlerts],
    ["issue", after.opened.issue],
    ["hotfix-branch", happened("hotfix-requested") || (turned && after.hotfixWanted)],
    ...publicSurfaces(after, events),
    ["disclosure", happened("disclosed")],
    ["meeting", isMeetingTold(after, happened)],
    ["postmortem", owesPostmortem && !isPublished],
    // Until a postmortem is owed its pull request carries the items; without one, or after it, they travel alone.
    [
      "action-issues",
      after.opened.issue &&
        after.actions.length > 0 &&
        (actionsMoved ||
          turned ||
          happened("resolved") ||
          happened("postmortem-published") ||
          before?.opened.issue !== true),
    ],
    [
      "tracker",
      mayHaveMissed ||
        (turned && after.actions.length > 0) ||
        (actionsMoved && (isPublished || after.postmortemDueHours === null)) ||
        (drillIsOver && after.actions.length > 0),
    ],
  ];
  return table.filter(([, isWanted]) => isWanted).map(([surface]) => surface);
}

/** Everybody in the server reads its calendar: a restricted incident's review is taken out of it, and put in when that is over. */
function isMeetingTold(after: Incident, happened: (type: EventType) => boolean): boolean {
  const isTurned = happened("restricted") || happened("restriction-lifted");
  return isTurned ? meetingOf(after) !== null : happened("meeting-scheduled") && after.restricted === null;
}

/** Who may be in the room: when that changes, somebody is let in or has to leave. */
function roomOf(incident: Incident | null): unknown {
  if (incident === null) return null;
  const { restricted, response, access } = incident;
  return restricted === null ? [response.guests, access.invited, access.removed] : membersOf(incident);
}

function said(
  before: Incident | null,
  after: Incident,
  event: IncidentEvent,
): { place: Place; seq: number }[] {
  const { seq } = event;
  const places: Place[] = [];
  if (event.type === "declared" && event.via === "discord") places.push("reply");
  const isOutside = isCallOutsideRoom(before, after, event) || isAskOutsideRoom(after, event);
  // Of a restricted incident its own room hears all that others would hear of in the alerts channel.
  const isRestricted = after.restricted !== null;
  const isForAlerts = isPage(before, event) || isOutside;
  if (isForAlerts && !isRestricted) places.push("ops-alerts");
  if (speaksInRoom(before, after, event) || (isForAlerts && isRestricted)) places.push("room");
  return places.map((place) => ({ place, seq }));
}

/** A page is a message of its own only when the incident's #ops-alerts message stands already: editing that would ping nobody. */
function isPage(before: Incident | null, event: IncidentEvent): boolean {
  return (
    event.type === "severity-set" &&
    event.terms.pages.includes("on-call") &&
    before?.opened.opsAlerts === true &&
    !before.paged
  );
}

/**
 * People who are called are told in the incident's channel. Without one, or while it only opens, #ops-alerts tells them: by the
 * incident's message there when that is posted for it, else by a message of its own.
 */
function isCallOutsideRoom(before: Incident | null, after: Incident, event: IncidentEvent): boolean {
  if (event.type !== "called" && event.type !== "call-moved" && event.type !== "call-silent") return false;
  if (before?.opened.channel === true) return false;
  const isInAlert = after.opened.opsAlerts && before?.opened.opsAlerts !== true;
  return !isInAlert || event.type !== "called";
}

/** Where there is no channel, an ask is made in #ops-alerts: without it an incident would be forgotten. */
function isAskOutsideRoom(after: Incident, event: IncidentEvent): boolean {
  return event.type === "reminded" && event.isClock !== true && !after.opened.channel;
}

function speaksInRoom(before: Incident | null, after: Incident, event: IncidentEvent): boolean {
  // A channel that opens now starts with the card, which says all that happened so far.
  if (!after.opened.channel) return false;
  const terms = heardInRoom[event.type];
  if (before?.opened.channel !== true) return terms === "from-the-start";
  if (terms === "from-the-start") return !event.inRoom;
  return terms === "always" || (terms === "unless-said-there" && !event.inRoom);
}
