import { no, utcDate, yes, type Result } from "@muster/kernel";
import type { Refusal } from "./refusal.ts";

const dayMs = 86_400_000;

/** The due date of an action item, `2026-12-01`, from that form or from days or weeks ahead like `3d` and `2w`. Today is the earliest. */
export function readDue(asked: string, now: Date): Result<string, Refusal> {
  const text = asked.trim();
  const ahead = /^(\d{1,3})\s*([dw])$/i.exec(text);
  if (ahead !== null) {
    const days = Number(ahead[1]) * (ahead[2]!.toLowerCase() === "w" ? 7 : 1);
    return yes(utcDate(new Date(now.getTime() + days * dayMs)));
  }

  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return no({ because: "due-unreadable", asked: text });
  const day = new Date(`${text}T00:00:00Z`);
  // JavaScript turns 2026-02-30 into 2 March; a person who wrote it meant something else.
  if (Number.isNaN(day.getTime()) || utcDate(day) !== text)
    return no({ because: "due-unreadable", asked: text });
  return text < utcDate(now) ? no({ because: "due-past", due: text }) : yes(text);
}
