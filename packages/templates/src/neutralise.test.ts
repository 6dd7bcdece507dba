import * as fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, test } from "vitest";
import { block, inline, link, plain, visible } from "./neutralise.ts";
import { hostileTexts, parseAsGitHub } from "./testing.ts";

function typesOf(node: Nodes): string[] {
  return "children" in node ? [node.type, ...node.children.flatMap((child) => typesOf(child))] : [node.type];
}

const leavesOf = (node: Nodes): Nodes[] =>
  "children" in node ? node.children.flatMap((child) => leavesOf(child)) : [node];

/** What a reader sees. */
function shown(node: Nodes): string {
  if (node.type === "text" || node.type === "inlineCode" || node.type === "html" || node.type === "code")
    return node.value;
  if (node.type === "break") return "\n";
  if (!("children" in node)) return "";
  return node.children.map((child) => shown(child)).join(node.type === "root" ? "\n\n" : "");
}

const harmless = new Set(["root", "paragraph", "text", "break", "inlineCode"]);
const mention = /(?<!`[^`]*)(?:@[a-z0-9]|#\d|\bGH-\d)/i;

function expectHarmless(markdown: string) {
  const tree = parseAsGitHub(markdown);
  expect(typesOf(tree).filter((type) => !harmless.has(type))).toEqual([]);
  for (const node of leavesOf(tree)) {
    if (node.type === "text") expect(node.value).not.toMatch(mention);
    if (node.type === "inlineCode") expect(node.value).toMatch(/^(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S*$/i);
  }
}

describe.each(hostileTexts)("%j", (text) => {
  test("is harmless in a line, in a list, in a cell and as a paragraph", () => {
    expectHarmless(inline(text));
    expectHarmless(block(text));
    expect(typesOf(parseAsGitHub(`- ${inline(text)}`)).filter((type) => !harmless.has(type))).toEqual([
      "list",
      "listItem",
    ]);
    const cells = typesOf(parseAsGitHub(`| a | b |\n|---|---|\n| ${inline(text)} | end |`)).filter(
      (type) => type === "tableCell",
    );
    expect(cells).toHaveLength(4);
    expect(inline(text)).not.toMatch(/<!--|\$\{\{/);
    expect(plain(text)).not.toMatch(/[\n\r]|<!--|\$\{\{/);
  });
});

const marks = fc.constantFrom(
  ..."# > - + * _ ~ ` [ ] ( ) ! < > | : = 1. 2) & \\ @ ada #1 GH-1 a/b#2 https://x.y/z www.x.y a@b.co &lt; &#64; --- === ``` ~~~ <!-- --> ${{ }} [^1] [x](y) ![i](j) <b> <a:b> \t \n \r\n word".split(
    " ",
  ),
  " ",
  "  ",
  "    ",
  "\n\n",
  "\u202e",
  "\u200b",
  "😀",
  "mailto:a@b.co",
  "xmpp:a@b.co/c",
  "|-|",
  ":-:",
  "[a]: /b",
  "<details>",
  "&nbsp;",
);
const texts = fc.oneof(
  fc.array(marks, { maxLength: 14 }).map((parts) => parts.join("")),
  fc.array(marks, { maxLength: 14 }).map((parts) => parts.join(" ")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

test("whatever is written, nothing of it takes effect", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expectHarmless(inline(text));
      expectHarmless(block(text));
    }),
    { numRuns: 4_000 },
  );
});

test("a reader sees what was written", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const seen = shown(parseAsGitHub(inline(text))).replace(/\u200b/g, "");
      expect(seen.replace(/\s/g, "")).toBe(visible(text).replace(/\s/g, ""));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  "p95 > 5s on /swap, since 14:05 (UTC): 4 % of calls fail!",
  "snake_case_name & R & D, 3 < 5, cost $5 + tax = 6; it's “down”",
  "fixed in 9fceb02, see runbooks/on-call-rotation.md",
  "Größe 数据库 👩‍💻 ❤️",
])("ordinary words are not touched: %s", (text) => {
  expect(inline(text)).toBe(text);
});

test("people's lines stay lines, and their paragraphs paragraphs", () => {
  expect(block("first\n  second\n\n\nthird\n")).toBe("first\\\n\u00a0\u00a0second\n\nthird");
});

test("an address can be copied, a mention read", () => {
  expect(inline("see https://grafana.example/d/1?a=b_c. cc @ada, #12")).toBe(
    "see `https://grafana.example/d/1?a=b_c`. cc @&#8203;ada, #&#8203;12",
  );
});

test("only an address of the web becomes a link, and it cannot break out of one", () => {
  expect(link("the card", "https://discord.com/channels/1/2")).toBe(
    "[the card](https://discord.com/channels/1/2)",
  );
  expect(link("x", "javascript:alert(1)")).toBe("x");
  expect(link("x](http://evil) [y", "https://a.b/c)d")).toBe("[x\\](`http://evil`) \\[y](https://a.b/c%29d)");
});
