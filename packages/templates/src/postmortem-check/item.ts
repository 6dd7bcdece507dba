import type { Owned } from "./owner-and-due.ts";

/** An action item as it stands on the page. `isDone` is null where neither a box nor a column says it. */
export type Item = Owned & {
  at: number;
  text: string;
  isDone: boolean | null;
  /** A row of a table, which is written otherwise than a line. */ isRow?: true;
};

export type Items = {
  items: Item[];
  /** Tables of items in which nobody could write an owner, or a day, as there is no column for it. */
  tablesWithout: { at: number; what: "owner" | "due" }[];
  /** Somebody says that there is nothing to do. */
  isNone: boolean;
  /** There are words, but no list, table or labels to read items from. */
  isProse: number | null;
};

/** More of them are no list that somebody works off. */
export const itemsMax = 1_000;
