import type { Anchor } from "../origin.ts";

/* When it really was: times that people know better than the moment at which Muster was told. */

/** When it was declared is the record's own and is not put right. */
export const settableTimes = [
  "started",
  "detected",
  "acknowledged",
  "rootCauseFound",
  "mitigated",
  "resolved",
] as const;
export type SettableTime = (typeof settableTimes)[number];

/** `at` as a person writes it: `2026-11-21 14:05`, in UTC. */
export type TimeCommand = { do: "set-time"; time: SettableTime; at: string; isAbout: boolean };

export type TimeEvent = { type: "time-set"; time: SettableTime; anchor: Anchor; was: Anchor | null };

export type TimeRefusal =
  | { because: "moment-unknown"; asked: string }
  | { because: "moment-unreadable"; asked: string }
  | { because: "moment-ahead"; asked: string }
  | { because: "moment-not-yet"; time: SettableTime }
  | { because: "moments-out-of-order"; earlier: SettableTime; later: SettableTime; laterAt: string };

export type TimeReminder = never;
