import { utcDate } from "@muster/kernel";

const dayMs = 86_400_000;

/** A day from `2026-11-21`, `2026-11` (its first or last day) or `90d` (so many days ago); null when it is none. */
export function readPeriod(asked: string, end: "since" | "until", now: Date): string | null {
  const text = asked.trim();
  const ago = /^(\d{1,5})\s*d$/i.exec(text)?.[1];
  if (ago !== undefined) return utcDate(new Date(now.getTime() - Number(ago) * dayMs));
  const [, month, day] = /^(\d{4}-\d{2})(-\d{2})?$/.exec(text) ?? [];
  if (month === undefined) return null;
  if (day === undefined) {
    const first = new Date(`${month}-01T00:00:00Z`);
    if (Number.isNaN(first.getTime())) return null;
    if (end === "since") return utcDate(first);
    return utcDate(new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)));
  }
  const date = new Date(`${month}${day}T00:00:00Z`);
  // JavaScript turns 30 February into a day of March.
  return Number.isNaN(date.getTime()) || utcDate(date) !== text ? null : text;
}
