import type { Incident, IncidentEvent } from "@muster/incident";
import { findLevel, type Policy } from "@muster/policy";

/** Updates that the level asked for, and how many of them came in time. */
export type Cadence = { asked: number; kept: number };

const isOver = new Set<IncidentEvent["type"]>(["resolved", "dismissed", "merged"]);

/**
 * Counts each update that was due. One that comes within the level's minutes after the last is kept; when they pass without one, each time
 * that they passed is one that was not. A stretch that ends before the next is due asks for none.
 */
export function cadenceOf(incident: Incident, events: readonly IncidentEvent[], policy: Policy): Cadence {
  const cadence = { asked: 0, kept: 0 };
  if (incident.imported !== null) return cadence;
  let everyMs: number | null = null;
  let since: number | null = null;
  const count = (until: number, isUpdate: boolean): void => {
    if (everyMs === null || since === null) return;
    const spanMs = Math.max(0, until - since);
    const isKept = isUpdate && spanMs <= everyMs;
    cadence.kept += isKept ? 1 : 0;
    cadence.asked += isKept ? 1 : Math.floor(spanMs / everyMs);
  };
  for (const event of events) {
    const at = Date.parse(event.at);
    if (event.type === "severity-set") {
      count(at, false);
      const everyMin = findLevel(policy, event.severity.levelId)?.updateEveryMin ?? null;
      everyMs = everyMin === null ? null : everyMin * 60_000;
      since = at;
    } else if (event.type === "updated" || isOver.has(event.type)) {
      count(at, event.type === "updated");
      since = isOver.has(event.type) ? null : at;
    } else if (event.type === "reopened") since = at;
  }
  return cadence;
}
