import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readItems } from "./action-items.ts";
import { explainTracker, putIncident, type TrackerSection } from "./plan-tracker.ts";
import { anAction, hostileTexts, somePage } from "./testing.ts";

const section = (change: Partial<TrackerSection> = {}): TrackerSection => ({
  ref: "INC-1",
  title: "Withdrawals fail",
  url: "https://github.com/acme/protocol/issues/7",
  items: [anAction("A1")],
  written: null,
  ...change,
});

function put(page: string | null, change: Partial<TrackerSection> = {}): string {
  const result = putIncident(page, section(change));
  if (!result.ok) throw new Error(explainTracker(result.refused));
  return result.value;
}

const line = (id: string, box = " ") =>
  `- [${box}] INC-1/${id} check return values, bo, 2026-12-01 <!-- muster:action=INC-1/${id} -->`;
const before = `# Plan

## audit.md

- [ ] C-01 Phase: P3 — Reentrancy in vault.
- [x] C-02 Phase: P0+P2 — Keys. (#12)

\`\`\`md
${line("A1")}
\`\`\`
`;
const after = `${before}
## Incident action items

### [INC-1](https://github.com/acme/protocol/issues/7): Withdrawals fail

<!-- muster:begin INC-1 -->
${line("A1")}
<!-- muster:end INC-1 -->
`;

test("S1-39: the incident's items are added below everything, once", () => {
  expect(put(before)).toBe(after);
  expect(put(after)).toBe(after);
  expect(put(after, { written: [{ id: "A1", done: false }] })).toBe(after);
});

test("S1-39: without items the incident has its section once; people may delete it, and items find their place in it", () => {
  const empty = put(before, { items: [] });
  expect(empty).toBe(after.replace(`${line("A1")}\n<!-- muster:end`, "<!-- muster:end"));
  expect(put(empty, { items: [] })).toBe(empty);
  expect(put(before, { items: [], written: [] })).toBe(before);
  expect(put(empty, { written: [] })).toBe(after);
});

test("a repository without a tracker gets one", () => {
  expect(put(null)).toBe(`# Plan tracker\n${after.slice(before.length)}`);
});

test("a page keeps its line ends, its byte order mark, and having no last line end", () => {
  const windows = `\ufeff${before.trimEnd().replace(/\n/g, "\r\n")}`;
  const written = put(windows);
  expect(written).toBe(`\ufeff${after.trimEnd().replace(/\n/g, "\r\n")}`);
});

test("a second item goes below the first, a second incident below the first incident", () => {
  const two = put(after, { items: [anAction("A1"), anAction("A2")], written: [{ id: "A1", done: false }] });
  expect(two).toBe(after.replace("<!-- muster:end INC-1 -->", `${line("A2")}\n<!-- muster:end INC-1 -->`));

  const other = put(`${after}\n# Appendix\n`, { ref: "INC-2", title: "Other", url: null });
  expect(other).toBe(
    `${after}\n### INC-2: Other\n\n<!-- muster:begin INC-2 -->\n${line("A1").replaceAll("INC-1", "INC-2")}\n<!-- muster:end INC-2 -->\n\n# Appendix\n`,
  );
});

test("what is done is ticked with one character, and open again the same way", () => {
  const ticked = put(after, {
    items: [anAction("A1", { done: true })],
    written: [{ id: "A1", done: false }],
  });
  expect(ticked).toBe(
    after
      .replace(`md\n${line("A1")}`, "\0")
      .replace(line("A1"), line("A1", "x"))
      .replace("\0", `md\n${line("A1")}`),
  );
  expect(put(ticked, { written: [{ id: "A1", done: true }] })).toBe(after);
});

describe("people's lines stay people's", () => {
  const last = after.lastIndexOf(line("A1"));
  const withLine = (text: string) => after.slice(0, last) + text + after.slice(last + line("A1").length);
  const mark = "<!-- muster:action=INC-1/A1 -->";

  test.each([
    ["a box that they set", line("A1", "~")],
    ["their tick", line("A1", "x")],
    ["their words, and the pull request they named", `- [!] INC-1/A1 waits for the audit ${mark} (#99)`],
    ["a line without a box", `INC-1/A1 was moved ${mark}`],
    ["another bullet", `* [M] INC-1/A1 after mainnet ${mark}`],
    ["a number", `3) [-] INC-1/A1 reason: "obsolete" ${mark}`],
  ])("%s", (_, text) => {
    const page = withLine(text);
    expect(put(page, { written: [{ id: "A1", done: false }] })).toBe(page);
    expect(put(page)).toBe(page);
  });

  test("a line that they deleted is not written again", () => {
    const page = withLine("");
    expect(put(page, { written: [{ id: "A1", done: false }] })).toBe(page);
  });

  test("a line that they moved is ticked where it is", () => {
    const moved = `- [ ] INC-1/A1 moved ${mark}\n\n${withLine("")}`;
    expect(
      put(moved, { items: [anAction("A1", { done: true })], written: [{ id: "A1", done: false }] }),
    ).toBe(moved.replace("- [ ] INC-1", "- [x] INC-1"));
  });

  test("S1-39: what they deferred or gave up stays so until somebody says otherwise, and then the box says that", () => {
    const dropped = withLine(line("A1", "-"));
    const gaveUp = anAction("A1", { stands: "dropped" });
    const was = [{ id: "A1", done: false, status: "dropped" }] as const;
    expect(put(dropped, { items: [gaveUp], written: [{ id: "A1", done: false }] })).toBe(dropped);
    expect(put(withLine(line("A1", "M")), { items: [anAction("A1", { stands: "blocked" })] })).toBe(
      withLine(line("A1", "M")),
    );
    expect(put(dropped, { items: [anAction("A1", { done: true })], written: was })).toBe(
      withLine(line("A1", "x")),
    );
  });

  test.each([" ", "~", "!", "-", "M", "x"])(
    "S1R-11: a line with the box [%s] and the pull request that closes it stays as people wrote it when others are added",
    (box) => {
      const page = withLine(`${line("A1", box)} closed by #41, reason: "with the next release"`);
      const added = put(page, {
        items: [anAction("A1", { done: box === "x" }), anAction("A2")],
        written: [{ id: "A1", done: box === "x" }],
      });
      expect(added).toContain(
        `${line("A1", box)} closed by #41, reason: "with the next release"\n${line("A2")}`,
      );
    },
  );

  test("S1R-11, B19: an item is followed to its end: open, ticked once done with its closing pull request kept, open again", () => {
    const noted = `${line("A1")} (#41)`;
    const done = put(withLine(noted), {
      items: [anAction("A1", { done: true })],
      written: [{ id: "A1", done: false }],
    });
    expect(done).toBe(withLine(`${line("A1", "x")} (#41)`));
    const again = put(done, { items: [anAction("A1")], written: [{ id: "A1", done: true }] });
    expect(again).toBe(withLine(noted));
  });

  test("a new line takes the bullet of the list it joins", () => {
    const page = withLine(line("A1").replace("-", "*"));
    expect(
      put(page, { items: [anAction("A1"), anAction("A2")], written: [{ id: "A1", done: false }] }),
    ).toContain(`\n${line("A1").replace("-", "*")}\n${line("A2").replace("-", "*")}\n`);
  });

  test("the heading may stand anywhere, at any depth, with more below it", () => {
    const page = "intro\n\n### Incident action items\n\nOur rule: done means deployed.\n\n### Next\n";
    expect(put(page)).toBe(
      `intro\n\n### Incident action items\n\nOur rule: done means deployed.\n\n${after.slice(after.indexOf("### [INC"))}\n### Next\n`,
    );
  });
});

test.each([
  ["item-twice", `${after}\n${line("A1")}\n`, "more than once"],
  ["block-unclosed", after.replace("<!-- muster:end INC-1 -->", ""), "Put the missing one back"],
  ["block-twice", `${after}\n<!-- muster:end INC-1 -->\n`, "Keep one of each"],
  ["page-unclosed", "# Plan\n\n```\ncode\n", "never closed"],
])("%s: the page is left alone, and the words say what to mend", (because, page, words) => {
  const result = putIncident(page, section({ items: [anAction("A1"), anAction("A2")] }));
  expect(result).toMatchObject({ ok: false, refused: { because } });
  if (!result.ok) expect(explainTracker(result.refused)).toContain(words);
});

test("the items can be read back with the legend's words", () => {
  const boxes = [" ", "~", "x", "X", "!", "-", "M", "?"];
  const page = boxes
    .map((box, index) => `- [${box}] INC-1/A${index} text, bo <!-- muster:action=INC-1/A${index} --> (#1)`)
    .join("\n");
  expect(readItems(page).map((item) => item.status)).toEqual([
    "open",
    "in-progress",
    "done",
    "done",
    "blocked",
    "wont-fix",
    "deferred",
    "other",
  ]);
  const text = "INC-1/A1 check return values, bo, 2026-12-01";
  expect(readItems(after)).toEqual([{ key: "INC-1/A1", status: "open", text, words: text, line: 17 }]);
});

describe.each(hostileTexts)("%j as a title and as an action", (text) => {
  test("makes one line and no more", () => {
    const page = put(before, { title: text, items: [anAction("A1", { text })] });
    expect(readItems(page)).toMatchObject([{ key: "INC-1/A1", status: "open" }]);
    expect(page.split("\n")).toHaveLength(after.split("\n").length);
    expect(put(page, { title: text, items: [anAction("A1", { text })] })).toBe(page);
  });
});

/** True when `now` is `was` with one piece put in, apart from single characters that were ticked. */
function differsOnlyBy(was: string, now: string, ticked: number): boolean {
  const same = (a: number, b: number): boolean => was[a] === now[b];
  let ticks = 0;
  let start = 0;
  while (
    start < was.length &&
    (same(start, start) || (was[start] === " " && now[start] === "x" && ++ticks <= ticked))
  )
    start += 1;
  let end = 0;
  const shift = now.length - was.length;
  while (end < was.length - start && same(was.length - 1 - end, was.length - 1 - end + shift)) end += 1;
  return start + end === was.length;
}

test("on any page, only the wanted bytes differ, and asking again changes nothing", () => {
  let written = 0;
  fc.assert(
    fc.property(somePage, somePage, fc.integer({ min: 1, max: 3 }), (above, below, count) => {
      const items = Array.from({ length: count }, (_, index) => anAction(`A${index + 1}`));
      const page = above + below;
      const result = putIncident(page, section({ items }));
      if (!result.ok) {
        expect(["page-unclosed", "block-unclosed", "block-twice", "item-twice"]).toContain(
          result.refused.because,
        );
        return;
      }
      // Two pages run together can set a look-alike free from its code block; then the item has a line already.
      if (readItems(page).length > 0) return;
      written += 1;
      expect(differsOnlyBy(page, result.value, 0)).toBe(true);
      expect(putIncident(result.value, section({ items }))).toEqual(result);

      const done = items.map((item, index) => (index === 0 ? { ...item, done: true } : item));
      const ticked = putIncident(result.value, section({ items: done, written: items }));
      if (!ticked.ok) throw new Error(explainTracker(ticked.refused));
      expect(ticked.value.length).toBe(result.value.length);
      expect(ticked.value.split("").filter((char, at) => char !== result.value[at])).toEqual(["x"]);
    }),
    { numRuns: 400 },
  );
  expect(written).toBeGreaterThan(100);
});
