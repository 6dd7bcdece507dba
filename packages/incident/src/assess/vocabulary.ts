import type { WayToFind } from "../origin.ts";
import type { Person } from "../person.ts";

/* What kind of trouble it is: criteria, questions, services. */

export const fundsStates = ["at-risk", "lost", "recovered"] as const;
export type FundsState = (typeof fundsStates)[number];

export type AssessCommand =
  /** Ids of criteria, such as `P0/key-compromise`; `none` when none of them fits, `unsure` for the highest level. */
  | { do: "classify"; criteria: string[] }
  /** What somebody else who declares the same says of its level. */
  | { do: "say-level"; level: string }
  | { do: "set-kind"; kind: string }
  | { do: "set-found-by"; how: string; ref: string | null }
  | { do: "answer-question"; question: string; answer: string; note: string | null }
  | { do: "note-service"; name: string; impact: string; isCritical: boolean | null }
  | { do: "note-funds"; state: string; amount: string; asset: string; valuedAt: string | null }
  | { do: "note-option"; what: string; speed: string; risk: string }
  /** Raises to what a rule of escalation asks for. */
  | { do: "raise"; rule: string };

export type AssessEvent =
  | { type: "no-criterion-fits" }
  /** Somebody's judgement that changes nothing: they agree, or they find it less severe than it stands. */
  | { type: "level-said"; levelId: string; stands: string; criteria: string[] }
  | { type: "kind-set"; kind: string; name: string; from: string | null }
  | { type: "found-by-set"; how: WayToFind; ref: string | null }
  | {
      type: "question-answered";
      question: string;
      text: string;
      answer: string;
      note: string | null;
      from: string | null;
    }
  | { type: "service-noted"; name: string; impact: string; isCritical: boolean; isNew: boolean }
  | { type: "funds-noted"; state: FundsState; amount: string; asset: string; valuedAt: string | null }
  | { type: "option-noted"; option: string; what: string; speed: string; risk: string }
  | {
      type: "escalated";
      /** The question's or the escalation's id with what set it off, such as `data-exposed/yes`. */
      rule: string;
      /** The policy's own words. */
      text: string;
      calls: string[];
      opensClocks: string[];
      /** The level that people are asked to raise to; null when nothing is to be raised, or was raised at once. */
      asksToRaiseTo: string | null;
    };

export type AssessRefusal =
  | { because: "no-criterion-chosen" }
  | { because: "unknown-criterion"; asked: string }
  | { because: "unknown-kind"; asked: string; kinds: string[] }
  | { because: "unknown-way"; asked: string }
  | { because: "unknown-question"; asked: string; questions: string[] }
  | { because: "answer-in-three"; text: string }
  | { because: "answer-by-funds"; text: string }
  | { because: "unknown-funds-state"; asked: string }
  | { because: "no-amount"; asked: string }
  | { because: "unknown-rule"; asked: string };

export type AssessReminder = {
  about: "question";
  question: string;
  text: string;
  /** The role whose job the answer is. */
  role: string | null;
};

export type Answer = { answer: string; note: string | null; by: Person; at: string };
export type HitService = { name: string; impact: string; isCritical: boolean; at: string; by: Person };
export type Funds = {
  state: FundsState;
  amount: string;
  asset: string;
  valuedAt: string | null;
  at: string;
  by: Person;
};
export type MitigationOption = { id: string; what: string; speed: string; risk: string; by: Person };

/** Plain JSON, as it is stored with the incident. */
export type AssessState = {
  kind: { id: string; name: string } | null;
  foundBy: { how: WayToFind; ref: string | null } | null;
  /** Nobody found a criterion that fits. Null again once a severity is set. */
  noCriterionFits: Person | null;
  /** Each question's answers, the latest last. */
  answers: Record<string, Answer[]>;
  services: HitService[];
  funds: Funds[];
  options: MitigationOption[];
  /** Who judged the level otherwise than it stands. */
  said: { levelId: string; by: Person; at: string }[];
  /** Rules that have set off an escalation. */
  escalated: { rule: string; text: string; asksToRaiseTo: string | null }[];
};

export const freshAssessState: AssessState = {
  kind: null,
  foundBy: null,
  noCriterionFits: null,
  answers: {},
  services: [],
  funds: [],
  options: [],
  said: [],
  escalated: [],
};
