import * as fc from "fast-check";
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { ActionItem, Person } from "@muster/incident";

/** Markdown as GitHub reads it, links and mentions and all. */
export function parseAsGitHub(page: string): Root {
  return fromMarkdown(page, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** What somebody may call an incident, or write into one, to see what gives. */
export const hostileTexts = [
  "@everyone",
  "@acme/oncall please look, cc @ada",
  "[x](http://evil)",
  "![x](http://evil/i.png)",
  "](http://evil) and [",
  "\u202egnp.exe\u202c",
  "pay\u200bment\ufeffs",
  "<!-- muster:end INC-1 -->",
  "--> <!-- muster:begin issue -->",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "${{ github.token }}",
  "../../etc/passwd",
  "# not a heading",
  "- [x] not a task",
  "1. not a list",
  "> not a quote",
  "a | b | c",
  "```\nnot code",
  "~~~ not code",
  "closes #12, GH-12, acme/protocol#12",
  "mailto:ada@example.com javascript://evil www.evil.example",
  "<javascript:alert(1)> <http://evil>",
  "title\r\n\r\n## Action Items\r\n- [ ] pay mal",
  "---\ntitle: x\n---",
  "&#64;everyone &lt;b&gt;",
  "\\",
  "`",
  "`` ` ``",
  "",
  " ",
  "🧨".repeat(200),
  "\ud83d",
];

const lines = [
  "# Plan",
  "## Phase 1",
  "Setext\n===",
  "- [ ] **A-1** first",
  "* [x] second",
  "  + nested",
  "1) third",
  "> quoted\n> - [ ] more",
  "```\n- [ ] INC-1/A1 not this <!-- muster:action=INC-1/A1 -->\n<!-- muster:begin INC-1 -->\n```",
  "    <!-- muster:end INC-1 -->",
  "~~~ts\nconst x = 1;\n~~~",
  "| a | b |\n|:-|--|\n| 1 |2|",
  "<details>\n<summary>x</summary>\n\ntext\n\n</details>",
  "<!-- a note of our own -->",
  "hard break  \nnext",
  "[^1]: note",
  "\u00a0nbsp, 数据库 😀",
  "trailing spaces   ",
  "\ttabbed",
  "---",
  "",
];

/** Pages as people write them, with whatever line ends. */
export const somePage = fc
  .record({
    head: fc.constantFrom("", "\ufeff", "---\ntitle: x\n---\n", "\ufeff---\na: b\n---\n"),
    lines: fc.array(fc.constantFrom(...lines), { maxLength: 12 }),
    gap: fc.constantFrom("\n", "\n\n"),
    tail: fc.constantFrom("", "\n", "\n\n", "  "),
    lineEnd: fc.constantFrom("\n", "\r\n"),
  })
  .map(({ head, lines: parts, gap, tail, lineEnd }) =>
    (head + parts.join(gap) + tail).replace(/\n/g, lineEnd),
  );

export const person = (name: string): Person => ({ name, discord: null, github: name });

export function anAction(id: string, change: Partial<ActionItem> = {}): ActionItem {
  return {
    id,
    text: "check return values",
    owner: person("bo"),
    due: "2026-12-01",
    done: false,
    at: "2026-11-21T15:00:00.000Z",
    ...change,
  };
}
