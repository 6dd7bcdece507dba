import type { Policy } from "@muster/policy";
import type { Command } from "../command.ts";
import type { Context, View } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { holdersOf } from "../roles/holders.ts";
import { isSamePerson, type Person } from "../person.ts";
import { progressOf } from "./standing.ts";
import type { ChecklistRefusal, NamedOpenStep } from "./vocabulary.ts";

/** Steps that a command waits for, and that nobody has ticked or skipped. */
export function openGates(
  about: { incident: Incident; policy: Policy },
  before: "mitigate" | "resolve" | "close",
): NamedOpenStep[] {
  const steps = progressOf(about)?.phases.flatMap((phase) => phase.steps) ?? [];
  return steps
    .filter(({ step, standing }) => step.gates === before && standing.is === "open")
    .map(({ step: { id, text } }) => ({ id, text }));
}

/** Whether the policy lets anything wait at this level. */
export function hasGates(
  about: { incident: Incident; policy: Policy },
  before: "mitigate" | "resolve" | "close",
): boolean {
  const steps = progressOf(about)?.phases.flatMap((phase) => phase.steps) ?? [];
  return steps.some(({ step }) => step.gates === before);
}

export function gates(view: View, command: Command, { actor }: Context): ChecklistRefusal | null {
  if (command.do !== "mitigate" && command.do !== "resolve") return null;
  const steps = openGates(view, command.do);
  if (steps.length > 0) return { because: "steps-first", before: command.do, steps };
  const fixer = command.do === "resolve" ? fixerToConfirm(view) : null;
  return fixer !== null && isSamePerson(fixer, actor.person)
    ? { because: "confirm-first", fixer: fixer.name }
    : null;
}

/** Who mitigated, while the policy wants somebody else to see that it holds and nobody has. */
export function fixerToConfirm({ incident, policy }: View): Person | null {
  const { mitigation, severity, checklist } = incident;
  if (mitigation === null || severity === null || checklist.confirmed !== null) return null;
  if (!policy.confirmation.levels.includes(severity.levelId)) return null;
  return tookPart(incident).some((person) => !isSamePerson(person, mitigation.by)) ? mitigation.by : null;
}

/** People who did something in it beyond reporting it: they hold a role or stand in the record. */
function tookPart(incident: Incident): Person[] {
  const holders = Object.keys(incident.roles).flatMap((role) =>
    holdersOf(incident, role).map(({ person }) => person),
  );
  const declaredAt = incident.anchors.declared?.at ?? "";
  const authors = incident.timeline.filter(({ recordedAt }) => recordedAt > declaredAt).map(({ by }) => by);
  return [...holders, ...authors].filter(({ discord, github }) => discord !== null || github !== null);
}
