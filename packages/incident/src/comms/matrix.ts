import type { NamedLevel, Policy } from "@muster/policy";
import { isInGroup } from "../groups.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Actor, type Person } from "../person.ts";
import { holdersOf, holdsRole } from "../roles/holders.ts";
import type { PublicationKind } from "./vocabulary.ts";

/** Muster's own limit for a notice. The approver must see all of it in one Discord message. */
export const publicTextMax = 3_000;
/** What Discord takes is 2,000, and characters that would reshape a message get another before them. */
const discordTextMax = 1_900;

type Publication = Policy["publications"][string];

/** A place that the policy does not describe: people copy the words there. */
const unknown: Publication = {
  kind: "copy",
  channel: null,
  thread: false,
  path: null,
  maxChars: null,
  about: null,
  statusPage: null,
  postmortems: false,
  instead: null,
};

export function publicationAt(policy: Policy, where: string): Publication {
  return Object.hasOwn(policy.publications, where) ? policy.publications[where]! : unknown;
}

export const kindAt = (policy: Policy, where: string): PublicationKind => publicationAt(policy, where).kind;

export function maxAt(policy: Policy, where: string): number {
  const { kind, maxChars } = publicationAt(policy, where);
  return Math.min(maxChars ?? publicTextMax, kind === "discord" ? discordTextMax : publicTextMax);
}

/** Where notices of this level may go: the places that it asks for first, then the others of the policy. */
export function placesFor(policy: Policy, level: Pick<NamedLevel, "external">): string[] {
  return [...new Set([...level.external.map(({ where }) => where), ...Object.keys(policy.publications)])];
}

/** By name without regard to case; null when there is none. */
export function findPlace(places: string[], asked: string): string | null {
  const wanted = asked.trim().toLowerCase();
  return places.find((place) => place.toLowerCase() === wanted) ?? null;
}

export type Approvers = { roles: string[]; groups: string[]; drafterMayApprove: boolean };

/** Who approves words for this place at this level. Without a role and a group it is any responder. */
export function approversOf(policy: Policy, level: NamedLevel | null, where: string): Approvers {
  const terms = level?.approval ?? policy.communications.approval;
  const own = level?.external.find((post) => post.where === where)?.approvedBy ?? null;
  const roles = [...(own === null ? [] : [own]), ...(terms?.roles ?? [])];
  return {
    roles: [...new Set(roles)].filter((role) => Object.hasOwn(policy.roles, role)),
    groups: (terms?.groups ?? []).filter((group) => Object.hasOwn(policy.groups, group)),
    drafterMayApprove: terms?.drafterMayApprove ?? false,
  };
}

export function mayApprove(
  incident: Incident,
  policy: Policy,
  { roles, groups }: Approvers,
  actor: Actor,
): boolean {
  if (roles.length === 0 && groups.length === 0) return actor.isResponder;
  return (
    roles.some((role) => holdsRole(incident, role, actor.person)) ||
    groups.some((group) => isInGroup(policy, group, actor))
  );
}

/** `Incident Leader or Decision Maker`, for people. */
export function sayApprovers(policy: Policy, { roles, groups }: Approvers): string {
  const ofRoles = roles.map((role) => policy.roles[role]?.name ?? role);
  // "Decision Maker or Decision Makers" tells nobody more than the first of them.
  const ofGroups = groups
    .map((group) => policy.groups[group]?.name ?? group)
    .filter((group) => !ofRoles.some((role) => [role, `${role}s`].includes(group)));
  const names = [...new Set([...ofRoles, ...ofGroups])];
  return names.length === 0 ? "another responder" : names.join(" or ");
}

/** Those who hold one of the approving roles now. */
export function approversNow(incident: Incident, { roles }: Approvers): Person[] {
  const held = roles.flatMap((role) => holdersOf(incident, role).map(({ person }) => person));
  return held.filter((one, at) => held.findIndex((other) => isSamePerson(one, other)) === at);
}
