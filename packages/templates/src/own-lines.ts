import type { Nodes } from "mdast";
import { parse, placeOf } from "./markdown.ts";

/** A line of what somebody wrote: `isPlain` when it stands there as words of their own. */
export type OwnLine = {
  /** Without what was quoted and without hidden comments. */
  text: string;
  /** Not code, not quoted, not hidden: what it says, its author says. */
  isPlain: boolean;
};

/** The blocks and marks in which words are shown or hidden rather than said. */
const foreign: readonly Nodes["type"][] = ["blockquote", "code", "inlineCode", "html"];

/** The lines of a comment, with any kind of line end, and which of them are plain words of its author. */
export function ownLines(markdown: string): OwnLine[] {
  const page = markdown.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n");
  const spans = foreignSpans(page);
  let start = 0;
  return page.split("\n").map((line) => {
    const [from, to] = [start, start + line.length];
    start = to + 1;
    const first = from + line.search(/\S|$/);
    const isPlain = !spans.some((span) => span.start <= first && first < span.end);
    return {
      text: without(
        line,
        from,
        spans.filter(({ isDropped }) => isDropped),
      ),
      isPlain,
    };
  });
}

type Span = { start: number; end: number; isDropped: boolean };

function foreignSpans(page: string): Span[] {
  const spans: Span[] = [];
  const rest: Nodes[] = [parse(page)];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (foreign.includes(node.type)) {
      const { start, end } = placeOf(node);
      const isComment = node.type === "html" && node.value.startsWith("<!--");
      spans.push({ start, end, isDropped: node.type === "blockquote" || isComment });
    } else if ("children" in node) rest.push(...node.children);
  }
  return spans;
}

function without(line: string, from: number, dropped: readonly Span[]): string {
  return [...dropped]
    .sort((a, b) => b.start - a.start)
    .reduce((text, span) => {
      const [start, end] = [Math.max(span.start - from, 0), Math.min(span.end - from, line.length)];
      return start < end ? text.slice(0, start) + text.slice(end) : text;
    }, line);
}
