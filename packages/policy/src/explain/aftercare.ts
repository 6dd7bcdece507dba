import { sayDuration } from "@muster/kernel";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** What follows the resolution, and what is reviewed regularly, in plain sentences: what the level asks for. */
export function aftercareOfLevel(policy: Policy, level: NamedLevel): string[] {
  const { watchDays, meetingWithinHours } = level;
  const names = asksQuestions(level) ? Object.values(policy.aftercare.questions).map(({ name }) => name) : [];
  return [
    ...(watchDays === null
      ? []
      : [
          `Watched for ${watchDays} ${watchDays === 1 ? "day" : "days"} after the resolution, with a question each day.`,
        ]),
    ...(meetingWithinHours === null
      ? []
      : [`A review meeting within ${sayDuration(meetingWithinHours * 3_600_000)} of the resolution.`]),
    ...(names.length === 0 ? [] : [`Asked afterwards: ${names.join(", ")}.`]),
  ];
}

/** Whether the questions of the policy are asked at this level: where something is watched or written up. */
export function asksQuestions({ watchDays, postmortem }: NamedLevel): boolean {
  return watchDays !== null || postmortem.required;
}

/** What follows the resolution, and what is reviewed regularly, in plain sentences: what the policy asks for at every level. */
export function aftercareOfPolicy({ aftercare, reviews }: Policy): string[] {
  return [
    ...(aftercare.detectWithinMin === null
      ? []
      : [`Detection is slow when it takes more than ${sayDuration(aftercare.detectWithinMin * 60_000)}.`]),
    ...(aftercare.facilitatorRespondedNot
      ? ["The review is led by somebody who held no role in the incident; otherwise people are warned."]
      : []),
    ...Object.values(reviews).map(({ title, every }) => `Each ${every} an issue: ${title}.`),
  ];
}
