import { minutesAfter } from "@muster/kernel";
import type { EventType, IncidentEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { Downtime } from "./vocabulary.ts";

/*
 * "Twitter if more than 30 minutes down" counts the time that users went without, not the time since somebody declared. It begins with the
 * harm, stops with its mitigation, and goes on where it stopped when the incident is reopened.
 */

/** Since when it is down without a break; null while it is not. */
export function downSince(incident: Incident): Date | null {
  return incident.status === "open" ? stretchSince(incident) : null;
}

function stretchSince({ anchors, comms }: Incident): Date | null {
  const { is, since } = comms.downtime;
  if (is === "running") return since === null ? null : new Date(since);
  if (is !== "assumed") return null;
  const from = anchors.started?.at ?? anchors.detected?.at;
  return from === undefined ? null : new Date(from);
}

/** When so many minutes of downtime are reached if it stays down; null while it is not down. */
export function downForAt(incident: Incident, minutes: number): Date | null {
  const since = downSince(incident);
  if (since === null) return null;
  const left = minutesAfter(since, minutes).getTime() - incident.comms.downtime.beforeMs;
  return new Date(Math.max(left, since.getTime()));
}

/** All downtime until now, in whole minutes. */
export function downtimeMin(incident: Incident, now: Date): number {
  const since = downSince(incident);
  const running = since === null ? 0 : Math.max(0, now.getTime() - since.getTime());
  return Math.floor((incident.comms.downtime.beforeMs + running) / 60_000);
}

const ends: readonly EventType[] = ["mitigated", "resolved", "dismissed", "merged"];

/** The incident after an event, its own or another part's, that may have ended or begun a stretch of downtime. */
export function followDowntime(incident: Incident, event: IncidentEvent): Incident {
  const { downtime } = incident.comms;
  if (downtime.is === "none") return incident;
  if (event.type === "reopened")
    return withDowntime(incident, { ...downtime, is: "running", since: event.at });
  const since = ends.includes(event.type) ? stretchSince(incident) : null;
  return since === null ? incident : withDowntime(incident, ended(downtime, since, new Date(event.at)));
}

export function withDowntime(incident: Incident, downtime: Downtime): Incident {
  return { ...incident, comms: { ...incident.comms, downtime } };
}

function ended({ beforeMs }: Downtime, since: Date, at: Date): Downtime {
  return { is: "over", since: null, beforeMs: beforeMs + Math.max(0, at.getTime() - since.getTime()) };
}
