import { utcDate } from "@muster/kernel";
import type { NewErrand } from "./errand.ts";

const dayMs = 86_400_000;
/** A little after midnight, when what belonged to the day has been written down. */
const afterMidnightMs = 600_000;

/** The errand that signs the next day's checkpoint. The same day has the same key, so putting it again does nothing. */
export function checkpointErrand(now: Date): NewErrand {
  const tomorrow = new Date(`${utcDate(new Date(now.getTime() + dayMs))}T00:00:00Z`);
  return {
    key: `checkpoint ${utcDate(tomorrow)}`,
    errand: { do: "checkpoint" },
    dueAt: new Date(tomorrow.getTime() + afterMidnightMs),
  };
}
