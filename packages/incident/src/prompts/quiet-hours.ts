import { hoursAfter, minutesAfter } from "@muster/kernel";
import type { Policy } from "@muster/policy";

type QuietHours = Policy["prompts"]["quietHours"];

const dayMin = 1_440;

/** The instant itself, or the end of the quiet hours that it lies in. Follows the clocks of the time zone, summer time included. */
export function afterQuietHours(at: Date, quiet: QuietHours): Date {
  if (quiet === null) return at;
  const [from, to] = [minuteOf(quiet.from), minuteOf(quiet.to)];
  const now = localMinute(at, quiet.timeZone);
  const isQuiet = from < to ? now >= from && now < to : now >= from || now < to;
  return isQuiet ? nextLocal(at, to, quiet.timeZone) : at;
}

/** When people have slept: the end of the quiet hours, or 09:00 UTC, at least six hours from now. */
export function tomorrow(at: Date, quiet: QuietHours): Date {
  const [to, zone] = quiet === null ? [9 * 60, "UTC"] : [minuteOf(quiet.to), quiet.timeZone];
  return nextLocal(hoursAfter(at, 6), to, zone);
}

/** The next instant at which clocks in the zone show that minute of the day. One that a change of clocks leaves out is taken right after it. */
function nextLocal(at: Date, minute: number, timeZone: string): Date {
  const wanted = (minute - localMinute(at, timeZone) + dayMin) % dayMin;
  const guess = minutesAfter(at, wanted === 0 ? dayMin : wanted);
  const off = localMinute(guess, timeZone) - minute;
  const mended = minutesAfter(guess, -(((off + dayMin / 2 + dayMin) % dayMin) - dayMin / 2));
  return mended > at ? startOfMinute(mended) : guess;
}

function startOfMinute(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000);
}

function localMinute(at: Date, timeZone: string): number {
  const shown = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  return minuteOf(shown);
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
