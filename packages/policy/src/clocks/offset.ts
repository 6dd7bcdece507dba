import type { Offset } from "./clock.ts";

const dayMs = 86_400_000;

/** The instant after such a span. All arithmetic is in UTC, so no day is shorter than another. */
export function offsetAfter(start: Date, offset: Offset): Date {
  if ("hours" in offset) return new Date(start.getTime() + offset.hours * 3_600_000);
  if ("days" in offset) return daysAfter(start, offset.days);
  if ("businessDays" in offset) return businessDaysAfter(start, offset.businessDays);
  if ("months" in offset) return monthsAfter(start, offset.months);
  return daysAfter(new Date(Date.UTC(start.getUTCFullYear() + 1, 0, 1) - 1), offset.daysAfterYear);
}

/** `72 h`, `4 business days (holidays not included)`, `without undue delay`. */
export function sayOffset(offset: Offset | null): string {
  const some = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (offset === null) return "without undue delay";
  if ("hours" in offset) return `${offset.hours} h`;
  if ("days" in offset) return some(offset.days, "day");
  if ("businessDays" in offset)
    return `${some(offset.businessDays, "business day")} (weekends left out, holidays not known)`;
  if ("months" in offset) return some(offset.months, "month");
  return `${some(offset.daysAfterYear, "day")} after the end of the year`;
}

const daysAfter = (start: Date, days: number): Date => new Date(start.getTime() + days * dayMs);

function businessDaysAfter(start: Date, days: number): Date {
  let at = start;
  for (let left = days; left > 0;) {
    at = daysAfter(at, 1);
    if (at.getUTCDay() !== 0 && at.getUTCDay() !== 6) left -= 1;
  }
  return at;
}

/** The same day of a later month at the same time, or that month's last day where it has no such day. */
function monthsAfter(start: Date, months: number): Date {
  const first = new Date(start);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(start.getUTCDate(), lastDay));
  return first;
}
