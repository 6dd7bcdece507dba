import type { Policy } from "@muster/policy";
import type { Incident } from "./incident.ts";
import type { Source, WayToFind } from "./origin.ts";

/** Alerts that come from tools which look for attackers and holes, rather than for trouble. */
const securityTools =
  /dependabot|code[- ]?scanning|secret[- ]?scanning|forta|falco|wazuh|guardduty|hypernative/i;

/** How it came to light, with a reference if somebody gave one; null when nobody said and the source does not tell. */
export function foundBy(
  incident: Pick<Incident, "assess" | "source">,
): { how: WayToFind; ref: string | null } | null {
  return incident.assess.foundBy ?? foundBySource(incident.source);
}

export function foundBySource({
  kind,
  name,
  foundBy: how,
}: Source): { how: WayToFind; ref: string | null } | null {
  if (how != null) return { how, ref: null };
  if (kind === "alert")
    return { how: securityTools.test(name ?? "") ? "security-tool" : "monitoring", ref: name };
  return kind === "report" ? { how: "community", ref: null } : null;
}

/** Whether it may tell of a hole that is still open, by how it came to light. */
export function isDiscreet(source: Source, policy: Policy): boolean {
  const found = foundBySource(source);
  return found !== null && (policy.discretion.foundBy as readonly WayToFind[]).includes(found.how);
}
