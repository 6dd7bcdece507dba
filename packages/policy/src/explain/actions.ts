import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

const sayDays = (days: number): string => `${days} ${days === 1 ? "day" : "days"}`;

/** Action items in plain sentences: what the level asks for. */
export function actionsOfLevel(
  _policy: Policy,
  { actionsNamedWithinDays: named, actionsDoneWithinDays: done }: NamedLevel,
): string[] {
  return [
    ...(named === null ? [] : [`Action items are named within ${sayDays(named)} of the resolution.`]),
    ...(done === null ? [] : [`They are done within ${sayDays(done)}.`]),
  ];
}

const issuesWhen: Record<Policy["actions"]["issues"], string> = {
  "when-added": "Each action item gets an issue of its own as soon as it is added.",
  "when-resolved": "Each action item gets an issue of its own once the incident is resolved.",
  "when-published": "Each action item gets an issue of its own once the postmortem is published.",
  never: "Action items get no issues of their own.",
};

/** Action items in plain sentences: what the policy asks for at every level. */
export function actionsOfPolicy({ actions, discord }: Policy): string[] {
  const { issues, remindBeforeDays, remindEveryDays, skipsWeekends, escalation, digestOn, releaseGate } =
    actions;
  const before = remindBeforeDays === null ? "" : `${sayDays(remindBeforeDays)} before it is due, then `;
  return [
    issuesWhen[issues],
    `Owners are reminded ${before}when it is overdue and every ${sayDays(remindEveryDays)} after that${skipsWeekends ? ", not on weekends" : ""}.`,
    ...(escalation === null
      ? []
      : [`${escalation.to} hears of what is overdue for ${sayDays(escalation.afterDays)}.`]),
    ...(digestOn === null
      ? []
      : [`Everything that is overdue is listed in #${discord.opsAlerts} each ${capital(digestOn)}.`]),
    ...(releaseGate === null
      ? []
      : ["A check on pull requests fails while an action item that releases wait for is overdue."]),
  ];
}

const capital = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
