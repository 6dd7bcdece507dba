import type { Nodes } from "mdast";
import type { ActionItem, ActionStatus } from "@muster/incident";
import { actionMark } from "./action-line.ts";
import { actionStatusOf, boxAt, statusOfBox, type Edit } from "./item-boxes.ts";
import { readItemWords, saysItem, type ItemWords } from "./item-words.ts";
import { locateBlock } from "./managed-block.ts";
import { marksOf, parse, placeOf } from "./markdown.ts";
import { readPage } from "./postmortem-check/page.ts";
import { isRedactionBox } from "./postmortem-check/placeholders.ts";

/*
 * Lines with a box that people wrote by hand and that carry no anchor. They become action items where it is plain that they are meant as
 * such, and get their anchor then.
 */

export type HandWritten = {
  /** The incident that they belong to by where they stand or by what they say; null in a postmortem, which is one incident's. */
  ref: string | null;
  words: ItemWords;
  /** As it is written, without box. */
  said: string;
  /** What its box says; null where that is no word about it. */
  status: ActionStatus | null;
  /** Counted from 1. */
  line: number;
  /** Whether it stands where an incident's items stand, so that nothing else can be meant. */
  isAmongItems: boolean;
};

/** Of a plan tracker: lines in an incident's part of it, and any other that begins with an incident's ref. */
export function handWrittenInTracker(page: string): HandWritten[] {
  const names = [
    ...new Set(marksOf(page).flatMap(({ text }) => /^begin ([A-Z]+-\d+)$/.exec(text)?.[1] ?? [])),
  ];
  const blocks = names.flatMap((ref) => {
    const block = locateBlock(page, ref);
    return block.ok ? [{ ref, ...block.value }] : [];
  });
  return bareLines(page).flatMap(({ at, ...line }) => {
    const block = blocks.find(({ innerStart, innerEnd }) => innerStart <= at && at < innerEnd);
    const ref = block?.ref ?? line.words.names?.ref ?? null;
    // A line among one incident's items that names another one is for people to sort out.
    if (ref === null || (line.words.names !== null && line.words.names.ref !== ref)) return [];
    return [{ ...line, ref, isAmongItems: block !== undefined }];
  });
}

/** Of a postmortem: lines under a heading about action items, or under the one where the known items stand. */
export function handWrittenInPostmortem(page: string): HandWritten[] {
  const { sections } = readPage(page);
  const lineOf = linesOf(page);
  const anchors = marksOf(page)
    .filter(({ text }) => text.startsWith("action="))
    .map(({ start }) => lineOf(start));
  const within = (line: number) =>
    sections
      .filter(({ at, lines }) => at < line && line <= (lines.at(-1)?.at ?? at))
      .toSorted((a, b) => b.at - a.at);
  const homes = new Set(anchors.map((line) => within(line)[0]?.at));
  return bareLines(page).flatMap((line) => {
    const around = within(line.line).filter(({ depth }) => depth > 1);
    const isAmongItems = around.some(({ at, meanings }) => meanings.includes("actions") || homes.has(at));
    return isAmongItems ? [{ ...line, ref: line.words.names?.ref ?? null, isAmongItems }] : [];
  });
}

/** `INC-1/A1`, of every anchored line of the page. */
export const anchoredKeys = (page: string): string[] =>
  marksOf(page).flatMap(({ text }) => /^action=(\S+)$/.exec(text)?.[1] ?? []);

export type NewHandWritten = HandWritten & {
  /** It stood there before, and its box was set to this since. */
  turned: ActionStatus | null;
};

/** Those that were not there before, however far they moved, and those whose box says something else since. */
export function newHandWritten(
  before: readonly HandWritten[],
  after: readonly HandWritten[],
): NewHandWritten[] {
  const known = Map.groupBy(before, keyOf);
  return after.flatMap((line): NewHandWritten[] => {
    const was = known.get(keyOf(line))?.shift();
    if (was === undefined) return [{ ...line, turned: null }];
    return was.status === line.status || line.status === null ? [] : [{ ...line, turned: line.status }];
  });
}

const keyOf = ({ ref, said }: HandWritten): string => `${ref} ${said}`;

/**
 * The edits that make a hand-written line the line of this item: its anchor behind it, in a tracker its key before it, and its box as
 * it is by now. Null when no
 * line, or more than one, is about it.
 */
export function anchoring(
  page: string,
  { ref, item, isKeyed, box }: { ref: string; item: ActionItem; isKeyed: boolean; box: string | null },
): Edit[] | null {
  const found = bareLines(page).filter(({ words }) => saysItem(words, ref, item));
  const [line] = found;
  if (line === undefined || found.length > 1) return null;
  const [first, last] = [line.at, line.at + line.said.length - 1];
  const key = isKeyed && line.words.names?.id == null ? `${ref}/${item.id} ` : "";
  const mark = ` ${actionMark(ref, item.id)}`;
  return [
    ...(box === null ? [] : [{ start: line.box, end: line.box + 1, text: box }]),
    ...(key === "" ? [] : [{ start: first, end: first + 1, text: key + line.said[0]! }]),
    { start: last, end: last + 1, text: line.said.at(-1)! + mark },
  ];
}

type Bare = Omit<HandWritten, "ref" | "isAmongItems"> & { at: number; box: number };

/** Every list item with a box and without an anchor: its first line, which is all that we read of it. */
function bareLines(page: string): Bare[] {
  if (!/\[[^\]\r\n]\]/.test(page)) return [];
  const lineOf = linesOf(page);
  const taken = new Set(marksOf(page).map(({ start }) => lineOf(start)));
  return itemStarts(page).flatMap((start) => {
    const box = boxAt(page, start);
    const line = lineOf(start);
    if (box === null || taken.has(line)) return [];
    const text = /^[^\r\n]*/.exec(page.slice(box.end))![0];
    const said = text.trim();
    if (said.length < 2 || said.includes("<!--") || isRedactionBox(page.slice(start, box.end + text.length)))
      return [];
    const status = actionStatusOf[statusOfBox(box.char)];
    return [
      { words: readItemWords(said), said, status, line, box: box.at, at: box.end + text.indexOf(said) },
    ];
  });
}

function itemStarts(page: string): number[] {
  const starts: number[] = [];
  const rest: Nodes[] = [parse(page)];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.type === "listItem") starts.push(placeOf(node).start);
    if ("children" in node) rest.push(...node.children.toReversed());
  }
  return starts.toSorted((a, b) => a - b);
}

/** Which line an offset is on, counted from 1. */
function linesOf(page: string): (offset: number) => number {
  const ends = [...page.matchAll(/\r\n|\n|\r/g)].map(({ index }) => index);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
