import type { Person } from "../person.ts";

/* What the public is told of a restricted incident, and when: words that one person confirmed and another approved. */

export type DisclosureCommand =
  /** `on` is the first day on which it may be read, `2026-12-01` or `10d`. */
  | { do: "write-disclosure"; text: string; on: string }
  /** Somebody read it, and answers for what was taken out and for what was left in. */
  | { do: "confirm-redactions"; version: number }
  | { do: "approve-disclosure"; version: number }
  | { do: "withdraw-disclosure"; reason: string };

export type DisclosureEvent =
  | {
      type: "disclosure-written";
      version: number;
      text: string;
      on: string;
      /** Kinds of what Muster took out of it. */
      withheld: string[];
    }
  | { type: "redactions-confirmed"; version: number }
  | { type: "disclosure-approved"; version: number }
  | { type: "disclosure-withdrawn"; reason: string }
  | { type: "disclosed"; version: number };

export type DisclosureRefusal =
  | { because: "disclose-when-over"; ref: string }
  | { because: "nothing-to-disclose" }
  | { because: "disclosure-changed"; version: number }
  | { because: "redactions-unconfirmed" }
  | { because: "disclosure-by-another" }
  | { because: "disclosed-already" };

/** Plain JSON, as it is stored with the incident. */
export type DisclosureState = {
  version: number;
  text: string;
  on: string;
  withheld: string[];
  by: Person;
  confirmedBy: Person | null;
  approvedBy: Person | null;
  disclosedAt: string | null;
} | null;

export const freshDisclosureState: DisclosureState = null;
