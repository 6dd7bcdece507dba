import { personOf } from "@muster/github";
import type { Person } from "@muster/incident";
import { resolvePerson, type Policy } from "@muster/policy";

/** Who is meant by a name on a page: somebody known, or a login that is written as one. Null for a name that nobody is known by. */
export function ownerNamed(
  said: string,
  { people, policy }: { people: readonly Person[]; policy: Policy },
): Person | null {
  const name = said.replace(/^@/, "");
  const wanted = name.toLowerCase();
  const known =
    people.find(({ github }) => github?.toLowerCase() === wanted) ??
    people.find((person) => person.name.toLowerCase() === wanted);
  if (known !== undefined) return known;
  const { name: own, discord, github } = resolvePerson(policy, name);
  if (discord !== null || github !== null) return { name: own, discord, github };
  return said.startsWith("@") && /^[a-z\d](?:-?[a-z\d]){0,38}$/i.test(name) ? personOf(name, policy) : null;
}
