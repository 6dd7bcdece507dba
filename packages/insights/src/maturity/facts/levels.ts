import { leadingRole } from "@muster/incident";
import { findLevel, levelsOf, type NamedLevel } from "@muster/policy";
import type { Case } from "./case.ts";
import type { WhoIs } from "./humans.ts";
import { all } from "./times.ts";

export function levelIn({ incident, policy }: Case): NamedLevel | null {
  return incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
}

/** One of the two highest levels of its policy. */
export function isTop(one: Case): boolean {
  const level = levelIn(one);
  return (
    level !== null &&
    levelsOf(one.policy)
      .slice(0, 2)
      .some(({ id }) => id === level.id)
  );
}

/** The role that leads, as it was when it counted. */
export function leadRole({ incident, policy }: Case): string | null {
  return incident.response.leads ?? leadingRole(incident, policy);
}

/** Everybody who accepted a role, the first one first. */
export function heldBy(one: Case, role: string, whoIs: WhoIs): string[] {
  return all(one, "role-accepted").flatMap((event) => (event.role === role ? (whoIs(event.by) ?? []) : []));
}

/** The role for public words: the one that drafts them, else the one that is reminded of them, else the one that is called so. */
export function commsRole({ policy }: Pick<Case, "policy">): string | null {
  const { draftedBy } = policy.communications;
  if (draftedBy !== null) return draftedBy;
  const found = Object.entries(policy.roles).find(
    ([id, { name, remindedOf }]) =>
      remindedOf.includes("public-update") ||
      /^comm(?:s|unications?)\b/i.test(id) ||
      /^communications?\b/i.test(name),
  );
  return found?.[0] ?? null;
}
