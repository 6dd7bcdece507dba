import { describe, expect, test } from "vitest";
import type { Command } from "../page/answers.ts";
import { readBlocks } from "../page/blocks.ts";
import { groupsOf } from "../page/call-log.ts";
import { offersFor, readCommandLine } from "../page/command-line.ts";
import { readInline, type Inline } from "../page/inline-marks.ts";
import { diffLines } from "../page/line-diff.ts";
import { timeWords } from "../page/time-words.ts";

const plain = (inner: Inline[]): string =>
  inner.map((one) => ("inner" in one ? plain(one.inner) : "text" in one ? one.text : "")).join("");

describe("marks inside a line", () => {
  test.each([
    ["**bold** and *slanted*", "discord", ["strong", "text", "em"]],
    ["__under__", "discord", ["underline"]],
    ["__bold__", "github", ["strong"]],
    ["||hidden||", "discord", ["spoiler"]],
    ["`a ** b`", "discord", ["code"]],
    ["<@12> <@&34> <#56>", "discord", ["user", "text", "role", "text", "channel"]],
    ["<@12>", "github", ["text"]],
    ["<t:1795243228:R>", "discord", ["time"]],
    ["see https://example.org/a_b_c.", "discord", ["text", "link", "text"]],
    ["[words](https://example.org)", "github", ["link"]],
    ["snake_case_name and 2 * 3 * 4", "github", ["text"]],
    ["**never closed", "discord", ["text"]],
  ] as const)("%s on %s", (text, flavour, kinds) => {
    expect(readInline(text, flavour).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("an escaped mark is the character itself", () => {
    expect(plain(readInline("\\*not slanted\\*", "discord"))).toBe("*not slanted*");
  });

  test("no text is lost, however broken its marks are", () => {
    const text = "a ** b _ c ~~ d ` e [f](g h <t:x> <@y>";
    expect(plain(readInline(text, "discord"))).toBe(text);
  });

  test.each(["*", "`", "[", "_~|*", "<", "**a "])("a hundred thousand of %s are read in time", (mark) => {
    const start = performance.now();
    readBlocks(mark.repeat(100_000 / mark.length), "github");
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe("blocks", () => {
  test("Discord keeps lines, lists, quotes and fenced code apart", () => {
    const kinds = readBlocks("## Title\nline\n- one\n- two\n> said\n```js\ncode\n```", "discord").map(
      (block) => block.kind,
    );
    expect(kinds).toEqual(["heading", "paragraph", "list", "quote", "code"]);
  });

  test("the language of a code block is not part of it", () => {
    expect(readBlocks("```js\nconst x = 1;\n```", "discord")).toEqual([
      { kind: "code", text: "const x = 1;" },
    ]);
  });

  test("GitHub hides comments and shows tables and tasks", () => {
    const [table, list] = readBlocks(
      "<!-- muster:begin -->\n| A | B |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n- [ ] open",
      "github",
    );
    expect(table).toMatchObject({
      kind: "table",
      rows: [
        [{}, {}],
        [{}, {}],
      ],
    });
    expect(list).toMatchObject({ items: [{ checked: true }, { checked: false }] });
  });
});

const text = (name: string): Command["options"][number] => ({
  name,
  description: "",
  kind: "text",
  required: false,
  autocomplete: false,
  choices: [],
});
const commands: Command[] = [
  {
    path: "/incident declare",
    kind: "slash",
    description: "Open an incident",
    options: [text("title"), text("severity")],
  },
  { path: "/incident note", kind: "slash", description: "Add a line", options: [text("text")] },
];

describe("a typed command line", () => {
  test("its values go on until the next option", () => {
    expect(
      readCommandLine("/incident  declare title:Withdrawals fail: all of them severity:P1", commands),
    ).toMatchObject({
      given: { title: "Withdrawals fail: all of them", severity: "P1" },
      left: "",
    });
  });

  test("a word that belongs to no option is told, not lost", () => {
    expect(readCommandLine("/incident note something broke", commands)).toMatchObject({
      given: {},
      left: "something broke",
    });
  });

  test("a command that is not there is none", () => {
    expect(readCommandLine("/incident declared title:x", commands)).toBeNull();
  });

  test("commands are offered by any of their words, those that begin so first", () => {
    expect(offersFor("/incident", commands)).toHaveLength(2);
    expect(offersFor("/note", commands).map(({ path }) => path)).toEqual(["/incident note"]);
  });
});

test("a changed line shows with what is around it, and long stretches are folded", () => {
  const before = Array.from({ length: 20 }, (_, index) => `line ${index}`).join("\n");
  const lines = diffLines(before, before.replace("line 10", "line ten"));
  expect(lines.filter(({ mark }) => mark === "removed").map((line) => line.text)).toEqual(["line 10"]);
  expect(lines.filter(({ mark }) => mark === "added").map((line) => line.text)).toEqual(["line ten"]);
  expect(lines.filter(({ mark }) => mark === "same")).toHaveLength(6);
  expect(lines.at(0)).toEqual({ mark: "skipped", text: "7 lines as before" });
});

test("times follow the sandbox's clock", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  expect(timeWords(new Date("2026-11-21T09:30:00Z"), "R", now)).toBe("30 minutes ago");
  expect(timeWords(new Date("2026-11-23T10:00:00Z"), "R", now)).toBe("in 2 days");
  expect(timeWords(now, "f", now)).toBe("2026-11-21 10:00 UTC");
});

test("calls stand under the deed that they followed, and others under none", () => {
  const call = (startedAt: string) => ({
    platform: "discord" as const,
    method: "POST",
    route: "/x",
    status: 200,
    startedAt,
    endedAt: startedAt,
    effect: null,
    incident: null,
  });
  const groups = groupsOf(
    [call("2026-11-21T10:00:00.000Z"), call("2026-11-21T10:00:05.010Z"), call("2026-11-21T10:00:05.200Z")],
    [{ at: "2026-11-21T10:00:05.000Z", words: "ada: presses “Accept”" }],
  );
  expect(groups.map(({ calls }) => calls.length)).toEqual([1, 2]);
  expect(groups[1]!.words).toBe("ada: presses “Accept”");
});
