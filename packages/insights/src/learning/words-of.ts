const endings = [
  ["ies", "y"],
  ["ing", ""],
  ["sses", "ss"],
  ["ed", ""],
  ["ss", "ss"],
  ["s", ""],
] as const;

/** Words that any incident's title may have, so that two having them says nothing. */
const stopWords = new Set(
  `about after again alert alerts all also and any are because been before being but can cannot could did does down due during each
  error errors fail failed failing fails failure failures few for from had has have how incident incidents into issue issues its just
  many more most new not now off once one only other our out over own problem problems production prod same several should since some
  still than that the their them then there these they this those too two under unknown until use used user users very was were what when
  where which while who why will with without would your`
    .split(/\s+/)
    .flatMap((word) => [word, stemOf(word)]),
);

/** The words by which an incident can be told from others: small, without accents and endings, each once, in their order. */
export function wordsOf(text: string): string[] {
  const words = text
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    // An address or a hash is the same only where all of it is the same, and then the title has other words too.
    .filter((word) => word.length >= 3 && word.length <= 40 && !stopWords.has(word))
    .map(stemOf)
    .filter((word) => word.length >= 3 && !stopWords.has(word));
  return [...new Set(words)];
}

/** `withdrawals` and `withdrawal`, `leaked` and `leaking` are one word. Crude on purpose: it is always the same. */
function stemOf(word: string): string {
  for (const [ending, put] of endings) {
    if (word.length - ending.length >= 4 && word.endsWith(ending)) return word.slice(0, -ending.length) + put;
  }
  return word;
}
