import { foreignLines } from "./line-marks.ts";
import { readBlock } from "./managed-block.ts";
import { marksOf } from "./markdown.ts";

/** Our part's name in the body of an issue. */
export const issueBlock = "incident";

/** A box in our part of an issue that people may tick: an action item's, or a step's of the current phase. */
export type Box = { of: "action" | "step"; key: string; isTicked: boolean };

/** `<!-- muster:step=contain.pause -->` */
export const stepMark = (id: string): string => `<!-- muster:step=${id} -->`;

/** The boxes in our part of the body, in their order; none where the marks of that part are not clear. */
export function boxesIn(body: string): Box[] {
  const block = readBlock(body, issueBlock);
  if (!block.ok) return [];
  const { text } = block.value;
  return marksOf(text).flatMap(({ text: mark, item }): Box[] => {
    const [, of, key] = /^(action|step)=(\S+)$/.exec(mark) ?? [];
    const char = item === null ? undefined : /^[-*+][ \t]+\[([ xX])\]/.exec(text.slice(item.start))?.[1];
    if (of === undefined || key === undefined || char === undefined) return [];
    return [{ of: of as Box["of"], key, isTicked: char !== " " }];
  });
}

/** The boxes that people set otherwise than we last wrote them. */
export function boxesChanged(wrote: string, body: string): Box[] {
  const before = new Map(boxesIn(wrote).map(({ of, key, isTicked }) => [`${of} ${key}`, isTicked]));
  return boxesIn(body).filter(({ of, key, isTicked }) => {
    const was = before.get(`${of} ${key}`);
    return was !== undefined && was !== isTicked;
  });
}

/** What people wrote into our part, and whether they changed or took out lines of it. Boxes do not count. */
export function editedInside(wrote: string, body: string): { added: boolean; changed: boolean } {
  const [before, now] = [readBlock(wrote, issueBlock), readBlock(body, issueBlock)];
  if (!before.ok) return { added: false, changed: false };
  if (!now.ok) return { added: false, changed: now.refused.because === "block-missing" };
  const marked = foreignLines(now.value.text);
  if (marked !== null) return { added: marked.added.length > 0, changed: marked.isCut };
  const [known, present] = [linesOf(before.value.text), linesOf(now.value.text)];
  return {
    added: [...present].some((line) => !known.has(line) && !line.includes("<!-- muster:")),
    changed: [...known].some((line) => !present.has(line)),
  };
}

const linesOf = (text: string): Set<string> =>
  new Set(
    text
      .split("\n")
      .map((line) => line.trim().replace(/^([-*+][ \t]+\[)[ xX]\]/, "$1 ]"))
      .filter((line) => line !== ""),
  );
