import type { Policy } from "@muster/policy";
import type { Incident, Offer, RoleState } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";

export type Holder = { person: Person; since: string };

/** What a role's state says, as lists. It is stored with its first holder and offer in front, which for most roles is all there is. */
type Lists = { holders: Holder[]; offers: Offer[] };

const vacant: RoleState = { holder: null, heldSince: null, offer: null };

export function roleState(incident: Incident, role: string): RoleState {
  return incident.roles[role] ?? vacant;
}

/** Everybody who holds the role, in the order in which they took it. */
export function holdersOf(incident: Pick<Incident, "roles">, role: string): Holder[] {
  return listsOf(incident.roles[role] ?? vacant).holders;
}

/** Everybody who was offered the role and has not answered yet. */
export function offersOf(incident: Pick<Incident, "roles">, role: string): Offer[] {
  return listsOf(incident.roles[role] ?? vacant).offers;
}

export function holdsRole(incident: Incident, role: string, person: Person): boolean {
  return holdersOf(incident, role).some((holder) => isSamePerson(holder.person, person));
}

/** The ids of all roles that the person holds. */
export function rolesHeldBy(incident: Incident, person: Person): string[] {
  return Object.keys(incident.roles).filter((role) => holdsRole(incident, role, person));
}

/** The role whose holder leads: the first that the level asks for. */
export function leadingRole(incident: Incident, policy: Policy): string | null {
  const level = incident.severity === null ? undefined : policy.levels[incident.severity.levelId];
  return level?.roles[0] ?? Object.keys(policy.roles)[0] ?? null;
}

/** Who leads now; null when nobody does. */
export function leaderOf(incident: Incident, policy: Policy): Person | null {
  const role = leadingRole(incident, policy);
  return role === null ? null : (holdersOf(incident, role)[0]?.person ?? null);
}

export function withRole(incident: Incident, role: string, change: (lists: Lists) => Lists): Incident {
  const changed = change(listsOf(roleState(incident, role)));
  return { ...incident, roles: { ...incident.roles, [role]: stateOf(changed) } };
}

function listsOf({ holder, heldSince, offer, others = [], otherOffers = [] }: RoleState): Lists {
  const first = holder === null ? [] : [{ person: holder, since: heldSince ?? "" }];
  return { holders: [...first, ...others], offers: [...(offer === null ? [] : [offer]), ...otherOffers] };
}

function stateOf({ holders, offers }: Lists): RoleState {
  const [holder, ...others] = holders;
  const [offer, ...otherOffers] = offers;
  return {
    holder: holder?.person ?? null,
    heldSince: holder?.since ?? null,
    offer: offer ?? null,
    ...(others.length === 0 ? {} : { others }),
    ...(otherOffers.length === 0 ? {} : { otherOffers }),
  };
}
