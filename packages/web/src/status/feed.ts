import { utcDate } from "@muster/kernel";
import { escaped } from "../html.ts";
import type { PublicIncident } from "./public-words.ts";

/* An Atom feed of what was published. https://www.rfc-editor.org/rfc/rfc4287 */

export type StatusFeed = { name: string; pageUrl: string; incidents: readonly PublicIncident[] };

const never = "1970-01-01T00:00:00Z";

/** One entry for each incident, with all its notices; a new notice makes it newer. */
export function statusFeed({ name: called, pageUrl, incidents }: StatusFeed): string {
  const name = wellFormed(called);
  const updated = incidents[0]?.notices[0]?.at ?? never;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${escaped(pageUrl)}</id>`,
    `  <title>${escaped(name)}: status</title>`,
    `  <updated>${updated}</updated>`,
    `  <link rel="self" type="application/atom+xml" href="${escaped(`${pageUrl}/feed.atom`)}"/>`,
    `  <link rel="alternate" type="text/html" href="${escaped(pageUrl)}"/>`,
    `  <author><name>${escaped(name)}</name></author>`,
    "  <generator>Muster</generator>",
    ...incidents.flatMap((incident) => entry(incident, pageUrl)),
    "</feed>",
    "",
  ].join("\n");
}

/** Two characters that are no letters anywhere, and make an XML document none. https://www.w3.org/TR/xml/#charsets */
const wellFormed = (text: string): string => text.replaceAll(/[\ufffe\uffff]/g, "");

function entry({ id, notices, isOver }: PublicIncident, pageUrl: string): string[] {
  const [newest] = notices;
  const first = notices.at(-1);
  if (newest === undefined || first === undefined) return [];
  const since = utcDate(new Date(first.at));
  const words = notices.map(({ at, text }) => `${at.slice(0, 16).replace("T", " ")} UTC\n${text}`);
  return [
    "  <entry>",
    `    <id>urn:uuid:${escaped(id)}</id>`,
    `    <title>Since ${since}: ${isOver ? "over" : "under way"}</title>`,
    `    <published>${escaped(first.at)}</published>`,
    `    <updated>${escaped(newest.at)}</updated>`,
    `    <link rel="alternate" type="text/html" href="${escaped(`${pageUrl}#notice-${id}`)}"/>`,
    `    <content type="text">${escaped(wellFormed(words.join("\n\n")))}</content>`,
    "  </entry>",
  ];
}
