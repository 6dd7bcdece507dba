import { sayDuration } from "@muster/kernel";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

const span = (minutes: number): string => sayDuration(minutes * 60_000);

/** Work that one person is given, in plain sentences: what the level asks for. */
export function tasksOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** Work that one person is given, in plain sentences: what the policy asks for at every level. */
export function tasksOfPolicy({ tasks, roles }: Policy): string[] {
  const { givenBy, minutes, answerWithinMin, spanMax } = tasks;
  const givers =
    givenBy === "anyone"
      ? "anybody who responds"
      : `${givenBy.map((role) => roles[role]?.name ?? role).join(" or ")}, and by anybody while nobody is`;
  return [
    `Tasks are given by ${givers}: to one person, one at a time, for ${span(minutes)} unless said otherwise. Who has not said yes within ${span(answerWithinMin)} is asked once more, then whoever gave the task is told.`,
    ...(spanMax === null ? [] : [`More than ${spanMax} people with a task at once is told as too many.`]),
  ];
}
