import { holdersOf, reachable, type Incident, type Person } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { inline } from "./neutralise.ts";

/** A Discord snowflake as it stands in the record. Anything else is not worth a mention. */
const snowflake = /^\d{15,22}$/;

/** The person as Discord links them, or by name. Whether it pings is decided by the message's `pings`, never by the text. */
export function mention(person: Person): string {
  return person.discord !== null && snowflake.test(person.discord) ? `<@${person.discord}>` : name(person);
}

export function name(person: Person): string {
  return inline(person.name, 80);
}

/** Whoever holds the role that leads, which is the policy's first; null while nobody does. */
export function leaderOf({ incident, policy }: { incident: Incident; policy: Policy }): Person | null {
  const [leading] = Object.keys(policy.roles);
  return leading === undefined ? null : (holdersOf(incident, leading)[0]?.person ?? null);
}

/** Discord ids of those who can be pinged. */
export function idsOf(people: (Person | null | undefined)[]): string[] {
  const ids = people.flatMap((person) =>
    person?.discord != null && snowflake.test(person.discord) ? [person.discord] : [],
  );
  return [...new Set(ids)];
}

/** Discord ids that words about this incident may ping: in a drill only those of people who signed up for it, or whom a roll-call asks. */
export function pingsIn(incident: Incident, people: (Person | null | undefined)[]): string[] {
  const within = reachable(incident);
  if (within === null) return idsOf(people);
  const known = idsOf(within);
  return idsOf(people).filter((id) => known.includes(id));
}
