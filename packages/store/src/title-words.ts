const wordMax = 40;
const wordsMax = 40;

/** The words of a title as they are searched: no case, no accents, each once. */
export function titleWords(title: string): string[] {
  const words = title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => [...word].slice(0, wordMax).join(""));
  return [...new Set(words)].slice(0, wordsMax);
}
