import type { Incident } from "../incident.ts";

/** The first person who takes a role is the first who has the incident in hand. */
export function acknowledged(incident: Incident, at: string): Incident {
  if (incident.anchors.acknowledged !== undefined) return incident;
  const anchor = { at, precision: "second", basis: "recorded" } as const;
  return { ...incident, anchors: { ...incident.anchors, acknowledged: anchor } };
}
