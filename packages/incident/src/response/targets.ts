import { minutesAfter } from "@muster/kernel";
import type { NamedLevel } from "@muster/policy";
import type { IncidentEvent } from "../event.ts";
import type { Incident, TimelineEntry } from "../incident.ts";
import { holdersOf } from "../roles/holders.ts";
import { targetNames, type TargetMinutes, type TargetName } from "./vocabulary.ts";

/** What the level promises, in minutes. "Immediate" is no span of time: there the offer of the leading role is the clock. */
export function targetsOf({ targets, response }: NamedLevel): TargetMinutes {
  const { ackWithinMin, firstUpdateWithinMin, resolveWithinMin } = targets;
  const minutes: Record<TargetName, number | null> = {
    ack: ackWithinMin,
    response: response.withinMin === 0 ? null : response.withinMin,
    firstUpdate: firstUpdateWithinMin,
    resolve: resolveWithinMin,
  };
  return Object.fromEntries(Object.entries(minutes).filter(([, span]) => span !== null));
}

/** When what the target asks for happened; null while it has not. Once met it stays so: the first time counts. */
export function metAt(incident: Incident, target: TargetName): string | null {
  const { ledAt, leads } = incident.response;
  switch (target) {
    case "ack":
    case "response":
      if (ledAt !== null) return ledAt;
      return earliest(
        // Where the level asks for no role, a word on how it goes is a response as good as any.
        leads === null ? firstOf(incident, "update") : null,
        firstOf(incident, "mitigation"),
        firstOf(incident, "resolution"),
      );
    case "firstUpdate":
      return earliest(firstOf(incident, "update"), firstOf(incident, "resolution"));
    case "resolve":
      return firstOf(incident, "resolution");
  }
}

/**
 * The incident with the clocks of a new level. What is met stays met. Raised, a clock becomes no later than it was; lowered, it counts
 * from the declaration with the time that the new level gives.
 */
export function withTargets(
  incident: Incident,
  event: Extract<IncidentEvent, { type: "severity-set" }>,
): Incident {
  const { targets = {}, leads = null } = event.terms;
  const dueAt = targetNames.flatMap((target): [TargetName, string][] => {
    const due = newDue(incident, event, target, targets[target] ?? null);
    return due === null ? [] : [[target, due]];
  });
  const { response } = incident;
  // Whoever answered under another level has answered. Before the first level no clock ran, so only the role that leads counts.
  const ledAt =
    event.from !== null
      ? metAt(incident, "ack")
      : leads === null
        ? response.ledAt
        : (holdersOf(incident, leads)[0]?.since ?? null);
  return { ...incident, response: { ...response, leads, ledAt, dueAt: Object.fromEntries(dueAt) } };
}

/** The incident after somebody took a role: the leading one takes it off the reporter's hands. */
export function ledSince(incident: Incident, role: string, at: string): Incident {
  const { response } = incident;
  const isLeading = response.leads === null || response.leads === role;
  if (response.ledAt !== null || !isLeading) return incident;
  return { ...incident, response: { ...response, ledAt: metAt(incident, "ack") ?? at } };
}

function newDue(
  incident: Incident,
  { at, from, severity }: Extract<IncidentEvent, { type: "severity-set" }>,
  target: TargetName,
  minutes: number | null,
): string | null {
  const old = incident.response.dueAt[target] ?? null;
  if (old !== null && metAt(incident, target) !== null) return old;
  const after = (start: string): string | null =>
    minutes === null ? null : minutesAfter(new Date(start), minutes).toISOString();
  if (from === null) return after(at);
  if (severity.rank < from.rank) return earliest(old, after(at));
  return after(incident.anchors.declared?.at ?? at);
}

function firstOf(incident: Incident, kind: TimelineEntry["kind"]): string | null {
  return incident.timeline.find((entry) => entry.kind === kind)?.recordedAt ?? null;
}

function earliest(...times: (string | null)[]): string | null {
  return times.reduce(
    (first, time) => (first === null || (time !== null && time < first) ? time : first),
    null,
  );
}
