/*
 * Our part of an issue says itself which of its lines are ours, in a hidden last line. Whoever finds another line there knows that it is
 * somebody's, also when nobody knows any more what was written last: an answer of GitHub can get lost.
 */

const mark = /^<!-- muster:lines=([a-z0-9.]*) -->$/;

export function withLineMarks(text: string): string {
  const marks = linesOf(text).map(markOf);
  return `${text}\n<!-- muster:lines=${[...new Set(marks)].join(".")} -->`;
}

/** The lines that are somebody's, and whether any of ours is missing. Null where the part does not say which are ours. */
export function foreignLines(text: string): { added: string[]; isCut: boolean } | null {
  const lines = linesOf(text);
  const own = lines.map((line) => mark.exec(line)?.[1]).find((list) => list !== undefined);
  if (own === undefined) return null;
  const ours = new Set(own.split("."));
  const present = new Set(lines.map(markOf));
  return {
    added: text.split("\n").filter((line) => isWord(line) && !ours.has(markOf(line.trim()))),
    isCut: [...ours].some((one) => one !== "" && !present.has(one)),
  };
}

const isWord = (line: string): boolean => line.trim() !== "" && !line.includes("<!-- muster:");

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Short, because there are many: two lines that look alike by chance are no harm. A box may be set. */
function markOf(line: string): string {
  let hash = 0x811c9dc5;
  for (const char of line.replace(/^([-*+][ \t]+\[)[ xX]\]/, "$1 ]"))
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return ((hash >>> 0) % 36 ** 5).toString(36);
}
