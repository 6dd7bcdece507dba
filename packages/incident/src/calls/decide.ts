import { no, yes } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import { callable, callsTo } from "../calling.ts";
import type { EventBody } from "../event.ts";
import type { Context, Decision } from "../feature.ts";
import { isInGroup } from "../groups.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Actor, type Person } from "../person.ts";
import { holdersOf, holdsRole } from "../roles/holders.ts";
import type { Call, CallCommand } from "./vocabulary.ts";

type Of<Name extends CallCommand["do"]> = Extract<CallCommand, { do: Name }>;

/** Calls whoever the policy names for this, once. */
export function call(incident: Incident, { whom, reason }: Of<"call">, policy: Policy): Decision {
  const known = { ...policy.groups, ...policy.experts };
  const wanted = whom.trim().toLowerCase();
  const found = Object.entries(known).find(
    ([id, { name }]) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  if (found === undefined) {
    return no({ because: "nobody-of-that-name", asked: whom.trim(), known: Object.keys(known) });
  }
  const [id, { name }] = found;
  const earlier = incident.calls.calls.find((one) => one.whom === id);
  if (earlier !== undefined) {
    return no({ because: "called-already", name, by: earlier.answeredBy?.name ?? null });
  }
  const terms = callable(policy, id)!; // Found by just that id.
  if (terms.kind === "expert" && terms.people.length === 0) return no({ because: "nobody-named", name, id });
  const why = reason?.trim() ?? "";
  return yes(callsTo(policy, [id], incident.calls, why === "" ? "they are needed" : why));
}

/** Whoever is called says that they come, or a responder says it for them. */
export function answer(
  incident: Incident,
  command: Of<"answer-call">,
  { actor, setting }: Context,
): Decision {
  const { calls: known } = incident.calls;
  const asked = command.call.trim().toUpperCase();
  const meant = known.find(({ id }) => id === asked);
  if (meant === undefined) {
    return no({ because: "unknown-call", asked: command.call, calls: known.map(({ id }) => id) });
  }
  const { id, name } = meant;
  const forAnother = command.who !== null && !isSamePerson(command.who, actor.person);
  const who = forAnother ? command.who! : actor.person; // `forAnother` says that there is one.
  const mayAnswer = forAnother ? actor.isResponder : isCalled(meant, actor, setting.policy);
  if (!mayAnswer) return no({ because: "call-for-others", name });
  if (meant.answeredBy !== null) return yes([]);
  const answered: EventBody = { type: "call-answered", call: id, name, who };
  return yes([answered, ...(forAnother ? [] : roleOf(incident, meant, who, setting.policy))]);
}

/** The role that comes with answering, where nobody has it or several may. Only they themselves can take it. */
function roleOf(incident: Incident, { whom }: Call, who: Person, policy: Policy): EventBody[] {
  const role = (policy.groups[whom] ?? policy.experts[whom])?.role ?? null;
  const named = role === null ? undefined : policy.roles[role];
  if (role === null || named === undefined || holdsRole(incident, role, who)) return [];
  if (!named.isMany && holdersOf(incident, role).length > 0) return [];
  const many = named.isMany ? { isMany: true as const } : {};
  return [{ type: "role-accepted", role, roleName: named.name, from: null, isHandover: false, ...many }];
}

function isCalled(meant: Call, actor: Actor, policy: Policy): boolean {
  const isAsked = meant.asked.some((person) => isSamePerson(person, actor.person));
  return isAsked || (meant.kind === "group" && isInGroup(policy, meant.whom, actor));
}
