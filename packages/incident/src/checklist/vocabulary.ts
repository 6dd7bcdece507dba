import type { Person } from "../person.ts";

/* The policy's phases with their steps, and runbooks. */

export type ChecklistCommand =
  /** `owner` and `due` are for a step that makes an action item. */
  | { do: "tick-steps"; steps: string[]; note: string | null; owner: Person | null; due: string | null }
  | { do: "untick-step"; step: string; reason: string }
  | { do: "skip-step"; step: string; reason: string }
  | { do: "enter-phase"; phase: string; reason: string | null }
  | { do: "open-runbook"; runbook: string }
  | { do: "close-runbook"; runbook: string }
  | { do: "confirm-fix"; note: string };

export type ChecklistEvent =
  | { type: "step-ticked"; step: string; text: string; note: string | null }
  | { type: "step-unticked"; step: string; text: string; reason: string }
  | { type: "step-skipped"; step: string; text: string; reason: string }
  /** `from` is the phase until now; `asks` is what must be asked before anybody looks for the cause. */
  | {
      type: "phase-entered";
      phase: string;
      name: string;
      from: string | null;
      reason: string | null;
      asks: string | null;
    }
  | { type: "runbook-opened"; runbook: string; name: string }
  | { type: "runbook-closed"; runbook: string; name: string }
  | { type: "fix-confirmed"; note: string };

/** A step as refusals name it: how to tick it, and what it says. */
export type NamedOpenStep = { id: string; text: string };

export type ChecklistRefusal =
  | { because: "step-unknown"; asked: string; open: string[] }
  | { because: "step-needs-note"; step: string; text: string; note: string }
  | { because: "step-makes-action"; step: string; text: string }
  | { because: "step-follows"; text: string; how: string }
  | { because: "step-not-done"; text: string }
  | { because: "steps-first"; before: "mitigate" | "resolve"; steps: NamedOpenStep[] }
  | { because: "confirm-first"; fixer: string }
  | { because: "confirm-own-fix" }
  | { because: "phase-unknown"; asked: string; phases: string[] }
  | { because: "phase-back-needs-reason"; from: string; to: string; phase: string }
  | { because: "runbook-unknown"; asked: string; runbooks: string[] };

export type ChecklistReminder =
  | { about: "phase-over"; phase: string; name: string; toMin: number; open: string[]; more: number }
  | { about: "runbook"; runbook: string; name: string; text: string };

/** When something became so, and who made it so. `seq` orders what happened in one instant. */
export type Occurrence = { seq: number; at: string; by: Person };

/** Plain JSON, as it is stored with the incident. */
export type ChecklistState = {
  /** What people said of each step, by its id; the last word counts. */
  marks: Record<string, Occurrence & { is: "ticked" | "skipped" | "open"; note: string | null }>;
  /** Facts, each when it first became so. */
  facts: Record<string, Occurrence>;
  /** Phases that people entered by hand, since it last came back. */
  entered: (Occurrence & { phase: string })[];
  /** Runbooks in use, in the order in which they were opened. */
  runbooks: (Occurrence & { id: string })[];
  /** Somebody other than the one who mitigated saw that the fix holds. */
  confirmed: (Occurrence & { note: string }) | null;
  /** The event with which it last came back. What holds up a resolution must be done again after it. */
  cameBackSeq: number | null;
};

export const freshChecklistState: ChecklistState = {
  marks: {},
  facts: {},
  entered: [],
  runbooks: [],
  confirmed: null,
  cameBackSeq: null,
};
