import type { Person } from "../person.ts";

/* People who are called in: experts, decision makers, legal. */

export type CallCommand =
  /** `whom` is the id or the name of a group or of an expert's domain. */
  | { do: "call"; whom: string; reason: string | null }
  /** `who` is the person who is on it, when somebody else says so for them; null for the one who speaks. */
  | { do: "answer-call"; call: string; who: Person | null }
  | { do: "set-bridge"; link: string }
  | { do: "record-packet"; to: string; note: string | null };

export type CallEvent =
  | {
      type: "called";
      call: string;
      whom: string;
      kind: "group" | "expert";
      name: string;
      /** Those who are called by name. A group's Discord role is known only where it is told. */
      people: Person[];
      reason: string;
    }
  /** No answer from the one who was called first: the next is called. */
  | { type: "call-moved"; call: string; name: string; silent: Person[]; people: Person[] }
  /** No answer from anybody. */
  | {
      type: "call-silent";
      call: string;
      whom: string;
      name: string;
      people: Person[];
      fallback: string | null;
      /** Others for which nobody came at the same time: they are told in one message. */
      also?: { call: string; name: string }[];
    }
  | { type: "call-answered"; call: string; name: string; who: Person }
  | { type: "bridge-set"; link: string }
  | { type: "packet-sent"; to: string; name: string; note: string | null };

export type CallRefusal =
  | { because: "nobody-of-that-name"; asked: string; known: string[] }
  | { because: "nobody-named"; name: string; id: string }
  | { because: "called-already"; name: string; by: string | null }
  | { because: "unknown-call"; asked: string; calls: string[] }
  | { because: "call-for-others"; name: string }
  | { because: "not-a-link"; asked: string };

export type CallReminder = never;

export type Call = {
  /** `C1`, `C2` … within the incident. */
  id: string;
  whom: string;
  kind: "group" | "expert";
  name: string;
  reason: string;
  people: Person[];
  /** Everybody who was called by name, also before the backup was. */
  asked: Person[];
  /** When those who are asked now were called. */
  at: string;
  answeredBy: Person | null;
  answeredAt: string | null;
  isSilent: boolean;
};

/** Plain JSON, as it is stored with the incident. */
export type CallState = {
  calls: Call[];
  bridge: string | null;
  packets: { to: string; at: string; by: Person }[];
};

export const freshCallState: CallState = { calls: [], bridge: null, packets: [] };
