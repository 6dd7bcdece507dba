import { actionStatus, isOpenAction, type ActionItem, type ActionStatus } from "@muster/incident";
import { no, yes, type Result } from "@muster/kernel";
import { plainBox } from "./action-line.ts";
import { anchoring } from "./hand-written-items.ts";
import { readItemWords, saysTheSame } from "./item-words.ts";
import {
  actionStatusOf,
  boxAt,
  statusOfBox,
  type Edit,
  type ItemBox,
  type ItemStatus,
} from "./item-boxes.ts";
import { lineEndOf, lineStart, marksOf } from "./markdown.ts";

/*
 * Action items on a page, found by their hidden anchor wherever people moved the line. The box and the words of a line are
 * people's. Muster only carries over what happened to the item since it last wrote, and never writes a line twice.
 */

const legendBox: Record<ActionStatus, string> = {
  open: " ",
  doing: "~",
  done: "x",
  blocked: "!",
  dropped: "-",
};

/** A page's boxes: the whole legend, or open and ticked alone. */
export type Boxes = "legend" | "plain";

export const boxOf = (status: ActionStatus, boxes: Boxes): string =>
  boxes === "legend" ? legendBox[status] : plainBox(status);

export type TrackedItem = {
  /** `INC-1/A1`. */
  key: string;
  status: ItemStatus;
  /** What people may read of it: the line without its box and its anchor. */
  text: string;
  /** What stands between box and anchor, as it is written. */
  words: string;
  /** Counted from 1. */
  line: number;
};

/** An item as Muster last wrote it to the page. An older Muster remembers only whether it was done. */
export type WrittenItem = {
  id: string;
  done: boolean;
  status?: ActionStatus | undefined;
  /** The words between box and anchor. */
  text?: string | undefined;
  /** What people wrote there and was heard. Up to the day it may be written over. */
  heard?: string | undefined;
  /** All that Muster ever wrote into the box: somebody may merge that later. */
  ever?: readonly ActionStatus[] | undefined;
};

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
      status: box === null ? "other" : statusOfBox(box.char),
      text: words.replace(/\s+/g, " ").trim(),
      words: page.slice(from, start).trim(),
      line: page.slice(0, start).split(/\r\n|\n|\r/).length,
    };
  });
}

export type PagePlan = { edits: Edit[]; missing: ActionItem[] };
type Style = { boxes: Boxes; textOf: (item: ActionItem) => string };

/** The boxes and words to change, and the items that have no line yet. A line that people deleted is not written again. */
export function planItems(page: string, wanted: ItemsToWrite, style: Style): Result<PagePlan, ItemProblem> {
  const found = anchored(page);
  const plan: PagePlan = { edits: [], missing: [] };
  for (const item of wanted.items) {
    const key = `${wanted.ref}/${item.id}`;
    const [line, ...others] = found.filter((one) => one.key === key);
    const written = wanted.written?.find(({ id }) => id === item.id) ?? null;
    if (others.length > 0) return no({ because: "item-twice", key });
    if (line === undefined) {
      // Somebody wrote it by hand, or took the anchor off it.
      const status = actionStatus(item);
      // Its open box was heard when it became an item.
      const box = written === null && status !== "open" ? boxOf(status, style.boxes) : null;
      const own = anchoring(page, { ref: wanted.ref, item, isKeyed: style.boxes === "legend", box });
      if (own !== null) plan.edits.push(...own);
      else if (written === null) plan.missing.push(item);
      continue;
    }
    const isShared =
      line.item !== null && found.filter((one) => one.item?.start === line.item?.start).length > 1;
    if (line.box === null || isShared) continue;
    const char = boxFor(item, written, line.box.char, style.boxes);
    if (char !== null) plan.edits.push({ start: line.box.at, end: line.box.at + 1, text: char });
    plan.edits.push(...rewording(page, line, { written, wanted: style.textOf(item) }));
  }
  return yes(plan);
}

export function explainItem({ key }: ItemProblem): string {
  return `The page has the anchor \`muster:action=${key}\` more than once. Keep the line that counts and delete the other.`;
}

/**
 * The new character of a box; null when it stays as people have it. One that they set since we wrote is their word: it is heard before
 * anything is written over it. What nobody knows to be ours is only ever finished.
 */
function boxFor(item: ActionItem, written: WrittenItem | null, box: string, boxes: Boxes): string | null {
  const wanted = actionStatus(item);
  const stands = actionStatusOf[statusOfBox(box)];
  if (stands === null || saysSo(box, wanted, boxes)) return null;
  const char = boxOf(wanted, boxes);
  if (written !== null) return saysSo(box, statusWritten(written), boxes) ? char : null;
  return isOpenAction(item) || stands === "done" || stands === "dropped" || box === "M" ? null : char;
}

function saysSo(box: string, status: ActionStatus, boxes: Boxes): boolean {
  const stands = actionStatusOf[statusOfBox(box)];
  return stands === status || boxOf(status, boxes) === box.toLowerCase();
}

const statusWritten = ({ status, done }: WrittenItem): ActionStatus => status ?? (done ? "done" : "open");

/** The items whose boxes on the page say what the record says. */
export function itemsSaying(
  page: string,
  { ref, items }: Pick<ItemsToWrite, "ref" | "items">,
  boxes: Boxes,
): string[] {
  const found = anchored(page);
  return items
    .filter((item) => {
      const line = found.find(({ key }) => key === `${ref}/${item.id}`);
      return line?.box != null && saysSo(line.box.char, actionStatus(item), boxes);
    })
    .map(({ id }) => id);
}

/** What is known to be written once the page is as it now is: a box that was left to people is as it was known before. */
export function writtenAfter(page: string, wanted: ItemsToWrite, style: Style): WrittenItem[] {
  const found = anchored(page);
  return wanted.items.map((item) => {
    const line = found.find(({ key }) => key === `${wanted.ref}/${item.id}`);
    const before = wanted.written?.find(({ id }) => id === item.id);
    const status = actionStatus(item);
    const ever = before?.ever ?? [];
    const now = { id: item.id, done: item.done, status, text: style.textOf(item) };
    const isLeft = line?.box != null && !saysSo(line.box.char, status, style.boxes);
    if (isLeft && before !== undefined)
      return { ...now, done: before.done, status: statusWritten(before), ever };
    return { ...now, ever: ever.includes(status) ? ever : [...ever, status] };
  });
}

/** Our own words follow the item while they say what we wrote. */
function rewording(
  page: string,
  { box, start }: Anchored,
  { written, wanted }: { written: WrittenItem | null; wanted: string },
): Edit[] {
  if (box === null || written === null) return [];
  const words = page.slice(box.end, start);
  const from = box.end + words.indexOf(words.trim());
  const length =
    written.text === wanted && written.heard === undefined ? 0 : said(words.trim(), written, wanted);
  return length === 0 ? [] : [{ start: from, end: from + length, text: wanted }];
}

/** How much of the words may be written over: all that is ours, else up to the day. What people wrote behind that is theirs. */
function said(words: string, { text, heard }: WrittenItem, wanted: string): number {
  if (words === text) return words.length;
  const is = readItemWords(words);
  if (is.due === null || saysTheSame(is, readItemWords(wanted))) return 0;
  if (words !== heard && (text === undefined || !saysTheSame(is, readItemWords(text)))) return 0;
  const end = words.lastIndexOf(is.due) + is.due.length;
  return words[end] === ")" ? end + 1 : end;
}

/** The boxes of these items, each as it says. For a page that is only remembered: nothing of it is anybody's word. */
export function boxEdits(page: string, ref: string, statuses: Record<string, ActionStatus>): Edit[] {
  return anchored(page).flatMap(({ key, box }) => {
    const status = key.startsWith(`${ref}/`) ? statuses[key.slice(ref.length + 1)] : undefined;
    return status === undefined || box === null
      ? []
      : [{ start: box.at, end: box.at + 1, text: boxOf(status, "plain") }];
  });
}

type Anchored = {
  key: string;
  start: number;
  end: number;
  item: { start: number; end: number } | null;
  box: ItemBox | null;
};

/** Every anchor of an action item, where it stands. */
export const anchoredItems = (page: string): Pick<Anchored, "key" | "start" | "end">[] => anchored(page);

function anchored(page: string): Anchored[] {
  return marksOf(page).flatMap(({ text, start, end, item }) => {
    const key = /^action=(\S+)$/.exec(text)?.[1];
    return key === undefined
      ? []
      : [{ key, start, end, item, box: item === null ? null : boxAt(page, item.start) }];
  });
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

/** The words of each item's line, by its id. */
export function wordsOf(page: string, ref: string): Record<string, string> {
  const items = readItems(page).filter(({ key }) => key.startsWith(`${ref}/`));
  return Object.fromEntries(items.map(({ key, words }) => [key.slice(ref.length + 1), words]));
}

/** Each item's words as these say. What stands behind a day is people's own and no part of the item. */
export function wordEdits(page: string, ref: string, words: Record<string, string>): Edit[] {
  return anchored(page).flatMap(({ key, box, start }) => {
    const now = key.startsWith(`${ref}/`) ? words[key.slice(ref.length + 1)] : undefined;
    const was = box === null ? "" : page.slice(box.end, start).trim();
    if (now === undefined || box === null || was === "" || !/\d{4}-\d{2}-\d{2}$/.test(now)) return [];
    const from = box.end + page.slice(box.end, start).indexOf(was);
    return [{ start: from, end: from + was.length, text: now }];
  });
}
