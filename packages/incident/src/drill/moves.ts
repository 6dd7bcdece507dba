import type { DrillMove } from "@muster/policy";
import type { EventType, IncidentEvent } from "../event.ts";
import type { Incident } from "../incident.ts";

/** A drill of an hour has some hundred; what comes after these is in the record all the same. */
const movesMax = 500;

type Of<Type extends EventType> = Extract<IncidentEvent, { type: Type }>;
type Table = { [Type in EventType]?: (event: Of<Type>) => DrillMove[] };

/** What people do, by the events that say so. */
const movesBy: Table = {
  "severity-set": () => ["level"],
  "role-accepted": ({ from }) => (from === null ? ["led"] : ["led", "handed-over"]),
  "task-given": () => ["task"],
  noted: () => ["note"],
  decided: () => ["decision"],
  updated: () => ["update"],
  "evidence-added": () => ["evidence"],
  "public-drafted": () => ["draft"],
  "public-approved": () => ["approval"],
  called: () => ["call"],
  "call-answered": () => ["call"],
  "step-ticked": () => ["step"],
  "question-answered": () => ["assessed"],
  "service-noted": () => ["assessed"],
  "funds-noted": () => ["assessed"],
  mitigated: () => ["mitigated"],
  resolved: () => ["resolved"],
};

/** The drill after it heard of an event: from its beginning to its end people's moves are kept. What a clock does is nobody's move. */
export function hear(incident: Incident, event: IncidentEvent): Incident {
  const { drill } = incident;
  if (drill === null || drill.begunAt === null || drill.over !== null || event.via === "timer")
    return incident;
  const made = (movesBy[event.type] as ((event: IncidentEvent) => DrillMove[]) | undefined)?.(event) ?? []; // The table is keyed by the type itself.
  if (made.length === 0 || drill.moves.length >= movesMax) return incident;
  const { seq, at, by } = event;
  const moves = [...drill.moves, ...made.map((move) => ({ move, seq, at, by }))].slice(0, movesMax);
  return { ...incident, drill: { ...drill, moves } };
}
