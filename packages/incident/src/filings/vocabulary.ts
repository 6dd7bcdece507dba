import type { Person } from "../person.ts";

/*
 * Reports that the law asks for, with their clocks. A clock starts with what a person judged, never with what a machine saw, and ends
 * with what a person says. Muster sends nothing to anybody.
 */

/** What a person judged, since when, on which facts. */
export type FilingAnchor = { at: string; facts: string; by: Person; setAt: string };

export type FilingOutcome =
  | {
      is: "submitted";
      submittedAt: string;
      /** The authority's own number, or how it was sent. */
      reference: string;
      /** Where the copy is kept. */
      place: string | null;
      reason: string | null;
      by: Person;
      at: string;
    }
  /** `open` takes back what was said before. */
  | { is: "not-applicable" | "missed" | "open"; reason: string; by: Person; at: string };

/** An authority gave more time, or asked to wait. */
export type FilingExtension = { authority: string; reason: string; until: string; by: Person; at: string };

export type FilingAnswer = "yes" | "no" | "unsure";

/** Plain JSON, as it is stored with the incident. */
export type FilingState = {
  anchors: Record<string, FilingAnchor>;
  /** By clock, the oldest first. */
  outcomes: Record<string, FilingOutcome[]>;
  extensions: Record<string, FilingExtension>;
  /** Clocks that no profile turned on and that run in this incident all the same. */
  watched: string[];
  /** Whether a report to an authority is needed, as somebody judged it last. */
  answer: { is: FilingAnswer; reason: string; by: Person; at: string } | null;
};

export const freshFilingState: FilingState = {
  anchors: {},
  outcomes: {},
  extensions: {},
  watched: [],
  answer: null,
};

export type FilingCommand =
  | { do: "set-anchor"; anchor: string; facts: string; since: string | null }
  | { do: "decide-report"; answer: string; reason: string }
  | { do: "watch-clock"; clock: string }
  | {
      do: "submit-report";
      clock: string;
      reference: string;
      place: string | null;
      submittedAt: string | null;
      reason: string | null;
    }
  | { do: "close-report"; clock: string; outcome: string; reason: string }
  | { do: "extend-report"; clock: string; authority: string; reason: string; until: string };

export type FilingEvent =
  | {
      type: "anchor-set";
      anchor: string;
      name: string;
      since: string;
      facts: string;
      /** What it was before; null the first time. */
      was: string | null;
    }
  | { type: "report-decided"; answer: FilingAnswer; reason: string }
  | { type: "clock-watched"; clock: string; name: string }
  | {
      type: "report-submitted";
      clock: string;
      name: string;
      submittedAt: string;
      reference: string;
      place: string | null;
      reason: string | null;
      /** When it was due, as it was reckoned then. */
      dueAt: string | null;
      /** A report was submitted before; this one brings it up to date. */
      isUpdate: boolean;
    }
  | {
      type: "report-closed";
      clock: string;
      name: string;
      outcome: "not-applicable" | "missed" | "open";
      reason: string;
    }
  | {
      type: "report-extended";
      clock: string;
      name: string;
      authority: string;
      reason: string;
      until: string;
    };

export type FilingRefusal =
  | { because: "anchor-needs-a-person" }
  | { because: "unknown-anchor"; asked: string; anchors: string[] }
  | { because: "unknown-clock"; asked: string; clocks: string[] }
  | { because: "unknown-answer"; asked: string }
  | { because: "unknown-outcome"; asked: string }
  | { because: "late-needs-reason"; name: string; dueAt: string };

export type FilingReminder =
  | { about: "report-question"; owner: string | null }
  | {
      about: "report-due";
      clock: string;
      name: string;
      dueAt: string;
      isOverdue: boolean;
      /** Others that are reminded of at the same time: every deadline is said, in one message. */
      also?: (ReportDue & { timer: string })[];
    };

export type ReportDue = { clock: string; name: string; dueAt: string; isOverdue: boolean };
