import { visible } from "../neutralise.ts";
import type { IndexEntry } from "./entry.ts";

/* An Atom feed of published postmortems. https://www.rfc-editor.org/rfc/rfc4287 */

export type FeedPlace = {
  /** Whose feed it is. */
  name: string;
  /** The folder as people read it. */
  folderUrl: string;
  feedUrl: string;
  urlOf: (file: string) => string;
};

/** Readers ask again and again; what is older stands in the index. */
const entriesMax = 50;

/**
 * The feed of all that everybody may read; null when there is nothing yet. An id never changes: an entry's is its incident's, the feed's
 * is the one that it was born with, wherever the repository is moved.
 */
export function atomFeed(
  before: string | null,
  entries: readonly IndexEntry[],
  place: FeedPlace,
): string | null {
  const shown = entries
    .flatMap((entry) => (entry.record?.isPublic === true ? [{ ...entry, record: entry.record }] : []))
    .toSorted((a, b) => (a.record.publishedAt < b.record.publishedAt ? 1 : -1))
    .slice(0, entriesMax);
  const [newest] = shown;
  if (newest === undefined) return null;
  const id = /<id>([^<]{1,500})<\/id>/.exec(before ?? "")?.[1] ?? escaped(place.folderUrl);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${id}</id>`,
    `  <title>${escaped(place.name)}: incidents</title>`,
    `  <updated>${stamp(newest.record.publishedAt)}</updated>`,
    `  <link rel="self" type="application/atom+xml" href="${escaped(place.feedUrl)}"/>`,
    `  <link rel="alternate" type="text/html" href="${escaped(place.folderUrl)}"/>`,
    `  <author><name>${escaped(place.name)}</name></author>`,
    "  <generator>Muster</generator>",
    ...shown.flatMap(({ record, title, date, severity, duration, file }) => [
      "  <entry>",
      `    <id>urn:uuid:${escaped(record.id)}</id>`,
      `    <title>${escaped(title)}</title>`,
      `    <link rel="alternate" type="text/html" href="${escaped(place.urlOf(file))}"/>`,
      `    <published>${stamp(record.publishedAt)}</published>`,
      `    <updated>${stamp(record.publishedAt)}</updated>`,
      ...(severity === null ? [] : [`    <category term="${escaped(severity)}"/>`]),
      `    <summary>${escaped(summaryOf({ date, severity, duration }))}</summary>`,
      "  </entry>",
    ]),
    "</feed>",
    "",
  ];
  return lines.join("\n");
}

const summaryOf = ({
  date,
  severity,
  duration,
}: Pick<IndexEntry, "date" | "severity" | "duration">): string =>
  [date, severity, duration === null ? null : `lasted ${duration}`]
    .filter((part) => part !== null)
    .join(", ");

const stamp = (at: string): string => new Date(at).toISOString();

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Without what XML has no way to say, and with the rest harmless in text and attributes. */
const escaped = (text: string): string =>
  visible(text)
    .replace(/[\ufffe\uffff]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[&<>"']/g, (char) => entities[char] ?? char);
