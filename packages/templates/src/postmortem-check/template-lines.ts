import { slotPattern, isSlot, slotWords } from "@muster/policy";
import { plainName } from "./synonyms.ts";

/*
 * The lines of a policy's templates, so that their words are not taken for people's. What a template asks in italics or leaves
 * as dots is to be filled in like a slot of its own, called `prompt`.
 */

export type TemplateSlot = { name: string; words: string[] };
/** One line of a page that a template has as well: what stands in its slots, which are none in a line of words alone. */
export type TemplateLine = { slots: { slot: TemplateSlot; value: string }[] };

export type Template = {
  /** Slots with the heading above them, by which a policy names what it asks for in its own words. */
  homes: { slot: TemplateSlot; heading: string }[];
  headings: { title: string; depth: number }[];
  /** What this line of a page is in the template; null when people wrote it. */
  match(line: string): TemplateLine | null;
};

const prompt = /(?<![\p{L}\p{N}_*])_[^_\r\n]{3,}_(?![\p{L}\p{N}_*])|…/gu;
const either = new RegExp(`${slotPattern.source}|${prompt.source}`, "gu");

export function readTemplate(text: string): Template {
  const homes: Template["homes"] = [];
  const headings: Template["headings"] = [];
  const fixed = new Set<string>();
  const filled: { pieces: string[]; slots: TemplateSlot[] }[] = [];
  let heading = "";
  for (const line of text.split(/\r\n|\n|\r/).map(squeezed)) {
    const title = /^(#{1,6}) (.+)$/.exec(line);
    if (title !== null && !title[2]!.includes("{")) {
      heading = title[2]!;
      headings.push({ title: heading, depth: title[1]!.length });
      continue;
    }
    const slots = [...line.matchAll(either)].map(slotOf);
    homes.push(...slots.map((slot) => ({ slot, heading })));
    fixed.add(line);
    // A line of slots alone would be any line at all.
    if (slots.length > 0 && /\p{L}{2}/u.test(line.replaceAll(either, " ")))
      filled.push({ pieces: piecesOf(line), slots });
  }
  return {
    homes,
    headings,
    match(line) {
      const bare = squeezed(line);
      if (bare === "") return null;
      if (fixed.has(bare) && !filled.some(({ pieces }) => between(bare, pieces) !== null))
        return { slots: [] };
      for (const { pieces, slots } of filled) {
        const values = between(bare, pieces);
        if (values !== null) return { slots: slots.map((slot, index) => ({ slot, value: values[index]! })) };
      }
      return null;
    },
  };
}

function slotOf(match: RegExpExecArray): TemplateSlot {
  const [, name, words = ""] = match;
  return name === undefined || !isSlot(name)
    ? { name: "prompt", words: [] }
    : { name, words: slotWords(name, words) };
}

/** No template has longer lines. */
const lineMax = 4_000;

const squeezed = (line: string): string =>
  line
    .slice(0, lineMax)
    .replace(/<!--.*?-->/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** The words around the slots of a line. */
function piecesOf(line: string): string[] {
  let at = 0;
  const pieces: string[] = [];
  for (const match of line.matchAll(either)) {
    pieces.push(line.slice(at, match.index));
    at = match.index + match[0].length;
  }
  return [...pieces, line.slice(at)];
}

/** What stands between the pieces, when they stand in the line in their order and begin and end it; linear in the line. */
function between(line: string, pieces: readonly string[]): string[] | null {
  const [first = "", ...rest] = pieces;
  if (!line.startsWith(first.trimEnd())) return null;
  let at = Math.min(first.length, line.length);
  const values: string[] = [];
  for (const [index, piece] of rest.entries()) {
    const isLast = index === rest.length - 1;
    const next = isLast ? (line.endsWith(piece) ? line.length - piece.length : -1) : line.indexOf(piece, at);
    if (next < at) return null;
    values.push(line.slice(at, next).trim());
    at = next + piece.length;
  }
  return values;
}

/** Whether a heading of the page is this one of the template, however it is dressed. */
export const isCalled = (title: string, other: string): boolean => plainName(title) === plainName(other);
