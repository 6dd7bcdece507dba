/*
 * GitHub has no compare-and-swap for the text of an issue: an edit that a person saved between our reading and our writing is
 * overwritten. GitHub tells us afterwards what we replaced, so it can be put back.
 */

export type Texts = {
  /** What both edits started from. */
  base: string;
  /** A person's edit that was overwritten. */
  lost: string;
  /** What stands there now. */
  current: string;
};

/**
 * `current` with what the person changed in `lost` put back. Where both changed the same lines nothing is thrown away: the lost
 * lines come at the end.
 */
export function rescueEdit({ base, lost, current }: Texts): string {
  if (lost === base || lost === current) return current;
  if (current === base) return lost;

  const lines = linesOf(base);
  const theirs = changeBetween(lines, linesOf(lost));
  const ours = changeBetween(lines, linesOf(current));
  // Told again of what was put back already.
  const news = theirs.lines.filter((line) => line.trim() !== "" && !lines.includes(line));
  const stands = new Set(linesOf(current).map((line) => line.trim()));
  if (news.length > 0 && news.every((line) => stands.has(line.trim()))) return current;
  const [first, second] = theirs.from <= ours.from ? [theirs, ours] : [ours, theirs];
  // Two insertions at one place would have no order that both meant.
  const isApart = first.to <= second.from && !(first.from === second.from && first.to === second.to);
  if (!isApart) {
    // Only what is new in them: all else stands, or was taken out on purpose. Our marks stand once.
    const known = new Set([...stands, ...lines.map((line) => line.trim())]);
    const lost = theirs.lines.filter((line) => line.trim() === "" || !known.has(line.trim()));
    const words = lost.join("").trim();
    return words === "" ? current : `${endLine(current)}\n${words}\n`;
  }
  return [
    ...lines.slice(0, first.from),
    ...first.lines,
    ...lines.slice(first.to, second.from),
    ...second.lines,
    ...lines.slice(second.to),
  ].join("");
}

/** Lines `from` to `to` of the base became `lines`. */
type Change = { from: number; to: number; lines: string[] };

function changeBetween(base: string[], changed: string[]): Change {
  const shorter = Math.min(base.length, changed.length);
  let head = 0;
  while (head < shorter && base[head] === changed[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && base[base.length - 1 - tail] === changed[changed.length - 1 - tail])
    tail += 1;
  return { from: head, to: base.length - tail, lines: changed.slice(head, changed.length - tail) };
}

/** Lines with their own line ends, so that joining them gives the text back byte for byte. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function endLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
