import type { Person } from "../person.ts";

/* Earlier incidents that a new one looks like, and what people say of that. */

/** An earlier incident that everybody may know of, as it stood when it was found. */
export type Lookalike = {
  id: string;
  ref: string;
  title: string;
  /** What the two have in common: all of it stands in the record of both. */
  shared: { alert: string | null; kind: string | null; services: string[]; words: string[] };
  /** Its postmortem, once that is published. */
  postmortem: string | null;
  /** The one of its action items that is still to be done and was due first. */
  item: { id: string; text: string; owner: Person; due: string } | null;
  /** How many of its items are still to be done. */
  openItems: number;
};

export type LikenessCommand =
  | { do: "note-lookalikes"; found: Lookalike[] }
  /** Somebody looked: that one has nothing to do with it. */
  | { do: "reject-lookalike"; of: string };

export type LikenessEvent =
  | { type: "lookalikes-noted"; found: Lookalike[] }
  | { type: "lookalike-rejected"; of: string };

export type LikenessRefusal = { because: "unknown-lookalike"; asked: string; known: string[] };

/** Plain JSON, as it is stored with the incident. */
export type LikenessState = {
  found: Lookalike[];
  /** Refs of those that people rejected. */
  rejected: string[];
};

export const freshLikenessState: LikenessState = { found: [], rejected: [] };
