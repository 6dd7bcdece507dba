/*
 * The page as the parser gets it: as long as it was, with spaces in place of what it would misread, or take minutes over.
 * Offsets into one are offsets into the other.
 */

/** Nobody nests that deep; the parser's time grows with the square of it. */
const deep = /^[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])[ \t]*){100,}.*$/gm;

export function readable(page: string): string {
  const length = /^\ufeff/.exec(page)?.[0].length ?? 0;
  const end = frontMatterEnd(page, length);
  return withoutOpenComments(blank(page.slice(0, end)) + page.slice(end).replace(deep, blank));
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, " ");

/** Where front matter between two lines of `---` ends, which Markdown would read as a heading; `start` when there is none. */
function frontMatterEnd(page: string, start: number): number {
  if (!/^---[ \t]*[\r\n]/.test(page.slice(start, start + 200))) return start;
  const fence = /[\r\n]---[ \t]*(?=[\r\n]|$)/g;
  fence.lastIndex = start + 3;
  return fence.exec(page) === null ? start : fence.lastIndex;
}

/** More comments than this that begin a line and never end are not a slip of the pen. */
const openMax = 100;

/**
 * A comment that its paragraph does not end is plain text, unless it begins a line. The parser would look for the end of each
 * of them anew. Processing instructions and declarations hold nothing of ours at all.
 */
function withoutOpenComments(page: string): string {
  let open = 0;
  let closesAt = -1;
  let paragraphEnd = -1;
  const gap = /(?:\r\n|\r|\n)[ \t>]*(?=[\r\n]|$)/g;
  return page.replace(/<(?:!(--)?|\?)/g, (opener, comment: string | undefined, at: number) => {
    if (comment === undefined) return blank(opener);
    if (closesAt < at + 2 && closesAt !== Infinity) closesAt = orEnd(page.indexOf("-->", at + 2));
    if (paragraphEnd < at) {
      gap.lastIndex = at;
      paragraphEnd = gap.exec(page)?.index ?? Infinity;
    }
    if (closesAt < paragraphEnd) return opener;
    const beginsLine = /(?:^|[\r\n])[ \t>*+.)\d-]*$/.test(page.slice(Math.max(0, at - 100), at));
    if (beginsLine) open += 1;
    return beginsLine && open <= openMax ? opener : blank(opener);
  });
}

const orEnd = (index: number): number => (index === -1 ? Infinity : index);
