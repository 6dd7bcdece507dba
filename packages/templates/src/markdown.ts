import type { Html, ListItem, Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/*
 * Pages belong to people. They are parsed only to learn where things stand, and edited by position; nothing is ever written
 * back from the tree, because that would change bullets, breaks and padding all over the page.
 */

export function parse(page: string): Root {
  return fromMarkdown(blankOut(page), { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Spaces in place of a byte order mark and of front matter, which Markdown would read as a heading. Offsets stay as they were. */
function blankOut(page: string): string {
  const length = /^\ufeff/.exec(page)?.[0].length ?? 0;
  const end = frontMatterEnd(page, length);
  return page.slice(0, end).replace(/[^\r\n]/g, " ") + page.slice(end);
}

/** Where front matter between two lines of `---` ends; `start` when there is none. */
function frontMatterEnd(page: string, start: number): number {
  if (!/^---[ \t]*[\r\n]/.test(page.slice(start, start + 200))) return start;
  const fence = /[\r\n]---[ \t]*(?=[\r\n]|$)/g;
  fence.lastIndex = start + 3;
  return fence.exec(page) === null ? start : fence.lastIndex;
}

/** A hidden comment that Muster left, where it stands, and the list item around it. A look-alike in a code block is none. */
export type Mark = { text: string; start: number; end: number; item: { start: number; end: number } | null };

/** Every `<!-- muster:… -->` of the page, in order; `text` is what follows the colon. */
export function marksOf(page: string): Mark[] {
  if (!page.includes("muster:")) return [];
  const marks: Mark[] = [];
  walk(parse(page), null, (html, item) => {
    const { start: offset, end } = placeOf(html);
    for (const match of page
      .slice(offset, end)
      .matchAll(/<!--[ \t]*muster:((?:(?!-->)[^\r\n])*?)[ \t]*-->/g)) {
      const start = offset + match.index;
      marks.push({ text: match[1]!, start, end: start + match[0].length, item: item && placeOf(item) });
    }
  });
  return marks;
}

function walk(node: Nodes, item: ListItem | null, found: (html: Html, item: ListItem | null) => void): void {
  if (node.type === "html") found(node, item);
  if (!("children" in node)) return;
  for (const child of node.children) walk(child, node.type === "listItem" ? node : item, found);
}

/** Nodes that come out of the parser always know where they stand. */
export function placeOf(node: Nodes): { start: number; end: number } {
  return { start: node.position!.start.offset!, end: node.position!.end.offset! };
}

/** How the page ends its lines: as most of them do. */
export function lineEndOf(page: string): string {
  const crlf = page.match(/\r\n/g)?.length ?? 0;
  const lf = (page.match(/\n/g)?.length ?? 0) - crlf;
  const cr = (page.match(/\r/g)?.length ?? 0) - crlf;
  if (crlf > lf && crlf >= cr) return "\r\n";
  return cr > lf ? "\r" : "\n";
}

export const withLineEnds = (text: string, lineEnd: string): string => text.replace(/\r\n|\n|\r/g, lineEnd);

/** Where the line that holds this offset begins. */
export function lineStart(page: string, offset: number): number {
  return Math.max(page.lastIndexOf("\n", offset - 1), page.lastIndexOf("\r", offset - 1)) + 1;
}

/** What must be put before something new at the end of the page, so that a blank line parts them, and after it. */
export function endOfPage(page: string): { before: string; after: string } {
  const lineEnd = lineEndOf(page);
  if (page.replace(/^\ufeff/, "") === "") return { before: "", after: lineEnd };
  if (!/[\r\n]$/.test(page)) return { before: lineEnd + lineEnd, after: "" };
  return { before: /(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)$/.test(page) ? "" : lineEnd, after: lineEnd };
}
