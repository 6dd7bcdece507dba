import type { Command, Incident } from "@muster/incident";
import { bo, by, cy, eve } from "@muster/incident/testing";
import { settingOf, take, under } from "@muster/incident/testing-policies";
import { expect, test } from "vitest";
import { pageText } from "../html.ts";
import { statusFeed } from "./feed.ts";
import { statusPage } from "./page.ts";
import { publicIncidents } from "./public-words.ts";

const trust = under(settingOf("extends: trustledger"));
const points = ["verified", "no-cause", "action", "legal", "next"];

const words = (text: string, change: Partial<Extract<Command, { do: "draft-public" }>> = {}): Command => ({
  do: "draft-public",
  where: "Status page",
  template: null,
  blocks: [],
  text,
  nextUpdate: "2h",
  ...change,
});
const begun = trust.play(trust.declare("P0"), [1, take("commander"), by(bo)]);
const drafted = trust.play(begun, [2, words("Transfers fail <b>now</b>. We look into it."), by(cy)]);
const approved = trust.play(drafted, [3, { do: "approve-public", draft: "D1", points }, by(bo)]);
const first = trust.play(approved, [4, { do: "publish-public", draft: "D1" }]);

const told = (...incidents: Incident[]) => publicIncidents(incidents, trust.policy);
const shown = (...incidents: Incident[]): string =>
  pageText(statusPage({ name: "Acme <&>", path: "/status", incidents: told(...incidents) }));
const feed = (...incidents: Incident[]): string =>
  statusFeed({ name: "Acme <&>", pageUrl: "https://muster.example/status", incidents: told(...incidents) });

test("S4-81: only published words stand on the page, not the draft and not what was only approved", () => {
  for (const { incident } of [begun, drafted, approved]) {
    expect(shown(incident)).toContain("No known incidents, as far as the team has published");
    expect(shown(incident)).not.toContain("Transfers fail");
  }
  const page = shown(first.incident);
  expect(page).toContain("The team is working on an incident.");
  expect(page).toContain("<p>Transfers fail &lt;b&gt;now&lt;/b&gt;. We look into it.</p>");
  expect(page).toMatch(/2026-01-05 09:04/);
});

test("nothing of the incident itself stands there: no title, no ref, no severity, no name", () => {
  const { incident } = first;
  for (const text of [shown(incident), feed(incident)])
    for (const secret of [incident.title, incident.ref, "P0", "Critical", "bo", "cy"])
      expect(text).not.toMatch(new RegExp(`\\b${secret}\\b`));
});

test("what went to some is not for all: an e-mail and a list of partners stay out, whatever they say", () => {
  const mailed = trust.play(
    begun,
    [2, words("Your account is affected.", { where: "Email" }), by(cy)],
    [3, { do: "approve-public", draft: "D1", points }, by(bo)],
    [4, { do: "record-publication", draft: "D1", url: null, reached: 40 }, by(cy)],
  );
  expect(told(mailed.incident)).toEqual([]);
  const open = { ...trust.policy, publications: { ...trust.policy.publications } };
  open.publications["Email"] = { ...open.publications["Email"]!, statusPage: true };
  expect(publicIncidents([mailed.incident], open)).toHaveLength(1);
  const closed = { ...open, publications: { ...open.publications } };
  closed.publications["Status page"] = { ...closed.publications["Status page"]!, statusPage: false };
  expect(publicIncidents([first.incident], closed)).toEqual([]);
});

test("S3-62: a restricted incident is not there, published words or not, until it is disclosed on its day", () => {
  const restricted = {
    ...first.incident,
    restricted: { since: "2026-01-05T09:00:00Z", why: "keys", by: eve },
  };
  expect(told(restricted)).toEqual([]);
  const disclosure = {
    version: 1,
    text: "On 5 January a key was misused. Nothing was lost.",
    on: "2026-01-20",
    withheld: [],
    by: cy,
    confirmedBy: cy,
    approvedBy: bo,
    disclosedAt: null,
  };
  expect(told({ ...restricted, disclosure })).toEqual([]);
  expect(
    told({ ...restricted, disclosure: { ...disclosure, disclosedAt: "2026-01-20T00:00:00.000Z" } }),
  ).toEqual([
    {
      id: "inc-id-1",
      isOver: true,
      notices: [
        { at: "2026-01-20T00:00:00.000Z", text: "On 5 January a key was misused. Nothing was lost." },
      ],
    },
  ]);
});

test("a drill is not there", () => {
  expect(told({ ...first.incident, isDrill: true })).toEqual([]);
});

test("it is over when a notice says so, and not before; the same words at two places stand there once", () => {
  const atrium = under(settingOf("extends: atrium"));
  const ticks = ["verified", "no-cause", "action", "next", "read"];
  const say = (draft: string, minute: number, text: Command, out: Command) =>
    [
      [minute, text, by(cy)],
      [minute + 1, { do: "approve-public", draft, points: ticks }, by(bo)],
      [minute + 2, out, by(cy)],
    ] as [number, Command, ReturnType<typeof by>][];
  const at = (where: string, text: string, nextUpdate: string) => words(text, { where, nextUpdate });
  const published = (draft: string): Command => ({ do: "publish-public", draft });
  const resolved = atrium.play(
    atrium.declare("P1"),
    ...say("D1", 2, at("Announcements", "Transfers fail.", "2h"), published("D1")),
    [60, { do: "mitigate", what: "x", verified: "y" }, by(bo)],
    [61, { do: "resolve", summary: "done" }, by(bo)],
  );
  const tell = ({ incident }: typeof resolved) => publicIncidents([incident], atrium.policy);
  expect(tell(resolved)[0]?.isOver).toBe(false);
  const over = atrium.play(
    resolved,
    ...say("D2", 62, at("Announcements", "Transfers work again.", "none"), published("D2")),
    ...say("D3", 65, at("Twitter", "Transfers work again.", "none"), {
      do: "record-publication",
      draft: "D3",
      url: "https://x.example/1",
      reached: null,
    }),
  );
  const [told] = tell(over);
  expect(told?.isOver).toBe(true);
  expect(told?.notices.map(({ text }) => text.split("\n")[0])).toEqual([
    "Transfers work again.",
    "Transfers fail.",
  ]);
});

test("the feed is Atom, with one entry for each incident and the words as text", () => {
  expect(feed(first.incident)).toBe(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>https://muster.example/status</id>
  <title>Acme &lt;&amp;&gt;: status</title>
  <updated>2026-01-05T09:04:00.000Z</updated>
  <link rel="self" type="application/atom+xml" href="https://muster.example/status/feed.atom"/>
  <link rel="alternate" type="text/html" href="https://muster.example/status"/>
  <author><name>Acme &lt;&amp;&gt;</name></author>
  <generator>Muster</generator>
  <entry>
    <id>urn:uuid:inc-id-1</id>
    <title>Since 2026-01-05: under way</title>
    <published>2026-01-05T09:04:00.000Z</published>
    <updated>2026-01-05T09:04:00.000Z</updated>
    <link rel="alternate" type="text/html" href="https://muster.example/status#notice-inc-id-1"/>
    <content type="text">2026-01-05 09:04 UTC
Transfers fail &lt;b&gt;now&lt;/b&gt;. We look into it.

Next update by 11:02 UTC.</content>
  </entry>
</feed>
`);
  const odd = told(first.incident).map((one) => ({
    ...one,
    notices: [{ ...one.notices[0]!, text: "a\ufffeb\u0001c" }],
  }));
  expect(statusFeed({ name: "Acme", pageUrl: "https://x.example/status", incidents: odd })).toContain(
    "\nabc<",
  );
  expect(feed()).toContain("<updated>1970-01-01T00:00:00Z</updated>");
});
