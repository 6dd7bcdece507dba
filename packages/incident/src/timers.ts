import { hoursAfter, minutesAfter } from "@muster/kernel";
import { findLevel, type NamedLevel, type Policy } from "@muster/policy";
import type { Timer } from "./feature.ts";
import type { Incident } from "./incident.ts";
import { isActive } from "./is-active.ts";
import { parts } from "./parts.ts";
import { inDrill } from "./drill/timers.ts";
import { spaced } from "./prompts/spacing.ts";

/**
 * Every timer this incident should have, worked out from its state alone.
 *
 * Nothing is ever cancelled: the engine stores this list after each change and drops whatever is no longer on it, so a stale
 * timer cannot outlive its reason. A period that was missed several times over is due once, because the next due time
 * counts from the last firing.
 */
export function timersFor(incident: Incident, policy: Policy): Timer[] {
  if (incident.imported !== null) return [];
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  const timers = [
    ...unsureTimer(incident, policy),
    ...updateTimer(incident, level),
    ...parts.timers({ incident, policy, level }),
    ...postmortemTimer(incident, policy),
  ];
  return spaced(inDrill(timers, incident), incident, policy);
}

function unsureTimer(incident: Incident, policy: Policy): Timer[] {
  const afterMin = policy.classification.unsureAfterMin;
  const declaredAt = incident.anchors.declared?.at;
  if (!isActive(incident) || incident.severity !== null || afterMin === null || declaredAt === undefined)
    return [];
  // Somebody from outside must not page the team by keeping it from answering.
  if (incident.source.kind === "report") return [];
  return [{ name: "unsure", dueAt: minutesAfter(new Date(declaredAt), afterMin), manner: "clock" }];
}

function updateTimer(incident: Incident, level: NamedLevel | null): Timer[] {
  if (!isActive(incident) || level === null || level.updateEveryMin === null) return [];
  const last = latest(incident.lastUpdateAt, incident.anchors.declared?.at, incident.reminded["update"]);
  return last === null
    ? []
    : [{ name: "update", dueAt: minutesAfter(last, level.updateEveryMin), manner: "ask" }];
}

/** One timer at a time: the first threshold after the last reminder. Nobody is sent three reminders after a long outage. */
function postmortemTimer(incident: Incident, policy: Policy): Timer[] {
  const { postmortem } = incident;
  const resolvedAt = incident.anchors.resolved?.at;
  if (postmortem === null || postmortem.publishedAt !== null || resolvedAt === undefined) return [];
  if (incident.status !== "resolved") return [];

  const { remindBeforeHours, remindOverdueEveryHours } = policy.postmortem;
  const due = new Date(postmortem.dueAt);
  const last = latest(incident.reminded["postmortem"], resolvedAt)!; // resolvedAt is one of them.
  const ahead = [...remindBeforeHours.map((hours) => hoursAfter(due, -hours)), due]
    .filter((at) => at > last)
    .sort((a, b) => a.getTime() - b.getTime());
  const next =
    ahead[0] ??
    (remindOverdueEveryHours === null ? null : hoursAfter(later(last, due), remindOverdueEveryHours));
  return next === null ? [] : [{ name: "postmortem", dueAt: next, manner: "patient" }];
}

function latest(...times: (string | null | undefined)[]): Date | null {
  const known = times.filter((time) => time != null).map((time) => new Date(time));
  return known.length === 0 ? null : known.reduce(later);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
