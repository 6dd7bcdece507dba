import type { ActionItem } from "@muster/incident";
import { no, yes, type Result } from "@muster/kernel";
import { lineEndOf, lineStart, marksOf } from "./markdown.ts";

/*
 * Action items on a page, found by their hidden anchor wherever people moved the line. The box and the words of a line are
 * people's. Muster only carries over what happened to the item since it last wrote, and never writes a line twice.
 */

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

export type TrackedItem = {
  /** `INC-1/A1`. */
  key: string;
  status: ItemStatus;
  /** What people may read of it: the line without its box and its anchor. */
  text: string;
  /** Counted from 1. */
  line: number;
};

/** An item as Muster last wrote it to the page. */
export type WrittenItem = { id: string; done: boolean };

export type ItemsToWrite = {
  ref: string;
  items: readonly ActionItem[];
  /** Null when nothing has been written yet, or when that is not known. */
  written: readonly WrittenItem[] | null;
};

export type ItemProblem = { because: "item-twice"; key: string };

/** Every anchored item of the page, in its order. One that stands twice is listed twice. */
export function readItems(page: string): TrackedItem[] {
  return anchored(page).map(({ key, box, start, end, item }) => {
    const from = box === null ? (item?.start ?? lineStart(page, start)) : box.end;
    const words = `${page.slice(from, start)} ${page.slice(end, endOfLine(page, end))}`;
    return {
      key,
      status: box === null ? "other" : (statusByBox[box.char] ?? "other"),
      text: words.replace(/\s+/g, " ").trim(),
      line: page.slice(0, start).split(/\r\n|\n|\r/).length,
    };
  });
}

/** One box that shall hold another character: an edit of one character, by its offset. */
export type Tick = { at: number; char: "x" | " " };

/** The boxes to change, and the items that have no line yet. A line that people deleted is not written again. */
export function planItems(
  page: string,
  wanted: ItemsToWrite,
): Result<{ ticks: Tick[]; missing: ActionItem[] }, ItemProblem> {
  const found = anchored(page);
  const ticks: Tick[] = [];
  const missing: ActionItem[] = [];
  for (const item of wanted.items) {
    const key = `${wanted.ref}/${item.id}`;
    const [line, ...others] = found.filter((one) => one.key === key);
    const written = wanted.written?.find(({ id }) => id === item.id) ?? null;
    if (others.length > 0) return no({ because: "item-twice", key });
    if (line === undefined) {
      if (written === null) missing.push(item);
      continue;
    }
    const isShared =
      line.item !== null && found.filter((one) => one.item?.start === line.item?.start).length > 1;
    const char = line.box === null || isShared ? null : boxFor(item, written, line.box.char);
    if (char !== null) ticks.push({ at: line.box!.at, char });
  }
  return yes({ ticks, missing });
}

export function explainItem({ key }: ItemProblem): string {
  return `The page has the anchor \`muster:action=${key}\` more than once. Keep the line that counts and delete the other.`;
}

/** The new character of a box; null when it stays as people have it. "Won't fix" and "deferred" are decisions of people. */
function boxFor(item: ActionItem, written: WrittenItem | null, box: string): "x" | " " | null {
  if (written !== null && written.done === item.done) return null;
  if (item.done) return [" ", "~", "!"].includes(box) ? "x" : null;
  return written !== null && ["x", "X"].includes(box) ? " " : null;
}

type Anchored = {
  key: string;
  start: number;
  end: number;
  item: { start: number; end: number } | null;
  box: { char: string; at: number; end: number } | null;
};

function anchored(page: string): Anchored[] {
  return marksOf(page).flatMap(({ text, start, end, item }) => {
    const key = /^action=(\S+)$/.exec(text)?.[1];
    return key === undefined
      ? []
      : [{ key, start, end, item, box: item === null ? null : boxAt(page, item.start) }];
  });
}

function boxAt(page: string, itemStart: number): Anchored["box"] {
  const match = /^((?:[-*+]|\d{1,9}[.)])[ \t]+\[)([^\]\r\n])\](?=[ \t\r\n]|$)/.exec(
    page.slice(itemStart, itemStart + 40),
  );
  if (match === null) return null;
  const at = itemStart + match[1]!.length;
  return { char: match[2]!, at, end: at + 2 };
}

function endOfLine(page: string, offset: number): number {
  const at = page.slice(offset).search(/[\r\n]/);
  return at === -1 ? page.length : offset + at;
}

/** New lines at the end of a list, each with the bullet and the indentation that the list has. */
export function linesLike(page: string, lines: string[], place: { prefix: string; bullet: string }): string {
  const lineEnd = lineEndOf(page);
  return lines.map((line) => `${place.prefix}${line.replace(/^-/, place.bullet)}${lineEnd}`).join("");
}
