import type { Policy } from "@muster/policy";
import type { NewErrand } from "./errand.ts";
import type { IncidentEvent } from "./event.ts";
import type { Incident } from "./incident.ts";

/** What comes first has the way to GitHub for itself: the issue, and whoever waits for its link. */
const lookAfterMs = 15_000;

/** Work for the workspace that what happened to an incident brings, to be put in the transaction that writes it down. */
export function errandsAfter(
  incident: Incident,
  events: readonly IncidentEvent[],
  policy: Policy,
): NewErrand[] {
  if (incident.imported !== null) return [];
  // What was made up has left no trace anywhere.
  if (incident.isDrill) return [];
  const wanted = events.find(({ type }) => type === "suspects-wanted");
  if (wanted !== undefined) return [find(incident, `suspects:${incident.id}:${wanted.seq}`, wanted.at, 0)];
  const begun = events.find(({ type }) => type === "declared" || type === "severity-set");
  if (begun === undefined || !isLookedAt(incident, policy)) return [];
  return [find(incident, `suspects:${incident.id}`, begun.at, lookAfterMs)];
}

function find({ id }: Incident, key: string, at: string, afterMs: number): NewErrand {
  return {
    key,
    errand: { do: "find-suspects", incident: id },
    dueAt: new Date(new Date(at).getTime() + afterMs),
  };
}

/** A report is no incident before a responder says how severe it is. */
function isLookedAt({ source, severity }: Incident, { suspects }: Policy): boolean {
  if (suspects.windowMin === 0) return false;
  if (suspects.levels !== null) return severity !== null && suspects.levels.includes(severity.levelId);
  return source.kind !== "report" || severity !== null;
}
