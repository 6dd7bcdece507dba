import type { Policy } from "@muster/policy";
import { calendarOf, dayIn, morningAt } from "./actions/working-days.ts";
import type { NewErrand } from "./errand.ts";

/** The next digest of a month's figures, as a plan: on the morning after the month is over. The same plan has the same key. */
export function metricsErrands(policy: Policy, now: Date): NewErrand[] {
  if (!policy.learning.tellsFigures) return [];
  const { timeZone } = calendarOf(policy);
  const today = dayIn(now, timeZone);
  const first = `${today.slice(0, 7)}-01`;
  // On the first of a month, before the morning, the month before is still to be told of.
  const day = morningAt(first, timeZone) > now ? first : monthAfter(first, 1);
  const month = monthAfter(day, -1).slice(0, 7);
  return [
    {
      key: `metrics-digest ${month}`,
      errand: { do: "metrics-digest", month },
      dueAt: morningAt(day, timeZone),
    },
  ];
}

/** The first day of a month so many months later. */
function monthAfter(first: string, months: number): string {
  const date = new Date(`${first}T00:00:00Z`);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}
