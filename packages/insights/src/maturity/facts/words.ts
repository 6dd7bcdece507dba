/** Whether somebody wrote a thing in words, and not only something into a field. */
export function isWorded(text: string | null | undefined, wordsMin = 2): boolean {
  const words = (text ?? "").match(/[\p{L}\p{N}][\p{L}\p{N}'’.:/_-]*/gu) ?? [];
  return words.length >= wordsMin && new Set(words.map((word) => word.toLowerCase())).size >= wordsMin;
}
