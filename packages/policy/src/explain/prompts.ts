import { sayDuration } from "@muster/kernel";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

const hours = (count: number): string => sayDuration(count * 3_600_000);

/** Asking people no more than they can bear, in plain sentences: what the level asks for. */
export function promptsOfLevel(policy: Policy, level: NamedLevel): string[] {
  return [
    ...(level.forgottenAfterHours === null
      ? []
      : [
          `Asks whether it is still going on when nothing was recorded for ${hours(level.forgottenAfterHours)}.`,
        ]),
    ...(level.ignoresQuietHours && policy.prompts.quietHours !== null
      ? ["Asks at night too, whatever the quiet hours."]
      : []),
  ];
}

/** Asking people no more than they can bear, in plain sentences: what the policy asks for at every level. */
export function promptsOfPolicy({ prompts }: Policy): string[] {
  const { spacingMin, quietHours, standup } = prompts;
  return [
    `Asks in a channel come one at a time, at least ${sayDuration(spacingMin * 60_000)} apart unless the one before is answered.`,
    ...(quietHours === null
      ? []
      : [`What can wait is not asked from ${quietHours.from} to ${quietHours.to} (${quietHours.timeZone}).`]),
    ...(standup === null
      ? []
      : [
          `A stand-up is asked for ${hours(standup.firstAfterHours)} after the declaration and every ${hours(standup.everyHours)} after that.`,
        ]),
  ];
}
