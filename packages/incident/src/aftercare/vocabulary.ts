import type { Person } from "../person.ts";

/* What follows the resolution: watching, the review, what was learned. */

export type AftercareCommand =
  | {
      do: "give-feedback";
      question: string;
      answer: string;
      action: string | null;
      owner: Person | null;
      due: string | null;
    }
  | { do: "confirm-quiet"; note: string | null }
  | { do: "report-recurrence"; what: string }
  /** The shell looks `of` up; null means that no such incident is known here. */
  | { do: "link-recurrence"; of: { id: string; ref: string } | null; asked: string }
  | { do: "note-recurrence"; ref: string; title: string }
  | { do: "schedule-meeting"; at: string; facilitator: Person | null; attendees: string | null }
  | { do: "hold-meeting"; attendees: string; points: string };

export type AftercareEvent =
  /** `action` is the item that the answer became. */
  | { type: "feedback-given"; question: string; name: string; answer: string; action: string | null }
  | { type: "quiet-confirmed"; day: number; of: number; note: string | null }
  | { type: "watch-ended"; resolvedAt: string; days: number; confirmed: number }
  | { type: "recurred"; what: string; afterHours: number }
  | { type: "recurrence-linked"; of: string; ofId: string }
  | { type: "recurrence-noted"; ref: string; title: string }
  | {
      type: "meeting-scheduled";
      startsAt: string;
      facilitator: Person | null;
      attendees: string[];
      /** The policy wants somebody to lead it who held no role, and this one did. */
      isLedByResponder: boolean;
      isMoved: boolean;
    }
  | { type: "meeting-held"; attendees: string; points: string };

export type AftercareRefusal =
  | { because: "unknown-review-question"; asked: string; questions: string[] }
  | { because: "answer-needs-action"; question: string }
  | { because: "answer-takes-no-action"; question: string }
  | { because: "nothing-watched"; ref: string }
  | { because: "recurrence-of-itself"; ref: string };

export type AftercareReminder =
  | { about: "watch"; day: number; of: number }
  | { about: "meeting-missing"; dueAt: string; isOverdue: boolean; suggested: string[] }
  | { about: "meeting-draft"; at: string }
  | { about: "meeting-notes"; at: string };

export type Feedback = { answer: string; action: string | null; by: Person; at: string };

export type Meeting = {
  at: string;
  scheduledAt: string;
  facilitator: Person | null;
  attendees: string[];
  held: { at: string; attendees: string; points: string } | null;
};

/** Plain JSON, as it is stored with the incident. */
export type AftercareState = {
  answers: Record<string, Feedback>;
  /** When somebody said that it stayed quiet, since the last resolution. */
  quietAt: string[];
  /** The resolution whose watch is over. */
  watchedFor: string | null;
  /** How often it came back: in this incident, or as another one with its ref. */
  recurrences: { at: string; what: string; ref: string | null }[];
  /** Refs of the incidents that this one is the return of. */
  recurrenceOf: string[];
  meeting: Meeting | null;
};

export const freshAftercareState: AftercareState = {
  answers: {},
  quietAt: [],
  watchedFor: null,
  recurrences: [],
  recurrenceOf: [],
  meeting: null,
};
