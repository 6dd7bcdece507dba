import { sayDuration } from "@muster/kernel";
import { findLevel, type NamedLevel, type Policy } from "@muster/policy";
import {
  counted,
  differing,
  hourMs,
  levelsHad,
  minuteMs,
  roleName,
  sayInstant,
  type Aspect,
} from "./aspect.ts";
import type { Course } from "./course.ts";

export const response: Aspect = (course, before, after) => {
  const { declaredAt, respondedAt } = course;
  const target = (policy: Policy): number | null => {
    const all = levelsHad(course, policy).flatMap(({ response: { withinMin } }) => withinMin ?? []);
    return all.length === 0 ? null : Math.min(...all);
  };
  const [was, is] = [target(before), target(after)];
  if (respondedAt === null || is === null || was === is) return [];
  const tookMs = respondedAt - declaredAt;
  // "Immediate" is no span that can be missed by a minute.
  const isMet = (withinMin: number) => tookMs <= Math.max(withinMin, 1) * minuteMs;
  if (was !== null && isMet(was) === isMet(is)) return [];
  const verdict = isMet(is) ? "met" : "missed";
  return [
    `The first answer came after ${sayDuration(tookMs)} and would have ${verdict} the target of ${sayDuration(is * minuteMs)}${was === null ? "" : ` instead of ${isMet(was) ? "meeting" : "missing"} one of ${sayDuration(was * minuteMs)}`}.`,
  ];
};

export const roles: Aspect = (course, before, after) => {
  const asked = (policy: Policy) =>
    new Map(levelsHad(course, policy).flatMap((level) => level.roles.map((id) => [id, id])));
  if (levelsHad(course, after).length === 0) return [];
  const { lost, gained } = differing(asked(before), asked(after));
  const holder = (id: string): string => {
    const name = course.held.get(id);
    return name === undefined ? "nobody held it" : `${name} held it`;
  };
  return [
    ...gained.map((id) => `${roleName(after, id)} would have been a role to fill; ${holder(id)}.`),
    ...lost.map((id) => `${roleName(before, id)} would not have been a role to fill.`),
  ];
};

export const updates: Aspect = (course, before, after) => {
  if (levelsHad(course, after).length < levelsHad(course, before).length) return [];
  const [was, is] = [updateReminders(course, before), updateReminders(course, after)];
  return was === is
    ? []
    : [`There would have been ${counted(is, "reminder")} of an update instead of ${was}.`];
};

/** How often an update would have been asked for, from the first level to the end. An update, or a reminder, starts the span anew. */
export function updateReminders(course: Course, policy: Policy): number {
  const { stages, updates: given, declaredAt } = course;
  let last = declaredAt;
  let count = 0;
  for (const { levelId, from, until } of stages) {
    const everyMin = findLevel(policy, levelId)?.updateEveryMin ?? null;
    for (const next of [...given.filter((at) => at >= from && at < until), until]) {
      const isUpdate = next !== until;
      if (everyMin !== null) {
        const everyMs = everyMin * minuteMs;
        // What was missed before the level came is due once, when it comes.
        const first = Math.max(last + everyMs, from);
        const missed = Math.max(0, Math.ceil((next - first) / everyMs));
        count += missed;
        if (missed > 0) last = first + (missed - 1) * everyMs;
      }
      if (isUpdate) last = next;
    }
  }
  return count;
}

export const postmortem: Aspect = (course, before, after) => {
  const level = (policy: Policy): NamedLevel | null => {
    const last = course.stages.at(-1);
    return last === undefined ? null : findLevel(policy, last.levelId);
  };
  const [was, is] = [level(before)?.postmortem, level(after)?.postmortem];
  if (was === undefined || is === undefined || course.resolvedAt === null) return [];
  if (was.required !== is.required)
    return [
      is.required ? "A postmortem would have been required." : "No postmortem would have been required.",
    ];
  if (!is.required) return [];
  const dueAt = (policy: Policy): number | null => {
    const hours = level(policy)?.postmortem.dueHours ?? null;
    const from = { declared: course.declaredAt, mitigated: course.mitigatedAt, resolved: course.resolvedAt };
    const start = from[policy.postmortem.dueFrom] ?? course.resolvedAt;
    return hours === null || start === null ? null : start + hours * hourMs;
  };
  const [old, now] = [dueAt(before), dueAt(after)];
  if (old === now) return [];
  if (now === null) return ["The postmortem would have had no due time, so nobody would have been reminded."];
  const published = course.incident.postmortem?.publishedAt ?? null;
  const isLate = (due: number | null): boolean | null =>
    published === null || due === null ? null : Date.parse(published) > due;
  const verdict =
    isLate(now) === isLate(old) || isLate(now) === null
      ? ""
      : isLate(now)
        ? ", and was late by that"
        : ", and was in time by that";
  return [
    `The postmortem would have been due ${sayInstant(now)}${old === null ? "" : ` instead of ${sayInstant(old)}`}${verdict}.`,
  ];
};
