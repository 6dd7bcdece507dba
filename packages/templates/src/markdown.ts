import type { Html, ListItem, Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { readable } from "./readable.ts";

/*
 * Pages belong to people. They are parsed only to learn where things stand, and edited by position; nothing is ever written
 * back from the tree, because that would change bullets, breaks and padding all over the page.
 */

/**
 * Blocks, lists, headings, comments and code; no emphasis, links or tables. We look for nothing in those, and a page of stars
 * or brackets, which anybody can write, would keep the parser busy for minutes.
 */
export function parse(page: string): Root {
  const known = parsed.get(page);
  if (known !== undefined) return known;
  const root = parseAnew(page);
  parsed.set(page, root);
  const [oldest] = parsed.keys();
  if (parsed.size > parsedMax && oldest !== undefined) parsed.delete(oldest);
  return root;
}

/** One edit looks at the same few pages again and again, and parsing is most of its work. Trees are only ever read. */
const parsed = new Map<string, Root>();
const parsedMax = 4;

function parseAnew(page: string): Root {
  try {
    return fromMarkdown(readable(page), { extensions: [{ disable: { null: unread } }] });
  } catch (error) {
    // Nesting may still overflow the parser's stack. Nothing of ours is found on such a page, so that whoever writes to it refuses.
    if (error instanceof RangeError) return { type: "root", children: [] };
    throw error;
  }
}

const unread = [
  "attention",
  "labelStartLink",
  "labelStartImage",
  "labelEnd",
  "definition",
  "characterReference",
];

/** A hidden comment that Muster left, where it stands, and the list item around it. A look-alike in a code block is none. */
export type Mark = { text: string; start: number; end: number; item: { start: number; end: number } | null };

/** Every `<!-- muster:… -->` of the page, in order; `text` is what follows the colon. */
export function marksOf(page: string): Mark[] {
  if (!page.includes("muster:")) return [];
  const marks: Mark[] = [];
  walk(parse(page), (html, item) => {
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

function walk(root: Root, found: (html: Html, item: ListItem | null) => void): void {
  const rest: { node: Nodes; item: ListItem | null }[] = [{ node: root, item: null }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { node, item } = next;
    if (node.type === "html") found(node, item);
    if (!("children" in node)) continue;
    const inside = node.type === "listItem" ? node : item;
    for (const child of node.children.toReversed()) rest.push({ node: child, item: inside });
  }
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
