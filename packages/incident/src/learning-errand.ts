import { nextPeriodAt, periodOf, type Policy } from "@muster/policy";
import type { NewErrand } from "./errand.ts";

/** The report on the quarter of now, as a plan for when it is over. The same plan has the same key. */
export function learningErrands({ learning }: Policy, now: Date): NewErrand[] {
  if (learning.report === null) return [];
  const quarter = periodOf("quarter", now);
  return [
    {
      key: `learning-report ${quarter}`,
      errand: { do: "learning-report", quarter },
      dueAt: nextPeriodAt("quarter", now),
    },
  ];
}
