import { no, yes, type Result } from "@muster/kernel";
import { endOfPage, lineEndOf, lineStart, marksOf, withLineEnds } from "./markdown.ts";

/*
 * Our part of a page that people own too: what stands between `<!-- muster:begin NAME -->` and `<!-- muster:end NAME -->`.
 * Every other byte is returned as it came. Where the marks are not clear, the page is left alone and people are told why.
 */

export type BlockProblem = {
  because: "block-missing" | "block-twice" | "block-unclosed" | "page-unclosed";
  name: string;
};

export type Block = { text: string; start: number; end: number };

export const beginMark = (name: string): string => `<!-- muster:begin ${name} -->`;
export const endMark = (name: string): string => `<!-- muster:end ${name} -->`;

/** What stands in the block, with plain line ends, and where it stands, marks included. */
export function readBlock(page: string, name: string): Result<Block, BlockProblem> {
  const found = locateBlock(page, name);
  if (!found.ok) return found;
  const { prefix, innerStart, innerEnd, start, end } = found.value;
  const lines = page.slice(innerStart, innerEnd).split(/\r\n|\n|\r/);
  const text = lines.map((line) => (line.startsWith(prefix) ? line.slice(prefix.length) : line)).join("\n");
  return yes({ text: text.replace(/^\n|\n$/g, ""), start, end });
}

/** The page with `text` in the block. A page without it gets it at its end, if `isAppended`; otherwise that is a problem. */
export function writeBlock(
  page: string,
  block: { name: string; text: string; isAppended: boolean },
): Result<string, BlockProblem> {
  const { name } = block;
  const lineEnd = lineEndOf(page);
  const found = locateBlock(page, name);
  if (!found.ok) {
    if (found.refused.because !== "block-missing" || !block.isAppended) return found;
    const { before, after } = endOfPage(page);
    const whole = withLineEnds(`${beginMark(name)}\n${block.text}\n${endMark(name)}`, lineEnd);
    return proven(page + before + whole + after, name);
  }
  const { prefix, innerStart, innerEnd } = found.value;
  const lines = block.text.split(/\r\n|\n|\r/).map((line) => prefix + line);
  return proven(
    page.slice(0, innerStart) + lineEnd + lines.join(lineEnd) + lineEnd + prefix + page.slice(innerEnd),
    name,
  );
}

export function explainBlock({ because, name }: BlockProblem): string {
  switch (because) {
    case "block-missing":
      return `The page has no \`muster:begin ${name}\` mark any more. Put the lines \`${beginMark(name)}\` and \`${endMark(name)}\` back where the part belongs.`;
    case "block-twice":
      return `The page has the marks \`muster:begin ${name}\` and \`muster:end ${name}\` more than once. Keep one of each and delete the others.`;
    case "block-unclosed":
      return `The page has one of the marks \`muster:begin ${name}\` and \`muster:end ${name}\` without the other, or in the wrong order. Put the missing one back, each on its own line.`;
    case "page-unclosed":
      return "The page ends inside a code block or a comment that is never closed, or nests so deep that it cannot be read. Mend that, so that something can be added.";
  }
}

export type Located = { prefix: string; start: number; innerStart: number; innerEnd: number; end: number };

/** Where the block and its inside stand, and what each of its lines begins with. */
export function locateBlock(page: string, name: string): Result<Located, BlockProblem> {
  const marks = marksOf(page);
  const begins = marks.filter((mark) => mark.text === `begin ${name}`);
  const ends = marks.filter((mark) => mark.text === `end ${name}`);
  if (begins.length === 0 && ends.length === 0) return no({ because: "block-missing", name });
  if (begins.length > 1 || ends.length > 1) return no({ because: "block-twice", name });
  const [begin] = begins;
  const [end] = ends;
  if (begin === undefined || end === undefined || end.start < begin.end)
    return no({ because: "block-unclosed", name });

  // Somebody may have moved it into a list or a quote; its lines then begin as that does.
  const before = page.slice(lineStart(page, end.start), end.start);
  const prefix = /^[ \t>]*$/.test(before) ? before : "";
  return yes({
    prefix,
    start: begin.start,
    innerStart: begin.end,
    innerEnd: end.start,
    end: end.end,
  });
}

/** Whatever was written must be found again, or the marks ended up inside something. */
function proven(page: string, name: string): Result<string, BlockProblem> {
  return readBlock(page, name).ok ? yes(page) : no({ because: "page-unclosed", name });
}
