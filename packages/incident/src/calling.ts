import { named } from "@muster/kernel";
import { resolvePerson, type Policy } from "@muster/policy";
import type { CallEvent } from "./calls/vocabulary.ts";
import { peopleOf } from "./groups.ts";
import type { Incident } from "./incident.ts";
import type { Person } from "./person.ts";

/** Whom the policy lets be called under this id: a group at once, experts one after another. Null when there is no such id. */
export function callable(
  policy: Policy,
  whom: string,
): { kind: "group" | "expert"; name: string; people: Person[]; next: Person[] } | null {
  const group = named(policy.groups, whom);
  if (group !== undefined) {
    return { kind: "group", name: group.name, people: peopleOf(policy, whom), next: [] };
  }
  const expert = named(policy.experts, whom);
  if (expert === undefined) return null;
  const [first, ...next] = [expert.primary, ...expert.backup]
    .filter((name) => name !== null)
    .map((name) => resolvePerson(policy, name));
  return { kind: "expert", name: expert.name, people: first === undefined ? [] : [first], next };
}

type Called = Extract<CallEvent, { type: "called" }>;

/**
 * The calls to these groups and experts. Whoever was called already and has not been let go is not called a second time: a higher
 * severity or a further reason wakes nobody twice.
 */
export function callsTo(
  policy: Policy,
  whom: readonly string[],
  calls: Incident["calls"],
  reason: string,
): Called[] {
  const fresh = [...new Set(whom)].filter(
    (id) => !calls.calls.some((call) => call.whom === id) && callable(policy, id) !== null,
  );
  return fresh.map((id, index) => {
    const { kind, name, people } = callable(policy, id)!; // Filtered for just that.
    return {
      type: "called",
      call: `C${calls.calls.length + index + 1}`,
      whom: id,
      kind,
      name,
      people,
      reason,
    };
  });
}
