import type { ActionItem, Remote } from "@muster/incident";
import { readItemWords, sameOwner, wordsOf, type WrittenItem } from "@muster/templates";

/*
 * Which words of action items on a page are nobody's unheard word, as heard-boxes.ts knows it of their boxes: what was heard of a line may
 * be written over, for each word was weighed by its own time. Kept in `remote.extra`, as people wrote them.
 */

export type HeardWords = Record<string, string[]>;
type Page = { path: string; ref: string };

/** Nobody rewords a line so often before Muster writes it. */
const keptMax = 5;
const keyOf = (path: string, id: string): string => `${path}#${id}`;

export function readHeardWords(remote: Remote | null): HeardWords {
  return (remote?.extra["heardWords"] ?? {}) as HeardWords; // Written by these functions alone.
}

export const hasHeardWords = (
  heard: HeardWords,
  path: string,
  { id, words }: { id: string; words: string },
): boolean => heard[keyOf(path, id)]?.includes(words) === true;

export function hearWords(heard: HeardWords, path: string, said: Record<string, string>): HeardWords {
  const now = Object.entries(said).map(([id, words]) => {
    const key = keyOf(path, id);
    const before = (heard[key] ?? []).filter((one) => one !== words);
    return [key, [...before, words].slice(-keptMax)] as const;
  });
  return { ...heard, ...Object.fromEntries(now) };
}

/** The words of the page that may be written over, as they stand. */
export function knownWords(
  page: string,
  { path, ref }: Page,
  { words: heard, isRetry }: Known,
): Record<string, string> {
  const known = Object.entries(wordsOf(page, ref)).filter(
    ([id, words]) => isRetry || hasHeardWords(heard, path, { id, words }),
  );
  return Object.fromEntries(known);
}

type Known = { words: HeardWords; isRetry: boolean };

/** What is known to be written, with the words on the page that may be written over as they stand. */
export function withKnownWords(
  written: readonly WrittenItem[] | null,
  page: string,
  about: Page,
  knowing: Known,
): readonly WrittenItem[] | null {
  if (written === null) return null;
  const known = knownWords(page, about, knowing);
  return written.map((item) => {
    const heard = known[item.id];
    return heard === undefined ? item : { ...item, heard };
  });
}

/** What was heard of a line is over once it says what the record says. */
export function wordsAfterWriting(
  heard: HeardWords,
  page: string,
  { path, ref, items }: Page & { items: readonly ActionItem[] },
): HeardWords {
  const standing = wordsOf(page, ref);
  const settled = items
    .filter((item) => {
      const says = readItemWords(standing[item.id] ?? "");
      return says.text === item.text && says.due === item.due && sameOwner(says.owner, item.owner.name);
    })
    .map(({ id }) => keyOf(path, id));
  return Object.fromEntries(Object.entries(heard).filter(([key]) => !settled.includes(key)));
}
