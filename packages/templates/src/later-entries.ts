import { withLineEnds } from "./markdown.ts";

/*
 * A list that grows, such as the timeline, after people have worked on it. What they wrote stays; an entry that came since is put behind
 * the one that it follows, or at the end of the list where that one is gone. Nothing is changed or taken away.
 */

/** Longer lists are nobody's timeline, and comparing them would take its time. */
const linesMax = 2_000;

/** Their section with the entries that `now` has and `was` had not. One that they took out was in `was`, and does not come back. */
export function withLaterEntries(theirs: string, was: string, now: string, lineEnd: string): string {
  const [before, after] = [linesOf(was), linesOf(now)];
  if (before.length > linesMax || after.length > linesMax) return theirs;
  const known = new Set(before);
  const gone = before.filter((line) => isEntry(line) && !after.includes(line));
  const later = after.flatMap((line, index) => (isEntry(line) && !known.has(line) ? [{ line, index }] : []));
  if (later.length === 0) return theirs;

  const lines = theirs.split(/\r\n|\n|\r/);
  for (const { line, index } of later) {
    if (lines.some((standing) => standing.trimEnd() === line)) continue;
    const former = gone.find((other) => isReworded(other, line));
    if (former !== undefined) {
      // The record words an entry of its own anew, such as a time that was unknown. Where people changed it, theirs stays.
      const at = lines.findIndex((standing) => standing.trimEnd() === former);
      if (at !== -1) lines[at] = line;
      continue;
    }
    const at = placeFor(lines, after, index);
    if (at === null) return theirs;
    lines.splice(at, 0, line);
  }
  return withLineEnds(lines.join("\n"), lineEnd);
}

const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/).map((line) => line.trimEnd());

/** Action items have a way of their own, by their anchors. */
const isEntry = (line: string): boolean => /^- \S/.test(line) && !line.includes("muster:action=");

/** `- unknown, Restored` and `- 09:20, Restored`; or a question whose answer came. */
function isReworded(former: string, now: string): boolean {
  const tail = (line: string): string => /, (.{3,})$/.exec(line)?.[1] ?? "";
  if (former.startsWith("- unknown, ")) return tail(former) !== "" && tail(former) === tail(now);
  const question = /^(- .{15,}?) Answer: unknown$/.exec(former)?.[1];
  return question !== undefined && now.startsWith(question);
}

/** Behind the entry right before it, with what people wrote below that one; else before the next that stands; else behind the last of the list. */
function placeFor(lines: readonly string[], ours: readonly string[], index: number): number | null {
  const at = (line: string | undefined): number =>
    line === undefined ? -1 : lines.findLastIndex((standing) => standing.trimEnd() === line);
  const before = at(ours.slice(0, index).findLast(isEntry));
  if (before !== -1) return endOfItem(lines, before);
  const next = ours.slice(index + 1).find((line) => isEntry(line) && at(line) !== -1);
  if (next !== undefined) return at(next);
  const last = lines.findLastIndex((line) => /^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(line));
  return last === -1 ? null : endOfItem(lines, last);
}

/** An item goes on in lines that are set in. */
function endOfItem(lines: readonly string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && /^[ \t]+\S/.test(lines[end]!)) end += 1;
  return end;
}
