import { findLevel, highestLevel, type NamedLevel, type Policy } from "@muster/policy";
import { callsTo } from "../calling.ts";
import type { EventBody } from "../event.ts";
import { isDiscreet } from "../found-by.ts";
import type { Incident } from "../incident.ts";
import type { Setting } from "../setting.ts";
import { severityEvents } from "../severity.ts";

type Consequence = {
  raisesTo: string | null;
  raises: "ask" | "at-once";
  calls: string[];
  opensClocks: string[];
};

/**
 * What follows when a rule of escalation holds: its words are quoted, people are called, and the severity is raised or people are asked
 * to raise it. Each rule sets this off once.
 */
export function escalate(
  incident: Incident,
  rule: string,
  text: string,
  consequence: Consequence,
  setting: Setting,
): EventBody[] {
  const { policy } = setting;
  if (incident.assess.escalated.some((earlier) => earlier.rule === rule)) return [];
  const level = raisedTo(incident, consequence.raisesTo, policy);
  const isAtOnce = consequence.raises === "at-once";
  const { calls, opensClocks } = consequence;
  const escalated: EventBody = {
    type: "escalated",
    rule,
    text,
    calls,
    opensClocks,
    asksToRaiseTo: level === null || isAtOnce ? null : level.id,
  };
  const called = callsTo(policy, calls, incident.calls, text);
  const raised = level === null || !isAtOnce ? [] : raise(incident, level, setting);
  // A higher level calls people too; those whom the rule called already are not called twice.
  const names = new Set(called.map(({ whom }) => whom));
  const others = raised.filter((event) => event.type !== "called" || !names.has(event.whom));
  return [escalated, ...numbered(incident, [...called, ...others])];
}

/**
 * A severity and its reason are read by everybody who reads the issue; what the rule says, such as that data of users is exposed, is not for
 * them. The escalation beside it quotes the rule to those who are in the incident.
 */
const byRule = "a rule of the policy holds";

export function raise(incident: Incident, level: NamedLevel, setting: Setting): EventBody[] {
  const { severity: from, roles, calls, source } = incident;
  const discreet = isDiscreet(source, setting.policy);
  return severityEvents({
    level,
    from,
    reason: byRule,
    wasUnsure: false,
    roles,
    calls,
    isDiscreet: discreet,
    setting,
  });
}

/** The level that a rule raises to; null when it stands as high already. Never a lower one. */
export function raisedTo(incident: Incident, wanted: string | null, policy: Policy): NamedLevel | null {
  if (wanted === null) return null;
  const level = wanted === "highest" ? highestLevel(policy) : findLevel(policy, wanted);
  if (level === null) return null;
  return incident.severity === null || level.rank < incident.severity.rank ? level : null;
}

/** Calls that come from two places at once are counted on. */
function numbered(incident: Incident, events: EventBody[]): EventBody[] {
  let next = incident.calls.calls.length;
  return events.map((event) => (event.type === "called" ? { ...event, call: `C${(next += 1)}` } : event));
}
