import { actionStatus, type ActionItem } from "@muster/incident";
import { no, yes, type Result } from "@muster/kernel";
import { MagicString } from "magic-string";
import {
  boxOf,
  explainItem,
  linesLike,
  planItems,
  readItems,
  type ItemProblem,
  writtenAfter,
  type ItemsToWrite,
  type WrittenItem,
} from "./action-items.ts";
import { actionMark, actionText } from "./action-line.ts";
import {
  beginMark,
  endMark,
  explainBlock,
  locateBlock,
  type BlockProblem,
  type Located,
} from "./managed-block.ts";
import { endOfPage, lineEndOf, lineStart, parse, placeOf, withLineEnds } from "./markdown.ts";
import { inline, link } from "./neutralise.ts";

/** What an incident puts into the tracker. `url` is where the incident can be read. */
export type TrackerSection = ItemsToWrite & { title: string; url: string | null };
export type TrackerProblem = BlockProblem | ItemProblem;

/** People may move it, with all below it, wherever they like. */
const heading = "Incident action items";

/**
 * The tracker with the incident's items in it; null is a repository without one. The first time an incident gets its section
 * even without items, so that people see where they will stand. New items are added below the incident's last one, done ones are ticked; every other byte of the page is as people wrote it. Asked twice, it changes nothing.
 */
export function putIncident(page: string | null, section: TrackerSection): Result<string, TrackerProblem> {
  const source = page ?? "# Plan tracker\n";
  const plan = planItems(source, section, {
    boxes: "legend",
    textOf: (item) => trackerText(section.ref, item),
  });
  if (!plan.ok) return plan;
  const { edits, missing } = plan.value;

  const edited = new MagicString(source);
  for (const { start, end, text } of edits) edited.overwrite(start, end, text);
  const isFirst = section.written === null && section.items.length === 0;
  if (missing.length > 0 || isFirst) {
    const block = locateBlock(source, section.ref);
    if (block.ok) {
      if (missing.length > 0) addToBlock(edited, source, block.value, section.ref, missing);
    } else if (block.refused.because === "block-missing") addSection(edited, source, section, missing);
    else return block;
  }

  const written = edited.toString();
  const keys = readItems(written).map((item) => item.key);
  // Whatever was added must be found again, or it ended up inside a code block that nobody closed.
  const areAllThere = missing.every(
    (item) => keys.filter((key) => key === `${section.ref}/${item.id}`).length === 1,
  );
  return areAllThere ? yes(written) : no({ because: "page-unclosed", name: section.ref });
}

/** What is known to be written of the incident once the page is as `putIncident` made it. */
export function trackerWritten(page: string, section: ItemsToWrite): WrittenItem[] {
  return writtenAfter(page, section, { boxes: "legend", textOf: (item) => trackerText(section.ref, item) });
}

export function explainTracker(problem: TrackerProblem): string {
  return problem.because === "item-twice" ? explainItem(problem) : explainBlock(problem);
}

/** `- [ ] INC-1/A1 check return values, bo, 2026-12-01 <!-- muster:action=INC-1/A1 -->` */
function trackerLine(ref: string, item: ActionItem): string {
  const box = boxOf(actionStatus(item), "legend");
  return `- [${box}] ${trackerText(ref, item)} ${actionMark(ref, item.id)}`;
}

/** `INC-1/A1 check return values, bo, 2026-12-01` */
export function trackerText(ref: string, item: ActionItem): string {
  return `${ref}/${item.id} ${actionText(item)}`;
}

function addToBlock(
  edited: MagicString,
  source: string,
  block: Located,
  ref: string,
  items: ActionItem[],
): void {
  const lines = items.map((item) => trackerLine(ref, item));
  const startsAt = lineStart(source, block.innerEnd);
  const isAlone = /^[ \t>]*$/.test(source.slice(startsAt, block.innerEnd));
  const bullet =
    /(?:^|[\r\n])[ \t>]*([-*+])[ \t]+\[[^\]\r\n]\][^\r\n]*[\r\n\s>]*$/.exec(
      source.slice(block.innerStart, block.innerEnd),
    )?.[1] ?? "-";
  const added = linesLike(source, lines, { prefix: block.prefix, bullet });
  if (isAlone) edited.appendLeft(startsAt, added);
  else edited.appendLeft(block.innerEnd, lineEndOf(source) + added);
}

function addSection(edited: MagicString, source: string, section: TrackerSection, items: ActionItem[]): void {
  const lineEnd = lineEndOf(source);
  const lines = items.map((item) => trackerLine(section.ref, item));
  const text = [
    `### ${link(section.ref, section.url)}: ${inline(section.title)}`,
    "",
    beginMark(section.ref),
    ...lines,
    endMark(section.ref),
  ].join(lineEnd);

  const place = endOfHeading(source);
  if (place === null || place === source.length) {
    const { before, after } = endOfPage(source);
    const head = place === null ? `## ${heading}${lineEnd}${lineEnd}` : "";
    edited.append(before + head + text + after);
    return;
  }
  const gap = /(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)$/.test(source.slice(0, place)) ? "" : lineEnd;
  edited.appendLeft(place, withLineEnds(`${gap}${text}\n\n`, lineEnd));
}

/** Where what belongs to our heading ends; null when the page has no such heading. */
function endOfHeading(source: string): number | null {
  const headings = parse(source).children.filter((node) => node.type === "heading");
  const ours = headings.findIndex((node) => {
    const { start, end } = placeOf(node);
    return (
      source
        .slice(start, end)
        .replace(/^#+|#+$|[=-]+$/g, "")
        .trim()
        .toLowerCase() === heading.toLowerCase()
    );
  });
  if (ours === -1) return null;
  const next = headings.slice(ours + 1).find((node) => node.depth <= headings[ours]!.depth);
  return next === undefined ? source.length : lineStart(source, placeOf(next).start);
}
