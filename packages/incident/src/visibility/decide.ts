import { no, yes } from "@muster/kernel";
import { findLevel } from "@muster/policy";
import type { Context, Decision } from "../feature.ts";
import { isInGroup } from "../groups.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Actor, type Person } from "../person.ts";
import { leaderOf } from "../roles/holders.ts";
import { isAmong, membersOf } from "./members.ts";
import { audienceOf, mayKnow } from "./may-know.ts";
import type { VisibilityCommand } from "./vocabulary.ts";

type Of<Name extends VisibilityCommand["do"]> = Extract<VisibilityCommand, { do: Name }>;

export function lift(
  incident: Incident,
  { reason: why }: Of<"lift-restriction">,
  { actor, setting: { policy } }: Context,
): Decision {
  if (incident.restricted === null) return no({ because: "not-restricted" });
  const { decisionMakers } = policy;
  const leader = leaderOf(incident, policy);
  const leads = leader !== null && isSamePerson(leader, actor.person);
  if (decisionMakers !== null && !leads && !isInGroup(policy, decisionMakers, actor))
    return no({
      because: "lift-by-deciders",
      group: policy.groups[decisionMakers]?.name ?? decisionMakers,
    });
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  const { opsAlerts, issue } = level?.opens ?? { opsAlerts: true, issue: false };
  return yes([{ type: "restriction-lifted", reason: why.trim(), opens: { opsAlerts, issue } }]);
}

export function give(incident: Incident, to: Person, why: string | null, actor: Actor): Decision {
  const isOutsider = to.discord !== null && actor.outsiders?.includes(to.discord) === true;
  const canSee =
    incident.restricted === null
      ? !isOutsider || isAmong(incident.access.invited, to) || isAmong(incident.response.guests, to)
      : mayKnow(incident, { is: "person", person: to, groups: [] });
  if (canSee && !isAmong(incident.access.removed, to)) return yes([]);
  const hadAsked = incident.access.asked.some(({ who }) => isSamePerson(who, to));
  const because = why?.trim() ?? "";
  return yes([{ type: "access-given", to, reason: because === "" ? null : because, hadAsked }]);
}

export function takeAway(incident: Incident, { from, reason: why }: Of<"take-access">): Decision {
  const isIn =
    incident.restricted === null
      ? isAmong(incident.access.invited, from) || isAmong(incident.response.guests, from)
      : isAmong(membersOf(incident).people, from);
  if (!isIn) return no({ because: "not-in", name: from.name });
  return yes([{ type: "access-taken", from, reason: why.trim() }]);
}

/** Says the same whatever there is: an order that changes nothing is no refusal. */
export function askAccess(
  incident: Incident,
  { reason: why }: Of<"ask-access">,
  { actor }: Context,
): Decision {
  const { person } = actor;
  const waits = incident.access.asked.some(({ who }) => isSamePerson(who, person));
  if (incident.restricted === null || waits || mayKnow(incident, audienceOf(actor))) return yes([]);
  return yes([{ type: "access-asked", who: person, reason: why.trim() }]);
}

export function askedBy(incident: Incident, discord: string): Person | null {
  return incident.access.asked.find(({ who }) => who.discord === discord)?.who ?? null;
}
