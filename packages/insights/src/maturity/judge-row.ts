import type { ItemId, MaturityLevel } from "./model.ts";
import { medianOf } from "./facts/times.ts";
import type { Needs, Piece, Row, Sight } from "./row.ts";

/**
 * - `passes`     what was found supports the row.
 * - `fails`      it does not.
 * - `too-little` there is too little for a share to say anything. It supports nothing.
 * - `not-asked`  nothing in the window brings the question up.
 */
export type RowState = "passes" | "fails" | "too-little" | "not-asked";

/** A thing that speaks for a row or against it, with where people can look. */
export type Evidence = { what: string; url: string | null };

export type RowReport = {
  id: string;
  item: ItemId;
  level: MaturityLevel;
  lines: readonly string[];
  asks: string;
  counted: string;
  needs: string;
  state: RowState;
  /** How many things speak for it, of how many that say anything. */
  good: number;
  of: number;
  /** The middle of what was measured, with how many there are; null where nothing is. It judges nothing by itself. */
  median: { value: number; unit: string; n: number } | null;
  /** The newest first, at most `shownMax` of each. */
  evidence: Evidence[];
  against: Evidence[];
  next: string;
};

export const shownMax = 10;

export type Judged = { report: RowReport; pieces: readonly Piece[] };

export function judgeRow(row: Row, sight: Sight): Judged {
  const pieces = row.look(sight);
  const good = pieces.filter(({ isGood }) => isGood);
  const bad = pieces.filter(({ isGood }) => !isGood);
  const { id, item, level, lines, asks, counted, next } = row;
  const report: RowReport = {
    id,
    item,
    level,
    lines,
    asks,
    counted,
    needs: sayNeeds(row.needs),
    state: stateOf(row, good.length, pieces.length),
    good: good.length,
    of: pieces.length,
    median: middleOf(row, pieces),
    evidence: shown(good),
    against: shown(bad),
    next,
  };
  return { report, pieces };
}

function middleOf({ unit }: Row, pieces: readonly Piece[]): RowReport["median"] {
  const values = pieces.flatMap(({ value }) => value ?? []);
  const value = medianOf(values);
  return unit === undefined || value === null ? null : { value, unit, n: values.length };
}

function stateOf({ needs, onlyWhenAsked }: Row, good: number, of: number): RowState {
  if (of === 0 && onlyWhenAsked === true) return "not-asked";
  if (needs.is === "some") return good >= needs.atLeast ? "passes" : "fails";
  if (of < needs.of) return "too-little";
  // Compared as whole numbers: 0.9 × 10 is not 9 in binary.
  return good * 1_000 >= Math.round(needs.atLeast * 1_000) * of ? "passes" : "fails";
}

/** What a row needs, in words. */
export function sayNeeds(needs: Needs): string {
  if (needs.is === "some") return needs.atLeast === 1 ? "at least one" : `at least ${needs.atLeast}`;
  const part = needs.atLeast === 1 ? "all" : `at least ${Math.round(needs.atLeast * 100)} %`;
  return needs.of === 1 ? part : `${part}, of at least ${needs.of}`;
}

function shown(pieces: readonly Piece[]): Evidence[] {
  return pieces
    .toSorted((a, b) => compare(b.of?.declaredAt ?? "", a.of?.declaredAt ?? "") || compare(a.what, b.what))
    .slice(0, shownMax)
    .map(({ what, url }) => ({ what, url }));
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
