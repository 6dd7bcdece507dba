import { sayDuration } from "@muster/kernel";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

const span = (minutes: number): string => sayDuration(minutes * 60_000);

/** Who does what, in plain sentences: what the level asks for. */
export function rolesOfLevel(policy: Policy, level: NamedLevel): string[] {
  const { ackWithinMin, firstUpdateWithinMin, resolveWithinMin } = level.targets;
  const targets = [
    ackWithinMin === null ? null : `somebody leads within ${span(ackWithinMin)}`,
    firstUpdateWithinMin === null ? null : `the first update within ${span(firstUpdateWithinMin)}`,
    resolveWithinMin === null ? null : `resolved within ${span(resolveWithinMin)}`,
  ].filter((target) => target !== null);
  return [
    ...(targets.length === 0 ? [] : [`Targets: ${targets.join(", ")}.`]),
    ...level.separate.map(
      (set) => `Held by different people: ${set.map((role) => nameOf(policy, role)).join(", ")}.`,
    ),
    ...(level.smallGroupMax === null
      ? []
      : [`In the beginning ${level.smallGroupMax} people at most; more are told of, not turned away.`]),
    ...(level.whenUnreachable === null ? [] : [`When nobody on call answers: ${level.whenUnreachable}`]),
    ...(level.everybodyFixes ? ["Everybody may fix things, whatever role they hold."] : []),
  ];
}

/** Who does what, in plain sentences: what the policy asks for at every level. */
export function rolesOfPolicy(policy: Policy): string[] {
  const { offers, detector, training } = policy;
  const many = Object.values(policy.roles).filter(({ isMany }) => isMany);
  const idle = Object.values(policy.roles).filter(({ fixes }) => !fixes);
  const names = (roles: Policy["roles"][string][]): string => roles.map(({ name }) => name).join(", ");
  return [
    ...(detector.duty === null ? [] : [`${detector.name}: ${detector.duty}`]),
    ...(many.length === 0 ? [] : [`Several people may be ${names(many)}.`]),
    ...(idle.length === 0 ? [] : [`Fixes nothing meanwhile: ${names(idle)}.`]),
    ...(offers.answerWithinMin === null
      ? []
      : [
          `Whoever is asked by name is asked once more after ${span(offers.answerWithinMin)} without an answer, then the one who asked is told.`,
        ]),
    ...(offers.remindOfMissingEveryMin === null
      ? []
      : [`Roles that are missing are reminded of every ${span(offers.remindOfMissingEveryMin)}.`]),
    ...(training.steps.length === 0 ? [] : [`Before going on call: ${training.steps.join("; ")}.`]),
  ];
}

const nameOf = (policy: Policy, role: string): string => policy.roles[role]?.name ?? role;
