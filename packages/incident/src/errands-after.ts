import type { Policy } from "@muster/policy";
import { drillsMet } from "./drill/schedule.ts";
import type { Errand, NewErrand } from "./errand.ts";
import type { IncidentEvent } from "./event.ts";
import type { Incident } from "./incident.ts";
import { lookalikesMax } from "./likeness/index.ts";

/** What comes first has the way for itself: the room and the issue, and whoever waits for its link. */
const lookAfterMs = 15_000;

/** Work for the workspace that what happened to an incident brings, to be put in the transaction that writes it down. */
export function errandsAfter(
  incident: Incident,
  events: readonly IncidentEvent[],
  policy: Policy,
): NewErrand[] {
  if (incident.imported !== null) return [];
  // What was made up has left no trace anywhere. What was planned is held once a drill of that kind has ended.
  if (incident.isDrill)
    return events.some(({ type }) => type === "drill-ended") ? drillsMet(incident, policy) : [];
  return [...suspectsAfter(incident, events, policy), ...lookalikesAfter(incident, events, policy)];
}

function suspectsAfter(incident: Incident, events: readonly IncidentEvent[], policy: Policy): NewErrand[] {
  const find = (key: string, at: string, afterMs: number): NewErrand =>
    later(key, { do: "find-suspects", incident: incident.id }, at, afterMs);
  const wanted = events.find(({ type }) => type === "suspects-wanted");
  if (wanted !== undefined) return [find(`suspects:${incident.id}:${wanted.seq}`, wanted.at, 0)];
  const begun = events.find(({ type }) => type === "declared" || type === "severity-set");
  if (begun === undefined || !isLookedAt(incident, policy)) return [];
  return [find(`suspects:${incident.id}`, begun.at, lookAfterMs)];
}

/** What makes two incidents alike is known bit by bit, so each bit is a reason to look again. Who was named once is not named again. */
const tellsMore: readonly IncidentEvent["type"][] = ["declared", "severity-set", "kind-set", "service-noted"];

function lookalikesAfter(incident: Incident, events: readonly IncidentEvent[], policy: Policy): NewErrand[] {
  if (policy.lookalikes.among === 0 || !isIncident(incident)) return [];
  if (incident.likeness.found.length >= lookalikesMax) return [];
  const last = events.findLast(({ type }) => tellsMore.includes(type));
  if (last === undefined) return [];
  return [
    later(
      `lookalikes:${incident.id}:${last.seq}`,
      { do: "find-lookalikes", incident: incident.id },
      last.at,
      lookAfterMs,
    ),
  ];
}

function later(key: string, errand: Errand, at: string, afterMs: number): NewErrand {
  return { key, errand, dueAt: new Date(new Date(at).getTime() + afterMs) };
}

/** A report is no incident before a responder says how severe it is. */
const isIncident = ({ source, severity }: Incident): boolean => source.kind !== "report" || severity !== null;

function isLookedAt(incident: Incident, { suspects }: Policy): boolean {
  const { severity } = incident;
  if (suspects.windowMin === 0) return false;
  if (suspects.levels !== null) return severity !== null && suspects.levels.includes(severity.levelId);
  return isIncident(incident);
}
