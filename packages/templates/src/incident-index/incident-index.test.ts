import { declared, examples, play, policy } from "@muster/incident/testing";
import type { Incident } from "@muster/incident";
import { expect, test } from "vitest";
import { hostileTexts, parseAsGitHub } from "../testing.ts";
import { atomFeed, indexEntries, putIndex } from "./index.ts";

const closed = play(
  declared({ title: "Withdrawals | fail" }),
  [40, examples.mitigate],
  [84, examples.resolve],
  [90, { do: "publish-postmortem", url: "https://github.com/acme/protocol/blob/main/incidents/x.md" }],
).incident;
const file = "2026-01-05-withdrawals-fail.md";
const files = [
  {
    name: "2024-03-12-api.md",
    text: "# Postmortem: API down\n\n| Severity | SEV2 |\n|---|---|\n**Duration:** 25 min (09:12 to 09:37)\n",
  },
  { name: "2025-02-01-mail.md", text: "---\ntitle: Mail is late\nseverity: P3\n---\nMail ada@acme.io\n" },
  { name: file, text: "# People changed this title\n" },
  { name: "README.md", text: "# Ours\r\n\r\nA word of ours.\r\n" },
  { name: "old notes.md", text: null },
  { name: "picture.png", text: null },
];
const entriesOf = (incident: Incident) => indexEntries(files, [{ incident, policy }], policy);
const place = {
  name: "Acme & Co",
  folderUrl: "https://github.com/acme/protocol/tree/main/incidents",
  feedUrl: "https://github.com/acme/protocol/raw/main/incidents/feed.xml",
  urlOf: (name: string) => `https://github.com/acme/protocol/blob/main/incidents/${name}`,
};

test("S1-40, S0-71: the index lists what the folder has, the newest first, older files with what can be read of them", () => {
  const put = putIndex(null, entriesOf(closed), true);
  expect(put).toMatchObject({ ok: true });
  expect(put.ok && put.value).toBe(`# Incidents

The postmortems of this folder, the newest first. Muster keeps the table; all else on this page is yours. [Feed](feed.xml)

<!-- muster:begin incidents -->
| Date | Ref | Incident | Severity | Duration |
|---|---|---|---|---|
| 2026-01-05 | INC-1 | [Withdrawals \\| fail](2026-01-05-withdrawals-fail.md) | P1 | 1.4 hours |
| 2025-02-01 |   | [Mail is late](2025-02-01-mail.md) | P3 |   |
| 2024-03-12 |   | [API down](2024-03-12-api.md) | SEV2 | 25 min |
|   |   | [old notes](old%20notes.md) |   |   |
<!-- muster:end incidents -->
`);
});

test("people's words around the table stay byte for byte, and the same again changes nothing", () => {
  const page = files[3]!.text!;
  const put = putIndex(page, entriesOf(closed), false);
  if (!put.ok) throw new Error("It was refused.");
  expect(put.value.startsWith(page)).toBe(true);
  const moved = put.value.replace(page, "") + "\r\nmore of ours  \r\n";
  expect(putIndex(moved, entriesOf(closed), false)).toEqual({ ok: true, value: moved });
  expect(putIndex(`${moved}<!-- muster:begin incidents -->\r\n`, [], false)).toMatchObject({ ok: false });
});

test("a restricted incident is neither in the index nor in the feed, and nothing tells that it is missing", () => {
  const restricted = {
    ...closed,
    restricted: { at: closed.anchors.declared!.at, by: closed.reporter, reason: null },
  } as unknown as Incident;
  const without = indexEntries(
    files.filter(({ name }) => name !== file),
    [],
    policy,
  );
  expect(entriesOf(restricted)).toEqual(without);
  expect(atomFeed(null, entriesOf(restricted), place)).toBeNull();
});

test("S0-79: the feed has what is public, with ids that stay; drills and what is kept inside are not in it", () => {
  const feed = atomFeed(null, entriesOf(closed), place);
  const { publishedAt } = closed.postmortem!;
  expect(feed).toBe(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>https://github.com/acme/protocol/tree/main/incidents</id>
  <title>Acme &amp; Co: incidents</title>
  <updated>${publishedAt}</updated>
  <link rel="self" type="application/atom+xml" href="https://github.com/acme/protocol/raw/main/incidents/feed.xml"/>
  <link rel="alternate" type="text/html" href="https://github.com/acme/protocol/tree/main/incidents"/>
  <author><name>Acme &amp; Co</name></author>
  <generator>Muster</generator>
  <entry>
    <id>urn:uuid:${closed.id}</id>
    <title>Withdrawals | fail</title>
    <link rel="alternate" type="text/html" href="https://github.com/acme/protocol/blob/main/incidents/2026-01-05-withdrawals-fail.md"/>
    <published>${publishedAt}</published>
    <updated>${publishedAt}</updated>
    <category term="P1"/>
    <summary>2026-01-05, P1, lasted 1.4 hours</summary>
  </entry>
</feed>
`);
  const elsewhere = { ...place, folderUrl: "https://github.com/acme/renamed/tree/main/incidents" };
  expect(atomFeed(feed, entriesOf(closed), elsewhere)).toContain(
    "<id>https://github.com/acme/protocol/tree/main/incidents</id>",
  );
  expect(atomFeed(null, entriesOf({ ...closed, isDrill: true }), place)).toBeNull();
  const report = {
    share: "internal" as const,
    redacted: null,
    reason: "legal",
    by: closed.reporter,
    at: publishedAt!,
  };
  expect(atomFeed(null, entriesOf({ ...closed, comms: { ...closed.comms, report } }), place)).toBeNull();
});

test.each(hostileTexts.filter((text) => text.trim() !== ""))(
  "%j as a title changes the shape of neither",
  (title) => {
    const shape = (page: string) =>
      parseAsGitHub(page).children.map((node) => [node.type, "children" in node ? node.children.length : 0]);
    const put = (incident: Incident) => {
      const done = putIndex(null, entriesOf(incident), true);
      return done.ok ? done.value : "";
    };
    expect(shape(put({ ...closed, title }))).toEqual(shape(put(closed)));
    const feed = atomFeed(null, entriesOf({ ...closed, title }), place)!;
    expect(feed.split("\n")).toHaveLength(20);
    expect(feed.replace(/<\/?[a-z]+(?: [a-z]+="[^"<]*")*\/?>|<\?xml[^?]*\?>/g, "")).not.toMatch(
      /[<>]|&(?!amp;|lt;|gt;|quot;|#39;)/,
    );
  },
);
