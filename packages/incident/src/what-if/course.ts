import type { IncidentEvent } from "../event.ts";
import type { Incident } from "../incident.ts";

/** An incident with its record. */
export type Case = { incident: Incident; events: readonly IncidentEvent[] };

/** How an incident went, in the terms that a policy has a say in. Times in milliseconds. */
export type Course = {
  incident: Incident;
  /** The levels it had, one after the other, until it was over. */
  stages: { levelId: string; from: number; until: number }[];
  declaredAt: number;
  /** When it was over; now for one that is not. */
  overAt: number;
  /** When somebody chose a severity; null when nobody did. */
  chosenAt: number | null;
  /** When the first role was taken; null when none was. */
  respondedAt: number | null;
  mitigatedAt: number | null;
  resolvedAt: number | null;
  updates: number[];
  downMin: number | null;
  /** Who held a role, ever: their names by the role's id. */
  held: Map<string, string>;
};

const endings: readonly IncidentEvent["type"][] = ["resolved", "dismissed", "merged"];

export function courseOf({ incident, events }: Case, now: Date): Course {
  const at = (event: IncidentEvent | undefined): number | null =>
    event === undefined ? null : Date.parse(event.at);
  const anchor = (name: keyof Incident["anchors"]): number | null => {
    const found = incident.anchors[name];
    return found === undefined ? null : Date.parse(found.at);
  };
  const isOver = incident.status !== "open" && incident.status !== "mitigated";
  const ending = isOver ? at(events.findLast(({ type }) => endings.includes(type))) : null;
  const overAt = ending ?? now.getTime();
  const declaredAt = anchor("declared") ?? at(events[0]) ?? overAt;
  const downFrom = anchor("started") ?? anchor("detected");
  const mitigatedAt = anchor("mitigated");
  const resolvedAt = anchor("resolved");
  return {
    incident,
    stages: stagesOf(events, overAt),
    declaredAt,
    overAt,
    chosenAt: at(events.find((event) => event.type === "severity-set" && !event.wasUnsure)),
    respondedAt: anchor("acknowledged"),
    mitigatedAt,
    resolvedAt,
    updates: events.filter(({ type }) => type === "updated").map((event) => Date.parse(event.at)),
    downMin: downFrom === null ? null : ((mitigatedAt ?? resolvedAt ?? overAt) - downFrom) / 60_000,
    held: new Map(
      events.flatMap((event) =>
        event.type === "role-accepted" ? [[event.role, event.by.name] as const] : [],
      ),
    ),
  };
}

function stagesOf(events: readonly IncidentEvent[], overAt: number): Course["stages"] {
  const changes = events.flatMap((event) =>
    event.type === "severity-set" ? [{ levelId: event.severity.levelId, from: Date.parse(event.at) }] : [],
  );
  return changes
    .map((stage, index) => ({ ...stage, until: changes[index + 1]?.from ?? overAt }))
    .filter(({ from, until }, index) => index === 0 || until > from);
}
