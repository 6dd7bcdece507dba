import { resolvePerson, type Policy } from "@muster/policy";
import { isSamePerson, type Actor, type Person } from "./person.ts";

/** Whether the one who acts belongs to the group: by its Discord role, or because the policy names them. */
export function isInGroup(policy: Policy, group: string, actor: Pick<Actor, "person" | "groups">): boolean {
  return (
    actor.groups.includes(group) ||
    peopleOf(policy, group).some((person) => isSamePerson(person, actor.person))
  );
}

/** The people whom the policy names for the group. Those who have only its Discord role are not among them. */
export function peopleOf(policy: Policy, group: string): Person[] {
  return (policy.groups[group]?.people ?? []).map((name) => resolvePerson(policy, name));
}
