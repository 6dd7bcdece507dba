import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { ownLines } from "./own-lines.ts";

test("lines are plain or not, and lose what was quoted and hidden", () => {
  expect(ownLines("mine\r\n> theirs\n\nmine <!-- hidden --> too\n```\ncode\n```")).toEqual([
    { text: "mine", isPlain: true },
    { text: "", isPlain: false },
    { text: "", isPlain: true },
    { text: "mine  too", isPlain: true },
    { text: "```", isPlain: false },
    { text: "code", isPlain: false },
    { text: "```", isPlain: false },
  ]);
});

/** What GitHub itself shows as quoted, as code, or not at all: the whole of its Markdown, where `ownLines` reads less. */
function foreignIn(page: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  const rest: Nodes[] = [fromMarkdown(page, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (["blockquote", "code", "inlineCode", "html"].includes(node.type))
      spans.push({ start: node.position!.start.offset!, end: node.position!.end.offset! });
    else if ("children" in node) rest.push(...node.children);
  }
  return spans;
}

test("no line is taken for its author's that GitHub shows as a quote, as code or not at all", () => {
  const piece = fc.constantFrom(
    ..."/incident x|> |>|```|````|~~~|    |\t|`|``|<!--|-->|<pre>|</pre>|<div>|</div>|<b>|- |* |1. |  |# |---|===|[a]: b|[^1]: |[x](y|)|**|~~|\\|&lt;|a".split(
      "|",
    ),
    "`a\n/incident x`",
    "| a | b |\n|---|---|\n",
    "\n",
    "\n",
    "\n\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const page = pieces.join("");
      const spans = foreignIn(page);
      let start = 0;
      for (const [index, line] of page.split("\n").entries()) {
        const first = start + line.search(/\S|$/);
        const isForeign = spans.some((span) => span.start <= first && first < span.end);
        // Only what begins at the margin can be a command.
        if (isForeign && /^ ?\/incident/.test(line)) expect(ownLines(page)[index]!.isPlain).toBe(false);
        start += line.length + 1;
      }
    }),
    { numRuns: 500 },
  );
});
