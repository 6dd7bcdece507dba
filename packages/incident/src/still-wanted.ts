import type { Place } from "./effect.ts";
import type { EventType, IncidentEvent } from "./event.ts";
import type { Incident } from "./incident.ts";
import { isActive } from "./is-active.ts";
import { parts } from "./parts.ts";

type Wants = (incident: Incident, event: IncidentEvent) => string | null;

/** The ask that was made last, as long as nobody answered it, put it off or called it needless. The ones before come again by themselves. */
const openAsk: Wants = (incident, event) => {
  if (event.type !== "reminded" || event.isClock === true) return null;
  const { lastAsk, dismissed, snoozed } = incident.prompts;
  const { timer } = event;
  const isOpen = lastAsk === timer && dismissed[timer] === undefined && snoozed[timer] === undefined;
  return isOpen ? "ask" : null;
};

/** The one page of an incident that goes on. */
const page: Wants = (incident) => (isActive(incident) ? "page" : null);

const core: Record<Place, Partial<Record<EventType, Wants>>> = {
  room: { reminded: openAsk },
  "ops-alerts": { reminded: openAsk, "severity-set": page },
  reply: {},
};

/**
 * Those of the events that still want something from somebody: each must be told in words of its own, however late. All others are over,
 * or are only to be known, and may be told in one.
 */
export function stillWanted(
  incident: Incident,
  place: Place,
  events: readonly IncidentEvent[],
): IncidentEvent[] {
  const latest = new Map<string, IncidentEvent>();
  for (const event of events) {
    const wants = core[place][event.type] ?? parts.wants[event.type];
    const subject = wants?.(incident, event) ?? null;
    if (subject !== null) latest.set(subject, event);
  }
  const wanted = new Set(latest.values());
  return events.filter((event) => wanted.has(event));
}
