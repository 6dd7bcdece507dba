import { findLevel, type NamedLevel, type Policy } from "@muster/policy";
import type { Course } from "./course.ts";

/** What would have gone differently in one respect: plain sentences, none when nothing would. */
export type Aspect = (course: Course, before: Policy, after: Policy) => string[];

export const minuteMs = 60_000;
export const hourMs = 3_600_000;

/** The levels that the incident had, as this policy knows them. */
export function levelsHad({ stages }: Course, policy: Policy): NamedLevel[] {
  const ids = [...new Set(stages.map(({ levelId }) => levelId))];
  return ids.flatMap((id) => findLevel(policy, id) ?? []);
}

export const roleName = (policy: Policy, id: string): string => policy.roles[id]?.name ?? id;

/** What only one side has, by name. */
export function differing<Value>(before: Map<string, Value>, after: Map<string, Value>) {
  return {
    lost: [...before].filter(([name]) => !after.has(name)).map(([, value]) => value),
    gained: [...after].filter(([name]) => !before.has(name)).map(([, value]) => value),
  };
}

/** Another way to write the same: no difference that anybody would have met. */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[\s.,;:!“”"'’-]+/g, " ")
    .trim();

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

export const sayInstant = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
