import { resolvePerson, type NamedScenario, type Policy } from "@muster/policy";
import { peopleOf } from "../groups.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { DrillPlan, RollCalled } from "./vocabulary.ts";

/** How fast the minutes of a scenario may pass. */
export const speeds = [1, 2, 4, 8, 12] as const;

export function planScenario(
  scenario: NamedScenario,
  policy: Policy,
  { speed, isFull }: { speed: number; isFull: boolean },
): DrillPlan {
  const { id, name, version, about, opening, takesMin } = scenario;
  return {
    kind: "scenario",
    scenario: id,
    name,
    version,
    about,
    opening,
    speed: isFull ? 1 : speed,
    isFull,
    takesMin,
    injects: Object.entries(scenario.injects).map(([inject, said]) => ({ id: inject, ...said })),
    reportPath: reportPath(policy),
    asked: [],
    groups: [],
  };
}

/** Whom a roll-call can ask: whoever is on call, each group, all experts. Nobody whom the policy does not name. */
export function rollcallTargets(policy: Policy): { id: string; name: string }[] {
  const groups = Object.entries(policy.groups).map(([id, { name }]) => ({ id, name }));
  const experts = Object.keys(policy.experts).length === 0 ? [] : [{ id: "experts", name: "Experts" }];
  return [{ id: "on-call", name: "On call" }, ...groups, ...experts];
}

/** The plan of a roll-call; null when the policy knows nobody of that name. */
export function planRollcall(policy: Policy, asked: string, onCall: readonly Person[]): DrillPlan | null {
  const wanted = asked.trim().toLowerCase();
  const target = rollcallTargets(policy).find(
    ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  if (target === undefined) return null;
  const people = calledBy(policy, target.id, onCall);
  return {
    kind: "rollcall",
    scenario: target.id,
    name: target.name,
    version: 1,
    about: "Can these people be reached?",
    opening: "A roll-call: nothing has happened. Press the button once you read this.",
    speed: 1,
    isFull: false,
    takesMin: policy.drills.rollcallWithinMin,
    injects: [],
    reportPath: reportPath(policy),
    asked: people.map((person) => ({ person, timeZone: zoneOf(policy, person) })),
    groups: Object.hasOwn(policy.groups, target.id) ? [target.id] : [],
  };
}

function calledBy(policy: Policy, id: string, onCall: readonly Person[]): Person[] {
  if (id === "on-call") return [...onCall];
  if (Object.hasOwn(policy.groups, id)) return peopleOf(policy, id);
  const names = Object.values(policy.experts).flatMap(({ primary, backup }) => [primary, ...backup]);
  const all = names.filter((name) => name !== null).map((name) => resolvePerson(policy, name));
  return all.filter((person, at) => all.findIndex((other) => isSamePerson(other, person)) === at);
}

function zoneOf({ people }: Policy, { name, discord }: Person): RollCalled["timeZone"] {
  const found = Object.entries(people).find(
    ([known, ids]) => known === name || (discord !== null && ids.discord === discord),
  );
  return found?.[1].timeZone ?? null;
}

const reportPath = ({ drills }: Policy): string | null => (drills.report === "nowhere" ? null : drills.path);
