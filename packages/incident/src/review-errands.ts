import { nextPeriodAt, periodOf, type Policy } from "@muster/policy";
import type { NewErrand } from "./errand.ts";

/**
 * What the policy wants reviewed regularly, as plans for the beginning of each next period. The same plan has the same key, so putting
 * them again does nothing. Nothing is planned for a period that has begun: a team that has just come is not met by a pile of issues.
 */
export function reviewErrands({ reviews }: Policy, now: Date): NewErrand[] {
  return Object.entries(reviews).map(([review, { every }]) => {
    const dueAt = nextPeriodAt(every, now);
    const period = periodOf(every, dueAt);
    return { key: `open-review ${review} ${period}`, errand: { do: "open-review", review, period }, dueAt };
  });
}
