import type { Policy } from "@muster/policy";

/* Days on which people work, by the clocks of the policy's time zone. Days are written as `2026-12-01`. */

const dayMs = 86_400_000;
const morningHour = 9;

export type Calendar = { timeZone: string; skipsWeekends: boolean };

export function calendarOf({ actions, prompts }: Policy): Calendar {
  const timeZone = actions.timeZone ?? prompts.quietHours?.timeZone ?? "UTC";
  return { timeZone, skipsWeekends: actions.skipsWeekends };
}

/** The day that it is there. */
export function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
}

export function daysAfter(day: string, days: number): string {
  return new Date(new Date(`${day}T00:00:00Z`).getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** 09:00 there on that day, whatever day it is. */
export const morningAt = (day: string, timeZone: string): Date => hourIn(day, morningHour, timeZone);

/** 09:00 there on that day, or on the next on which people work. */
export function morningFrom(day: string, { timeZone, skipsWeekends }: Calendar): Date {
  return hourIn(skipsWeekends ? toWorkday(day, 1) : day, morningHour, timeZone);
}

/** 09:00 there on that day, or on the last before it on which people work. */
export function morningUntil(day: string, { timeZone, skipsWeekends }: Calendar): Date {
  return hourIn(skipsWeekends ? toWorkday(day, -1) : day, morningHour, timeZone);
}

/** When a day is over there: from then on what was due on it is overdue. */
export function endOfDay(day: string, timeZone: string): Date {
  return hourIn(daysAfter(day, 1), 0, timeZone);
}

function toWorkday(day: string, step: 1 | -1): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 6) return daysAfter(day, step === 1 ? 2 : -1);
  return weekday === 0 ? daysAfter(day, step === 1 ? 1 : -2) : day;
}

/** The instant at which clocks there show that hour of that day. An hour that a change of clocks leaves out is the one after it. */
function hourIn(day: string, hour: number, timeZone: string): Date {
  const wanted = new Date(`${day}T${String(hour).padStart(2, "0")}:00:00Z`);
  const first = new Date(wanted.getTime() - aheadMs(wanted, timeZone));
  return new Date(wanted.getTime() - aheadMs(first, timeZone));
}

/** By how much clocks there are ahead of UTC. */
function aheadMs(at: Date, timeZone: string): number {
  const shown = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(at);
  return new Date(`${shown.replace(" ", "T")}Z`).getTime() - Math.floor(at.getTime() / 1_000) * 1_000;
}
