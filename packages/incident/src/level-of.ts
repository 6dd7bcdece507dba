import { findLevel, type NamedLevel, type Policy } from "@muster/policy";
import type { Incident } from "./incident.ts";

/** The incident's level; null while it has no severity, or when the policy lost it. */
export function levelOf(incident: Pick<Incident, "severity">, policy: Policy): NamedLevel | null {
  return incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
}
