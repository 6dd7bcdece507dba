import type { NextStep, View } from "../feature.ts";
import { isSamePerson } from "../person.ts";
import { leaderOf, rolesHeldBy } from "../roles/holders.ts";
import { openTasks, tasksAtHand } from "./lists.ts";

/** What should not stay as it is with the tasks. */
export function taskSteps(view: View): NextStep[] {
  return [...spanStep(view), ...fixingStep(view), ...leftOpen(view)];
}

/** One person can keep a handful of others in view, not a dozen. */
function spanStep({ incident, policy }: View): NextStep[] {
  const max = policy.tasks.spanMax;
  const leader = leaderOf(incident, policy);
  if (max === null || leader === null || incident.status !== "open") return [];
  const busy = tasksAtHand(incident).filter(({ to }) => !isSamePerson(to, leader));
  if (busy.length <= max) return [];
  const text = `${busy.length} people work for ${leader.name} directly; more than ${max} cannot be kept in view. Name somebody who leads a part of them: /incident role.`;
  return [{ when: "now", text }];
}

/** Somebody took a role that fixes nothing while fixing something. */
function fixingStep({ incident, policy, level }: View): NextStep[] {
  if (incident.status !== "open" || level?.everybodyFixes === true) return [];
  return tasksAtHand(incident).flatMap((task): NextStep[] => {
    const role = rolesHeldBy(incident, task.to).find((held) => policy.roles[held]?.fixes === false);
    if (task.kind !== "fix" || role === undefined) return [];
    const roleName = policy.roles[role]?.name ?? role;
    const text = `${task.to.name} is ${roleName} and has ${task.id} to fix. Give one of them to somebody else.`;
    return [{ when: "now", text }];
  });
}

function leftOpen({ incident }: View): NextStep[] {
  const open = openTasks(incident);
  const isOver = incident.status === "mitigated" || incident.status === "resolved";
  if (!isOver || open.length === 0) return [];
  const named = open.slice(0, 5).map(({ id, to }) => `${id} (${to.name})`);
  const more = open.length > 5 ? ` and ${open.length - 5} more` : "";
  const text = `Open tasks: ${named.join(", ")}${more}. Close each: /task done or /task drop.`;
  return [{ when: incident.status === "mitigated" ? "soon" : "later", text }];
}
