import type { Policy } from "@muster/policy";
import type { Aspect } from "./aspect.ts";
import { courseOf, type Case } from "./course.ts";
import { postmortem, response, roles, updates } from "./duties.ts";
import { hotfix, otherRules, severity, steps, unsure } from "./level.ts";
import { opening, paging, publicWords } from "./reach.ts";

export type { Case } from "./course.ts";

/** In the order in which they are told. */
const aspects: readonly Aspect[] = [
  severity,
  unsure,
  opening,
  paging,
  response,
  roles,
  updates,
  publicWords,
  hotfix,
  postmortem,
  steps,
  otherRules,
];

/**
 * What would have happened differently in an incident, had `after` been in force when it was declared instead of `before`: plain
 * sentences, none when nobody would have noticed. People's own acts are taken as they were: who answered, what was chosen, when it was fixed.
 */
export function whatIf(happened: Case, before: Policy, after: Policy, now: Date): string[] {
  const course = courseOf(happened, now);
  return aspects.flatMap((aspect) => aspect(course, before, after));
}
