import type { Policy } from "@muster/policy";
import type { Case } from "./facts/case.ts";
import type { WhoIs } from "./facts/humans.ts";
import type { ItemId, MaturityLevel } from "./model.ts";
import type { PolicyVersionSeen } from "./record.ts";

/** What a row may look at: one window of the record. */
export type Sight = {
  from: string;
  until: string;
  /** Real incidents that count, or that can only fail. The oldest first. */
  cases: readonly Case[];
  /** Drills that were carried through. Only rows that ask for testing look at them. */
  drills: readonly Case[];
  /** Roll-calls, whatever came of them. They are no drills of the process. */
  rollCalls: readonly Case[];
  /** In force at the end of the window; null before there was one. */
  policy: Policy | null;
  /** Versions that came into force within the window, the oldest first. */
  policies: readonly PolicyVersionSeen[];
  rota: readonly string[];
  /** Records whose chains of hashes were checked, with what is wrong. */
  chains: readonly { ref: string; fault: string | null }[];
  checkpoints: number;
  whoIs: WhoIs;
};

/** One thing that speaks for a row or against it. */
export type Piece = {
  isGood: boolean;
  what: string;
  url: string | null;
  of: Case | null;
  /** What was measured, where the row has a unit. */
  value?: number;
};

/** `some`: at least so many things speak for it. `share`: at least this part of at least `of` things does. */
export type Needs = { is: "some"; atLeast: number } | { is: "share"; atLeast: number; of: number };

export type Row = {
  id: string;
  item: ItemId;
  level: MaturityLevel;
  /** Lines of the model that it stands for, in docs/requirements.md. */
  lines: readonly string[];
  /** What is asked, for a reader. */
  asks: string;
  /** How it is counted from the record. */
  counted: string;
  needs: Needs;
  /** Where nothing in the window brings the question up, it is not asked. Without this, nothing to look at is too little. */
  onlyWhenAsked?: true;
  /** What its pieces are measured in. Their middle is shown, and judges nothing. */
  unit?: "%" | "min" | "h" | "days";
  /** What to do next while it does not pass. */
  next: string;
  look(sight: Sight): Piece[];
};

/** Fewer of anything say nothing about a share. */
export const smallestShare = 3;

export const share = (atLeast: number, of = smallestShare): Needs => ({ is: "share", atLeast, of });
export const some = (atLeast: number): Needs => ({ is: "some", atLeast });

/** What a case says to a row: yes, no with the reason, or nothing at all. */
export type Saying = (({ good: string } | { bad: string }) & { url?: string; value?: number }) | null;

/** One piece for each case that has something to say. What supports nothing is taken out here, once for all rows. */
export function each(cases: readonly Case[], say: (one: Case) => Saying): Piece[] {
  return cases.flatMap((one) => {
    const said = say(one);
    if (said === null) return [];
    const isGood = "good" in said;
    if (isGood && one.standing.is !== "counts") return [];
    const what = `${one.ref}: ${isGood ? said.good : said.bad}`;
    const { value } = said;
    const piece: Piece = { isGood, what, url: said.url ?? one.url, of: one };
    return [value === undefined ? piece : { ...piece, value }];
  });
}

/** A fact of the team's set-up, which stands or does not. */
export function fact(isGood: boolean, good: string, bad: string): Piece {
  return { isGood, what: isGood ? good : bad, url: null, of: null };
}
