import { statuses, type Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";

/** GitHub refuses a longer label name. https://docs.github.com/en/rest/issues/labels#create-a-label */
const labelMax = 50;

/** `incident`, `severity:P1`, `status:mitigated`. */
export function issueLabels(incident: Incident, policy: Policy): string[] {
  const severity = incident.severity === null ? [] : [`severity:${incident.severity.levelId}`];
  return [policy.github.label, ...severity, `status:${incident.status}`].map((label) =>
    label.slice(0, labelMax),
  );
}

const isOurs = (label: string): boolean =>
  label.startsWith("severity:") || statuses.some((status) => label === `status:${status}`);

/** The labels an issue shall have: people's own stay, in their order; ours follow the incident. */
export function mergeLabels(current: readonly string[], wanted: readonly string[]): string[] {
  // GitHub compares names without case and keeps the one that came first.
  const has = (labels: readonly string[], label: string): boolean =>
    labels.some((one) => one.toLowerCase() === label.toLowerCase());
  const kept = current.filter((label) => has(wanted, label) || !isOurs(label.toLowerCase()));
  return [...kept, ...wanted.filter((label) => !has(kept, label))];
}
