import type { Policy } from "@muster/policy";
import type { ActionItem, Incident } from "../incident.ts";
import type { NewErrand } from "../errand.ts";
import { isReported } from "../drill/standing.ts";
import { openActions } from "./items.ts";
import { isOverdue } from "./timers.ts";
import { calendarOf, dayIn, daysAfter, morningAt } from "./working-days.ts";

/** An item whose day is over, with how many days ago that was. */
export type OverdueAction = { incident: Incident; item: ActionItem; days: number };

/** What is overdue in these incidents, the oldest first. `isSnoozed` leaves out what somebody put off with a reason. */
export function overdueActions(
  incidents: readonly Incident[],
  policy: Policy,
  { now, withSnoozed }: { now: Date; withSnoozed: boolean },
): OverdueAction[] {
  const { timeZone } = calendarOf(policy);
  const today = dayIn(now, timeZone);
  return (
    incidents
      // What a drill has shown to be missing is work like any other once its report is out; what was only practised is not.
      .filter((incident) => !incident.isDrill || isReported(incident))
      .flatMap((incident) =>
        openActions(incident)
          .filter((item) => isOverdue(item, timeZone, now))
          .filter(({ snoozed }) => withSnoozed || snoozed === undefined || snoozed.until <= today)
          .map((item) => ({ incident, item, days: daysBetween(item.due, today) })),
      )
      .sort((a, b) => b.days - a.days)
  );
}

/** What holds releases now. Putting an item off changes nothing about that: somebody marked it so that it is not forgotten. */
export function releaseHolds(incidents: readonly Incident[], policy: Policy, now: Date): OverdueAction[] {
  return overdueActions(incidents, policy, { now, withSnoozed: true }).filter(
    ({ item }) => item.gate === true,
  );
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The next digest of what is overdue, as a plan: on the morning of the policy's day. The same plan has the same key. */
export function digestErrands(policy: Policy, now: Date): NewErrand[] {
  const { digestOn } = policy.actions;
  if (digestOn === null) return [];
  const { timeZone } = calendarOf(policy);
  const today = dayIn(now, timeZone);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = daysAfter(today, ahead);
    const dueAt = morningAt(day, timeZone);
    if (weekdayOf(day) === digestOn && dueAt > now)
      return [{ key: `actions-digest ${day}`, errand: { do: "actions-digest", day }, dueAt }];
  }
  return [];
}

export const weekdayOf = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "";

const daysBetween = (from: string, to: string): number =>
  Math.round((new Date(`${to}T00:00:00Z`).getTime() - new Date(`${from}T00:00:00Z`).getTime()) / 86_400_000);
