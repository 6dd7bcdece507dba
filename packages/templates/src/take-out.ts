import { MagicString } from "magic-string";
import { anchoredItems } from "./action-items.ts";
import { locateBlock } from "./managed-block.ts";
import { lineStart } from "./markdown.ts";

/** The tracker without anything of an incident: its section with the heading above it, and its lines wherever people moved them. */
export function takeOut(page: string, ref: string): string {
  const edited = new MagicString(page);
  const gone: { start: number; end: number }[] = [];
  const block = locateBlock(page, ref);
  if (block.ok) {
    const start = headingBefore(page, lineStart(page, block.value.start));
    gone.push({ start, end: endOfLine(page, block.value.end) });
  }
  for (const { key, start, end } of anchoredItems(page)) {
    if (!key.startsWith(`${ref}/`)) continue;
    gone.push({ start: lineStart(page, start), end: endOfLine(page, end) });
  }
  for (const { start, end } of gone) {
    const isInside = gone.some(
      (other) => other.start <= start && other.end >= end && other.end - other.start > end - start,
    );
    if (!isInside && end > start) edited.remove(start, end);
  }
  return edited.toString();
}

/** Where the heading begins that stands right above, else the place itself. */
function headingBefore(page: string, at: number): number {
  const above = /(?:^|[\r\n])(#{1,6}[ \t][^\r\n]*(?:\r\n|\n|\r)(?:[ \t]*(?:\r\n|\n|\r))*)$/.exec(
    page.slice(0, at),
  );
  return above === null ? at : at - above[1]!.length;
}

function endOfLine(page: string, from: number): number {
  const rest = /^[^\r\n]*(?:\r\n|\n|\r|$)/.exec(page.slice(from))![0];
  return from + rest.length;
}
