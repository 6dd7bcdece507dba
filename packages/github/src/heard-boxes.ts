import { actionStatuses, type ActionItem, type ActionStatus, type Remote } from "@muster/incident";
import { actionStatusOf, itemsSaying, readItems, type WrittenItem } from "@muster/templates";

import type { HeardWords } from "./heard-words.ts";

/*
 * Which boxes of action items on a page are nobody's unheard word. News of pushes come late, twice and in any order, and GitHub's clock is
 * neither ours nor finer than a second, so no order of them is relied on: whatever was heard of a box since Muster last wrote it may be
 * written over, for each word was weighed by its own time when it was heard. Kept in `remote.extra`.
 */

/** What people were heard to set a box to, since it last said what the record says. */
export type Heard = Record<string, ActionStatus[]>;
type Boxes = Record<string, ActionStatus>;

const keyOf = (path: string, id: string): string => `${path}#${id}`;

export function readHeard(remote: Remote | null): Heard {
  return (remote?.extra["heard"] ?? {}) as Heard; // Written by these functions alone.
}

export function hasHeard(
  heard: Heard,
  path: string,
  { id, status }: { id: string; status: ActionStatus },
): boolean {
  return heard[keyOf(path, id)]?.includes(status) === true;
}

export function hearBoxes(heard: Heard, path: string, set: Boxes): Heard {
  const now = Object.entries(set).map(([id, status]) => {
    const key = keyOf(path, id);
    const before = heard[key] ?? [];
    return [key, actionStatuses.filter((one) => one === status || before.includes(one))] as const;
  });
  return { ...heard, ...Object.fromEntries(now) };
}

/** What was heard of a box is over once the page says what the record says. */
export function heardAfterWriting(
  heard: Heard,
  page: string,
  about: { path: string; ref: string; items: readonly ActionItem[]; boxes: "legend" | "plain" },
): Heard {
  const settled = itemsSaying(page, about, about.boxes).map((id) => keyOf(about.path, id));
  return Object.fromEntries(Object.entries(heard).filter(([key]) => !settled.includes(key)));
}

/** Several pages were written at once, and each knows what it settled. */
export function heardInAll<One extends Heard | HeardWords>([first, ...others]: readonly One[]): One {
  const left = Object.entries(first ?? {}).filter(([key]) =>
    others.every((heard) => Object.hasOwn(heard, key)),
  );
  return Object.fromEntries(left) as One; // As many of the same.
}

export type Knowing = {
  heard: Heard;
  /** The words beside the boxes, in the same way. */
  words: HeardWords;
  /**
   * Every box counts as known. An earlier try may have written some without anybody writing that down; and on a branch that begins now they
   * are those of the default branch, where no word is missed. If it was a person, the news tell, and their word counts by its time.
   */
  asItStands: boolean;
  /** An earlier try may have written words as well. Several of them may be heard of one line one after the other, so that no more counts as known. */
  isRetry: boolean;
};

/** The boxes of the page that may be written over, as they stand. */
export function knownBoxes(
  page: string,
  { path, ref }: { path: string; ref: string },
  { heard, asItStands }: Pick<Knowing, "heard" | "asItStands">,
): Boxes {
  const known = readItems(page).flatMap(({ key, status }) => {
    const stands = actionStatusOf[status];
    if (stands === null || !key.startsWith(`${ref}/`)) return [];
    const id = key.slice(ref.length + 1);
    return asItStands || hasHeard(heard, path, { id, status: stands }) ? [[id, stands] as const] : [];
  });
  return Object.fromEntries(known);
}

/** What is known to be written, with these boxes. Words that were not written down as ours are taken for people's. */
export function withKnown(
  written: readonly WrittenItem[] | null,
  known: Boxes,
  { asItStands }: Pick<Knowing, "asItStands">,
): readonly WrittenItem[] | null {
  const ids = Object.keys(known);
  if (ids.length === 0) return written;
  const others = (written ?? []).filter(({ id }) => !ids.includes(id));
  const now = Object.entries(known).map(([id, status]): WrittenItem => {
    const before = written?.find((item) => item.id === id);
    // It may be a write of ours that nobody wrote down.
    const ever = [...(before?.ever ?? []), ...(asItStands ? [status] : [])];
    return { id, done: status === "done", status, text: before?.text, ever };
  });
  return [...others, ...now];
}
