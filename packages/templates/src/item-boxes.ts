import type { ActionStatus } from "@muster/incident";

/* The boxes of action items on a page: where they stand and what each mark says. */

/** The legend of the plan tracker. */
const statusByBox: Record<string, ItemStatus> = {
  " ": "open",
  "~": "in-progress",
  x: "done",
  X: "done",
  "!": "blocked",
  "-": "wont-fix",
  M: "deferred",
};
export type ItemStatus = "open" | "in-progress" | "done" | "blocked" | "wont-fix" | "deferred" | "other";

export const statusOfBox = (char: string): ItemStatus => statusByBox[char] ?? "other";

/** What a box says of an action item; null for a mark that is no word about it. */
export const actionStatusOf: Record<ItemStatus, ActionStatus | null> = {
  open: "open",
  "in-progress": "doing",
  done: "done",
  blocked: "blocked",
  "wont-fix": "dropped",
  // Put off until mainnet: nobody can go on with it before.
  deferred: "blocked",
  other: null,
};

export type ItemBox = { char: string; at: number; end: number };

/** A piece of the page that shall read otherwise: one character of a box, or the words that we wrote beside it. */
export type Edit = { start: number; end: number; text: string };

/** The box of a list item that begins there; null where it has none. */
export function boxAt(page: string, itemStart: number): ItemBox | null {
  const match = /^((?:[-*+]|\d{1,9}[.)])[ \t]+\[)([^\]\r\n])\](?=[ \t\r\n]|$)/.exec(
    page.slice(itemStart, itemStart + 40),
  );
  if (match === null) return null;
  const at = itemStart + match[1]!.length;
  return { char: match[2]!, at, end: at + 2 };
}
