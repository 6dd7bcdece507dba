import { minutesAfter } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import type { Timer } from "../feature.ts";
import type { Incident } from "../incident.ts";

/**
 * The timers with asks kept apart: none while it is snoozed, none that was dismissed, and no two within the policy's spacing, so that
 * a tired team reads one question at a time. Clocks fire when they are due.
 */
export function spaced(timers: Timer[], { prompts }: Incident, policy: Policy): Timer[] {
  const earliest =
    prompts.lastAskAt === null ? null : minutesAfter(new Date(prompts.lastAskAt), policy.prompts.spacingMin);
  return timers
    .filter(({ name, manner }) => manner === "clock" || !prompts.dismissed.includes(name))
    .map((timer) => {
      if (timer.manner === "clock") return timer;
      const until = prompts.snoozed[timer.name];
      return { ...timer, dueAt: latest(timer.dueAt, until === undefined ? null : new Date(until), earliest) };
    });
}

/** The incident after people were asked for something. */
export function afterAsking(incident: Incident, at: string): Incident {
  return { ...incident, prompts: { ...incident.prompts, lastAskAt: at } };
}

function latest(first: Date, ...others: (Date | null)[]): Date {
  return others.reduce<Date>((last, date) => (date !== null && date > last ? date : last), first);
}
