import { statuses } from "@muster/incident";
import { findLevel, type Policy } from "@muster/policy";

/** `severity:P1`, `status:mitigated`. Labels with these beginnings are ours to set; all others belong to people. */
export const severityLabelPrefix = "severity:";
export const statusLabelPrefix = "status:";

export function isStatusLabel(name: string): boolean {
  const label = name.toLowerCase();
  return statuses.some((status) => label === `${statusLabelPrefix}${status}`);
}

export function isSeverityLabel(name: string, policy: Policy): boolean {
  const label = name.toLowerCase();
  if (!label.startsWith(severityLabelPrefix)) return false;
  return findLevel(policy, label.slice(severityLabelPrefix.length)) !== null;
}

/** A label that follows the incident: people who take it away get it back. GitHub compares names without case. */
export function isOurLabel(name: string, policy: Policy): boolean {
  const isDeclaring = name.toLowerCase() === policy.github.label.toLowerCase();
  return isDeclaring || isStatusLabel(name) || isSeverityLabel(name, policy);
}
