import { holdersOf, type Incident, type Person } from "@muster/incident";
import type { Policy, Role } from "@muster/policy";
import type { Row } from "./message.ts";
import type { Saying } from "./part.ts";
import { mention } from "./person.ts";

/** Words that ping these people, as far as Discord knows them. */
export const pinging = (text: string, pings: (Person | null)[], rows: Row[] = []): Saying => ({
  text,
  pings,
  rows,
});

/** The one whom a reminder speaks to, at its beginning. */
export const addressed = (person: Person | null): string => (person === null ? "" : `${mention(person)} `);

/** Who holds the role that the policy reminds of this, or else the first role; nobody when both are vacant. */
export function remindedPerson(
  incident: Incident,
  policy: Policy,
  of: Role["remindedOf"][number],
): Person | null {
  const roles = Object.entries(policy.roles);
  const asked = roles.filter(([, role]) => role.remindedOf.includes(of));
  const held = [...asked, ...roles.slice(0, 1)].flatMap(([id]) => holdersOf(incident, id));
  return held[0]?.person ?? null;
}
