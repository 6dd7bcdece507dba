import type { Person } from "@muster/incident";
import type { InjectSource } from "@muster/policy";

/**
 * One thing that a drill can show. `shown` and `missed` both stand on entries of the record; where the drill asked for nothing of the
 * kind, or nobody can know, it is `not-shown` and counts for nothing.
 */
export type ScoreRow = {
  id: string;
  name: string;
  result: "shown" | "missed" | "not-shown";
  /** What the record says, in words. */
  found: string;
  /** What the policy asks for; null when it says nothing. */
  wanted: string | null;
  /** Numbers of the entries that it stands on. */
  evidence: number[];
  /** What should be done about it; null unless it was missed. */
  gap: string | null;
};

export type InjectResult = {
  id: string;
  source: InjectSource;
  from: string | null;
  text: string;
  isFalse: boolean;
  /** Null: the drill was over before it came. */
  deliveredAt: string | null;
  seq: number | null;
  /** What a good answer leaves on record, and how long it took; null when none is wanted, or none came. */
  wants: string | null;
  answeredAfterMs: number | null;
  answer: number | null;
};

export type DrillScore = {
  ref: string;
  title: string;
  kind: "scenario" | "rollcall";
  scenario: string;
  name: string;
  version: number;
  about: string;
  speed: number;
  isFull: boolean;
  startedBy: Person;
  participants: Person[];
  plannedAt: string;
  begunAt: string | null;
  over: { at: string; is: "ended" | "aborted"; because: string } | null;
  rows: ScoreRow[];
  injects: InjectResult[];
  counts: { shown: number; missed: number; notShown: number };
};
