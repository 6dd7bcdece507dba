import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainBlock, readBlock, writeBlock } from "./managed-block.ts";
import { inline } from "./neutralise.ts";
import { hostileTexts, somePage } from "./testing.ts";

const page =
  "# Plan\r\n\r\nMy own note.\r\n<!-- muster:begin todo -->\r\nold\r\n<!-- muster:end todo -->\r\n\tmore notes  ";
const write = (text: string, name = "todo", source = page) =>
  writeBlock(source, { name, text, isAppended: false });

test("changes our part and not one byte around it", () => {
  expect(write("- [ ] rotate keys")).toEqual({ ok: true, value: page.replace("old", "- [ ] rotate keys") });
});

test("writing what stands there changes nothing", () => {
  expect(write("old")).toEqual({ ok: true, value: page });
});

test("reads what stands there, with plain line ends", () => {
  const two = page.replace("old", "one\r\n\r\ntwo");
  expect(readBlock(two, "todo")).toMatchObject({ ok: true, value: { text: "one\n\ntwo" } });
});

test("a page without our marks is left alone, unless the part may be added at its end", () => {
  expect(write("x", "todo", "# Mine")).toEqual({
    ok: false,
    refused: { because: "block-missing", name: "todo" },
  });
  const added = (source: string) => writeBlock(source, { name: "todo", text: "x", isAppended: true });
  expect(added("# Mine")).toEqual({
    ok: true,
    value: "# Mine\n\n<!-- muster:begin todo -->\nx\n<!-- muster:end todo -->",
  });
  expect(added("# Mine\r\n")).toEqual({
    ok: true,
    value: "# Mine\r\n\r\n<!-- muster:begin todo -->\r\nx\r\n<!-- muster:end todo -->\r\n",
  });
  expect(added("")).toEqual({ ok: true, value: "<!-- muster:begin todo -->\nx\n<!-- muster:end todo -->\n" });
});

test("marks in a code block, or of another part, are not ours", () => {
  const source =
    "```\n<!-- muster:begin todo -->\n<!-- muster:end todo -->\n```\n\n    <!-- muster:begin todo -->\n\n<!-- muster:begin todo2 -->\nx\n<!-- muster:end todo2 -->\n";
  expect(write("x", "todo", source)).toMatchObject({ refused: { because: "block-missing" } });
  expect(write("y", "todo2", source)).toEqual({ ok: true, value: source.replace("\nx\n", "\ny\n") });
});

test.each([
  ["block-twice", `${page}\r\n\r\n<!-- muster:begin todo -->\r\n`],
  ["block-unclosed", page.replace("<!-- muster:end todo -->", "")],
  ["block-unclosed", "<!-- muster:end todo -->\n\n<!-- muster:begin todo -->"],
  ["block-unclosed", page.replace("old", "```\r\nold")],
])("%s: the page is left alone, and the words say what to mend", (because, source) => {
  const written = write("x", "todo", source);
  expect(written).toMatchObject({ ok: false, refused: { because } });
  if (!written.ok) expect(explainBlock(written.refused)).toContain("muster:end todo");
});

test("a page that ends in an open code block is not added to", () => {
  const written = writeBlock("# Mine\n```\ncode", { name: "todo", text: "x", isAppended: true });
  expect(written).toMatchObject({ ok: false, refused: { because: "page-unclosed" } });
});

test.each([
  ["quotes", "> ".repeat(30_000)],
  ["emphasis", `${"*".repeat(30_000)}a${"*".repeat(30_000)}`],
  ["brackets", "[".repeat(30_000)],
  ["comments", `x ${"<!-- ".repeat(12_000)}`],
  ["tags", `x ${"<a ".repeat(20_000)}`],
  ["instructions", `x ${"<? ".repeat(20_000)}`],
  ["code marks", Array.from({ length: 340 }, (_, index) => "`".repeat(index + 1)).join("a")],
  ["front matter without an end", `---\n${"a\r\n".repeat(20_000)}`],
])("a page of endless %s is read in time, and written to or left alone", (_, source) => {
  const written = writeBlock(`${source}\n`, { name: "todo", text: "x", isAppended: true });
  expect(written.ok ? written.value.startsWith(source) : written.refused.because).toBe(
    written.ok ? true : "page-unclosed",
  );
});

test("a part that was moved into a quote stays in it", () => {
  const quoted = "> note\n>\n> <!-- muster:begin todo -->\n> old\n> <!-- muster:end todo -->\n";
  expect(write("a\n\nb", "todo", quoted)).toEqual({
    ok: true,
    value: quoted.replace("> old", "> a\n> \n> b"),
  });
  expect(readBlock(quoted, "todo")).toMatchObject({ value: { text: "old" } });
});

describe.each(hostileTexts)("%j in the part", (text) => {
  test("does not end it", () => {
    const written = write(inline(text));
    expect(written.ok && readBlock(written.value, "todo")).toMatchObject({
      ok: true,
      value: { text: inline(text) },
    });
  });
});

test("on any page, only the part changes, and writing twice is writing once", () => {
  fc.assert(
    fc.property(
      somePage,
      somePage,
      fc.constantFrom("x", "- [ ] a\n- [ ] b", "### T\n\nwords"),
      (above, below, text) => {
        const source = `${above}\n\n<!-- muster:begin P -->\nold\n<!-- muster:end P -->\n${below}`;
        const written = writeBlock(source, { name: "P", text, isAppended: false });
        // The page above may have left a code block open; then nothing is written.
        if (!written.ok) return;
        const at = source.indexOf("<!-- muster:begin P -->");
        expect(written.value.slice(0, at)).toBe(source.slice(0, at));
        expect(written.value.endsWith(`<!-- muster:end P -->\n${below}`)).toBe(true);
        expect(writeBlock(written.value, { name: "P", text, isAppended: false })).toEqual(written);
      },
    ),
    { numRuns: 300 },
  );
});
