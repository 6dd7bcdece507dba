import { isoWeekOf } from "./iso-week.ts";
import type { Policy } from "./schema.ts";

export type Review = Policy["reviews"][string];

/** The period that an instant lies in, in UTC: `2026-W48`, `2026-11`, `2026-Q4` or `2026`. */
export function periodOf(every: Review["every"], at: Date): string {
  const year = String(at.getUTCFullYear());
  switch (every) {
    case "week":
      return isoWeekOf(at);
    case "month":
      return at.toISOString().slice(0, 7);
    case "quarter":
      return `${year}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`;
    case "year":
      return year;
  }
}

/** When the next period begins: midnight UTC, weeks on Monday. */
export function nextPeriodAt(every: Review["every"], at: Date): Date {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  switch (every) {
    case "week":
      return new Date(Date.UTC(year, month, day + 7 - ((at.getUTCDay() + 6) % 7)));
    case "month":
      return new Date(Date.UTC(year, month + 1, 1));
    case "quarter":
      return new Date(Date.UTC(year, (Math.floor(month / 3) + 1) * 3, 1));
    case "year":
      return new Date(Date.UTC(year + 1, 0, 1));
  }
}
