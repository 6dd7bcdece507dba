import { parseDuration, utcDate, utcTime } from "@muster/kernel";

const dayMs = 86_400_000;

/**
 * An instant as people say it: `2h` (also `2h ago` or `in 2h`) from now or ago, `14:30` of the UTC day that fits, or a whole date with its time. To the minute. Null
 * when it cannot be read or lies on the wrong side of now.
 */
export function readInstant(asked: string, now: Date, side: "ahead" | "behind"): Date | null {
  const needless = side === "behind" ? /\s+ago$/i : /^in\s+/i;
  const text = asked
    .trim()
    .replace(needless, "")
    .replace(/\s*utc$/i, "");
  const at = spoken(text, now, side);
  if (at === null || Number.isNaN(at.getTime())) return null;
  const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000);
  const isThere = side === "ahead" ? minute > now : minute <= now;
  // A year is longer than any promise or outage: beyond it lies a slip of the pen.
  return isThere && Math.abs(minute.getTime() - now.getTime()) <= 365 * dayMs ? minute : null;
}

function spoken(text: string, now: Date, side: "ahead" | "behind"): Date | null {
  const span = parseDuration(text.replace(/\s*min$/i, "m"));
  if (span !== null) return new Date(now.getTime() + (side === "ahead" ? span : -span));
  if (/^now$/i.test(text)) return now;
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (clock !== null) {
    const today = new Date(`${utcDate(now)}T${clock[1]!.padStart(2, "0")}:${clock[2]!}:00Z`);
    if (side === "ahead") return today > now ? today : new Date(today.getTime() + dayMs);
    return today <= now ? today : new Date(today.getTime() - dayMs);
  }
  const whole = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z?$/i.exec(text);
  if (whole === null) return null;
  const at = new Date(`${whole[1]!}T${whole[2]!}:00Z`);
  // JavaScript turns 30 February into 2 March; a person who wrote it meant something else.
  return !Number.isNaN(at.getTime()) && utcDate(at) === whole[1] ? at : null;
}

/** `14:30 UTC`, with the date when it is not that of `now`. */
export function sayInstant(at: Date, now: Date): string {
  const day = utcDate(at) === utcDate(now) ? "" : `${utcDate(at)} `;
  return `${day}${utcTime(at)} UTC`;
}
