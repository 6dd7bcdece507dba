import type { DrillMove, InjectSource } from "@muster/policy";
import type { Person } from "../person.ts";

/* Practice: a made-up incident in its own room, with those who signed up for it. */

/** One thing that happens to those who practise, as the scenario had it when the drill was planned. */
export type PlannedInject = {
  id: string;
  /** Minutes of the scenario: at speed 4 they pass four times as fast. */
  atMin: number | null;
  upon: DrillMove | null;
  afterMin: number;
  by: InjectSource;
  from: string | null;
  text: string;
  isFalse: boolean;
  wants: DrillMove | null;
};

/** Somebody whom a roll-call asks, with the time zone that the policy gives them. */
export type RollCalled = { person: Person; timeZone: string | null };

/** Copied into the record whole, so that a drill can be read and scored when its scenario is another one by then. */
export type DrillPlan = {
  kind: "scenario" | "rollcall";
  /** The scenario's id; of a roll-call whom it asks: a group's id, or `on-call`. */
  scenario: string;
  name: string;
  version: number;
  about: string;
  opening: string;
  speed: number;
  /** A whole simulation: at real speed, with all roles. */
  isFull: boolean;
  takesMin: number;
  injects: PlannedInject[];
  /** Where its report goes once it is over; null: nowhere. */
  reportPath: string | null;
  asked: RollCalled[];
  /** The groups of the policy whose Discord role a roll-call pings. */
  groups: string[];
};

export type DrillCommand =
  | { do: "join-drill" }
  | { do: "leave-drill" }
  | { do: "begin-drill" }
  | { do: "end-drill" }
  | { do: "abort-drill"; reason: string }
  /** What the score has shown to be missing becomes action items. `about` is the row of the score. */
  | { do: "take-gaps"; gaps: DrillGap[]; owner: Person | null; due: string }
  | { do: "answer-rollcall" };

export type DrillGap = { about: string; text: string };

export type DrillEvent =
  | { type: "drill-planned"; plan: DrillPlan }
  | { type: "drill-joined"; isGuest?: true }
  | { type: "drill-left" }
  | { type: "drill-begun" }
  | {
      type: "inject-delivered";
      inject: string;
      source: InjectSource;
      from: string | null;
      text: string;
      /** Whoever fell silent; null when nobody led. */
      silenced: Person | null;
    }
  | { type: "drill-ended"; because: "time" | "resolved" | "asked" | "answered" }
  | { type: "drill-aborted"; reason: string }
  | { type: "gaps-taken"; gaps: { about: string; action: string }[] }
  | { type: "rollcall-answered"; timeZone: string | null; waitedMs: number };

export type DrillRefusal =
  | { because: "no-drill"; ref: string }
  | { because: "not-in-a-drill"; what: string }
  | { because: "drill-not-begun"; ref: string }
  | { because: "drill-over"; ref: string }
  | { because: "drill-begun-already"; ref: string }
  | { because: "nobody-joined"; ref: string }
  | { because: "not-signed-up"; who: string }
  | { because: "drill-is-for-team" }
  | { because: "only-roll-call"; ref: string }
  | { because: "not-asked-in-rollcall" }
  | { because: "no-gaps"; ref: string };

/** Plain JSON, as it is stored with the incident; null in incidents that are none. */
export type DrillState = {
  plan: DrillPlan;
  plannedAt: string;
  by: Person;
  participants: { person: Person; at: string }[];
  begunAt: string | null;
  delivered: { inject: string; at: string; seq: number; silenced: Person | null }[];
  /** What people did since it began, for what waits for it and for the score. Bounded. */
  moves: Moved[];
  over: { at: string; is: "ended" | "aborted"; because: string } | null;
  /** Rows of the score whose gap became an action item. */
  taken: { about: string; action: string }[];
  answers: { person: Person; at: string; timeZone: string | null; waitedMs: number }[];
};

export type Moved = { move: DrillMove; seq: number; at: string; by: Person };

export const freshDrillState: DrillState | null = null;
