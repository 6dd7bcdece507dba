import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

const kindWords = { drill: "a drill", simulation: "a full simulation", rollcall: "a roll-call" } as const;

/** Practice asks nothing of a level. */
export function drillsOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** What is practised how often, in plain sentences. */
export function drillsOfPolicy({ drills }: Policy): string[] {
  const { schedule, report, scenarios } = drills;
  const own = Object.values(scenarios).map(({ name }) => name);
  const planned = Object.values(schedule);
  return [
    ...planned.map(
      ({ title, every, kind }) => `Each ${every} ${kindWords[kind]}, begun with an issue: ${title}.`,
    ),
    ...(own.length === 0 ? [] : [`Scenarios of the team's own: ${own.join(", ")}.`]),
    ...(report === "pull-request" && planned.length > 0
      ? ["The report of a drill becomes a pull request; nothing else of it leaves its room."]
      : []),
  ];
}
