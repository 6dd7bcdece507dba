import { no, yes, type Result } from "@muster/kernel";
import type { Refusal } from "./refusal.ts";

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** A clock on somebody's machine may go a little fast. */
const toleratedMs = 60_000;

/** When something happened, as people write it: `08:40`, `2026-01-05 08:40`, ISO 8601, or `20m` ago. UTC unless it says otherwise. Never in the future. */
export function readPast(asked: string, now: Date): Result<string, Refusal> {
  const at = agoOf(asked, now) ?? timeToday(asked, now) ?? written(asked);
  if (at === null) return no({ because: "time-unreadable", asked, isAhead: false });
  if (at.getTime() > now.getTime() + toleratedMs) return no({ because: "time-ahead", asked });
  return yes(at.toISOString());
}

/** Until when something holds: `2026-02-01`, `2026-02-01 12:00`, ISO 8601, or `30d` from now. A bare date means its end. */
export function readAhead(asked: string, now: Date): Result<string, Refusal> {
  const span = spanOf(asked);
  const at =
    span === null
      ? written(/^\d{4}-\d{2}-\d{2}$/.test(asked.trim()) ? `${asked.trim()} 23:59` : asked)
      : new Date(now.getTime() + span);
  if (at === null) return no({ because: "time-unreadable", asked, isAhead: true });
  if (at <= now) return no({ because: "time-past", asked });
  return yes(at.toISOString());
}

function agoOf(asked: string, now: Date): Date | null {
  const span = spanOf(asked.replace(/\s+ago\s*$/i, ""));
  return span === null ? null : new Date(now.getTime() - span);
}

function spanOf(text: string): number | null {
  const match = /^\s*(\d{1,4})\s*([mhdw])\s*$/i.exec(text);
  return match === null ? null : Number(match[1]) * unitMs[match[2]!.toLowerCase()]!; // The pattern has just these letters.
}

/** A bare time is today's, or yesterday's if today's is still to come. */
function timeToday(asked: string, now: Date): Date | null {
  const match = /^\s*(\d{1,2}):(\d{2})\s*(?:Z|UTC)?\s*$/i.exec(asked);
  if (match === null) return null;
  const at = written(`${now.toISOString().slice(0, 10)} ${match[1]!.padStart(2, "0")}:${match[2]}`);
  if (at === null || at.getTime() <= now.getTime() + toleratedMs) return at;
  return new Date(at.getTime() - unitMs["d"]!);
}

function written(asked: string): Date | null {
  const match =
    /^\s*(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s*(Z|UTC|[+-]\d{2}:\d{2})?\s*$/i.exec(
      asked,
    );
  if (match === null) return null;
  const [, date = "", time = "", seconds = "", zone = "Z"] = match;
  const isUtc = /^(?:z|utc)$/i.test(zone);
  const local = new Date(`${date}T${time}${seconds}Z`);
  // JavaScript turns 2026-02-30 into 2 March; a person who wrote it meant something else.
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(`${date}T${time}`)) return null;
  const at = isUtc ? local : new Date(`${date}T${time}${seconds}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
