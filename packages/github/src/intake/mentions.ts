/** What a text points to: incidents by their refs, issues by their numbers in this repository. */
export type Mentions = { refs: string[]; issues: number[] };

/** More than these are a list of everything, not a mention. */
const mentionsMax = 10;

/** `INC-7` as a word of its own, `#12`, `acme/protocol#12` and the issue's address. */
export function mentionsIn(text: string, repo: string): Mentions {
  // An address names this repository or another; the number behind it is no mention by itself.
  const ofRepo = new RegExp(
    `(?:^|[^\\w/-])(?:https?://github\\.com/)?${escaped(repo)}(?:#|/issues/)(\\d{1,9})(?!\\w)`,
    "gi",
  );
  const bare = /(?:^|[^\w/&#-])#(\d{1,9})(?!\w)/g;
  const numbers = [...text.matchAll(ofRepo), ...text.matchAll(bare)].map(([, number]) => Number(number));
  const refs = [...text.matchAll(/(?<![\w-])(INC-\d{1,9})(?![\w])/gi)].map(([ref]) => ref.toUpperCase());
  return {
    refs: [...new Set(refs)].slice(0, mentionsMax),
    issues: [...new Set(numbers)].slice(0, mentionsMax),
  };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The pull request that this one takes back, as GitHub's own button words it; null for others. */
export function revertedPull({ title, body }: { title: string; body: string }, repo: string): number | null {
  if (!/^revert\b/i.test(title)) return null;
  const match = new RegExp(`\\bReverts (?:${escaped(repo)})?#(\\d{1,9})(?!\\w)`, "i").exec(body);
  return match === null ? null : Number(match[1]);
}

/** The commit that this one takes back, as git words it; null for others. */
export function revertedCommit(message: string): string | null {
  return /^revert\b/i.test(message)
    ? (/\bThis reverts commit ([0-9a-f]{40})\b/.exec(message)?.[1] ?? null)
    : null;
}
