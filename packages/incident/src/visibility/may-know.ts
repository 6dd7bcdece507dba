import type { Incident } from "../incident.ts";
import type { Actor, Person } from "../person.ts";
import { isAmong, membersOf } from "./members.ts";

/**
 * Who reads or hears something.
 *
 * - `public`  reads what anybody can read: a public repository, #ops-alerts, a feed, an answer to a stranger.
 * - `person`  is one human in Discord or on GitHub, with the groups of the policy that they belong to by Discord role.
 * - `inside`  is in the incident's own room already, or is Muster itself or the operator at its database.
 */
export type Audience =
  | { is: "public" }
  | { is: "person"; person: Person; groups: readonly string[] }
  | { is: "inside" };

export const everybody: Audience = { is: "public" };
export const inside: Audience = { is: "inside" };

/** Whose ears an order's answer reaches. Clocks, alerts and the operator's command line are Muster's own. */
export function audienceOf({ person, via, groups }: Pick<Actor, "person" | "via" | "groups">): Audience {
  return via === "discord" || via === "github" ? { is: "person", person, groups } : inside;
}

/**
 * Whether an incident may be known to exist, by whoever is asked about or told of it. Every exit goes through this: a list, a number, a
 * digest, a file, a comment, a refusal. Being a responder is not enough for a restricted one.
 */
export function mayKnow(incident: Incident, audience: Audience): boolean {
  if (incident.restricted === null || audience.is === "inside") return true;
  if (audience.is === "public") return false;
  const { people, groups } = membersOf(incident);
  if (isAmong(incident.access.removed, audience.person)) return false;
  return isAmong(people, audience.person) || groups.some((group) => audience.groups.includes(group));
}

/** Those of the incidents that the audience may know of. */
export function knownTo<One extends Incident>(incidents: readonly One[], audience: Audience): One[] {
  return incidents.filter((incident) => mayKnow(incident, audience));
}
