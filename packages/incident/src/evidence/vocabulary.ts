import type { Attachment } from "../origin.ts";
import type { Person } from "../person.ts";

/* What is kept as evidence, and who has it. Nothing of it is ever changed or deleted: what was wrong gets a correction. */

export type EvidenceKind = "item" | "file" | "message" | "interview";

/** Somebody gave it, and somebody has it since. The one who receives says so; outside of the team nobody can. */
export type CustodyStep = {
  from: Person;
  to: Person;
  reason: string;
  place: string | null;
  handedAt: string;
  receivedAt: string;
  isOutside: boolean;
};

export type EvidenceItem = {
  /** `E1`, `E2` … within the incident. */
  id: string;
  kind: EvidenceKind;
  what: string;
  /** Where it comes from: a system, a log, a message, a person. */
  source: string;
  collectedBy: Person;
  /** When it was collected; `recordedAt` is when Muster heard of it. */
  collectedAt: string;
  recordedAt: string;
  recordedBy: Person;
  sha256: string | null;
  /** The file that Muster itself keeps, under its hash. */
  file: Attachment | null;
  /** Where it lies. */
  place: string | null;
  url: string | null;
  /** The timeline entry that it was taken from. */
  entry: number | null;
  /** Words that are the evidence themselves, as those of an interview. */
  notes: string | null;
  holder: Person;
  custody: CustodyStep[];
  /** On its way: the named person has not said yet that they have it. */
  pending: { to: Person; reason: string; place: string | null; at: string } | null;
  corrections: { text: string; by: Person; at: string }[];
};

export type LegalHold = {
  /** `H1`, `H2` … within the incident. */
  id: string;
  authority: string;
  reason: string;
  until: string | null;
  by: Person;
  at: string;
  lifted: { reason: string; by: Person; at: string } | null;
};

/** Plain JSON, as it is stored with the incident. */
export type EvidenceState = {
  items: EvidenceItem[];
  holds: LegalHold[];
  /** Why nothing was preserved before the change. */
  nothingToPreserve: { reason: string; by: Person; at: string } | null;
};

export const freshEvidenceState: EvidenceState = { items: [], holds: [], nothingToPreserve: null };

export type EvidenceCommand =
  | {
      do: "add-evidence";
      what: string;
      source: string;
      collectedAt: string | null;
      sha256: string | null;
      place: string | null;
    }
  /** A timeline entry with all its files, whose hashes are known. */
  | { do: "keep-entry"; seq: number; place: string | null }
  | { do: "record-interview"; who: string; notes: string }
  | { do: "complete-evidence"; item: string; sha256: string | null; place: string | null }
  | { do: "correct-evidence"; item: string; text: string }
  | { do: "hand-evidence"; item: string; to: Person | null; reason: string; place: string | null }
  /** Whoever has it cannot be reached: it is taken over without them, with the reason. */
  | { do: "take-evidence"; item: string; reason: string; place: string | null }
  | { do: "hand-evidence-outside"; item: string; to: string; reason: string; place: string | null }
  | { do: "receive-evidence"; item: string }
  | { do: "decline-evidence"; item: string }
  | { do: "skip-preserving"; reason: string }
  | { do: "place-hold"; authority: string; reason: string; until: string | null }
  | { do: "lift-hold"; hold: string; reason: string };

export type EvidenceEvent =
  | {
      type: "evidence-added";
      item: string;
      kind: EvidenceKind;
      what: string;
      source: string;
      collectedBy: Person;
      collectedAt: string;
      sha256: string | null;
      file: Attachment | null;
      place: string | null;
      url: string | null;
      entry: number | null;
      notes: string | null;
    }
  | { type: "evidence-completed"; item: string; sha256: string | null; place: string | null }
  | { type: "evidence-corrected"; item: string; text: string }
  | {
      type: "evidence-handed";
      item: string;
      from: Person;
      to: Person;
      reason: string;
      place: string | null;
      /** To or from somebody who cannot press a button here: it counts as received at once. */
      isOutside: boolean;
    }
  | { type: "evidence-received"; item: string; from: Person }
  | { type: "evidence-taken"; item: string; from: Person; reason: string; place: string | null }
  | { type: "evidence-declined"; item: string; to: Person; holder: Person }
  | { type: "preserving-skipped"; reason: string }
  | { type: "hold-placed"; hold: string; authority: string; reason: string; until: string | null }
  | { type: "hold-lifted"; hold: string; authority: string; reason: string };

export type EvidenceRefusal =
  | { because: "unknown-evidence"; asked: string; items: string[] }
  | { because: "not-the-holder"; item: string; holder: string }
  | { because: "handed-to-holder"; item: string; holder: string }
  | { because: "receiver-missing" }
  | { because: "nothing-handed"; item: string }
  | { because: "handed-to-another"; item: string; to: string }
  | { because: "hash-unreadable"; asked: string }
  | { because: "place-missing"; level: string }
  | { because: "already-said"; item: string; what: "hash" | "place" }
  | { because: "nothing-to-complete"; item: string }
  | { because: "unknown-hold"; asked: string; holds: string[] }
  | { because: "preserve-first"; level: string }
  | { because: "time-unreadable"; asked: string; isAhead: boolean }
  | { because: "time-ahead"; asked: string }
  | { because: "time-past"; asked: string };

export type EvidenceReminder =
  | { about: "evidence-handed"; item: string; to: Person }
  | { about: "hold-ending"; hold: string; authority: string };
