import type { View } from "../feature.ts";
import { isSamePerson, type Person } from "../person.ts";
import { holdersOf } from "./holders.ts";

/** Who holds roles together that the level wants in different hands. */
export function heldByOne({ incident, policy, level }: View): { person: Person; names: string[] }[] {
  return (level?.separate ?? []).flatMap((roles) => {
    const held = roles.flatMap((role) => holdersOf(incident, role).map(({ person }) => ({ role, person })));
    const people = held.filter(
      ({ person }, at) => held.findIndex((other) => isSamePerson(other.person, person)) === at,
    );
    return people.flatMap(({ person }) => {
      const own = held.filter((other) => isSamePerson(other.person, person));
      const names = own.map(({ role }) => policy.roles[role]?.name ?? role);
      return names.length > 1 ? [{ person, names }] : [];
    });
  });
}
