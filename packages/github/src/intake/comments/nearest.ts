/** What somebody may have meant: the one that a slip or two of the finger, or leaving off, makes into what was written. */
export function nearest<Word extends string>(asked: string, words: readonly Word[]): Word | null {
  const exact = words.find((word) => word === asked);
  if (exact !== undefined) return exact;
  const begun = words.filter((word) => asked.length >= 3 && word.startsWith(asked));
  if (begun.length === 1) return begun[0]!; // There is exactly one.
  const slipsMax = asked.length <= 4 ? 1 : 2;
  const close = words
    .filter(({ length }) => length > 2 && Math.abs(length - asked.length) <= slipsMax)
    .map((word) => ({ word, slips: distance(asked, word) }))
    .filter(({ slips }) => slips <= slipsMax)
    .sort((a, b) => a.slips - b.slips);
  return close[0]?.word ?? null;
}

/** How many letters must be put in, taken out, changed or swapped with the next. */
function distance(a: string, b: string): number {
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const changed = row[j]! + (a[i] === b[j] ? 0 : 1);
      const isSwapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
      const swapped = isSwapped ? before[j - 1]! + 1 : Infinity;
      next.push(Math.min(changed, swapped, row[j + 1]! + 1, next[j]! + 1));
    }
    [before, row] = [row, next];
  }
  return row.at(-1)!;
}
