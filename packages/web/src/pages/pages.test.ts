import type { Incident } from "@muster/incident";
import { ada, at, bo, by, cy, declared, examples, play, policy, type Story } from "@muster/incident/testing";
import { planned } from "@muster/incident/testing-drills";
import {
  maturityReport,
  maturityTrend,
  metricsOf,
  pastIncident,
  scoreDrill,
  type MaturityRecord,
} from "@muster/insights";
import { expect, test } from "vitest";
import { page } from "../frame.ts";
import { pageText, type Html } from "../html.ts";
import { actionsPage, itemsOf } from "./actions.ts";
import { drillPage, drillsPage } from "./drills.ts";
import { incidentPage } from "./incident.ts";
import { incidentsPage } from "./incidents.ts";
import { maturityPage } from "./maturity.ts";
import { metricsPage, readMetricsQuery } from "./metrics.ts";
import { onCallPage } from "./on-call.ts";

/** The words of a page, as they are read one after the other. */
const words = (body: Html): string =>
  pageText(body)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const evil = "Withdrawals fail \u202egnp.exe <img src=x onerror=alert(1)> [x](javascript:alert(1))";
const story = play(
  declared({ title: evil, source: { kind: "message", ref: "1", url: "javascript:alert(1)", name: null } }),
  [1, examples["take-role"], by(ada)],
  [
    4,
    {
      do: "note",
      text: "The feed is silent",
      url: null,
      attachments: [],
      saidAt: null,
      saidBy: null,
    } as never,
    by(bo),
  ],
);

const open = (incident: Incident): Html =>
  incidentPage({ team: "acme", incident, policy, remotes: {}, now: at(10) });

test("one incident with its times in UTC, its people and all that happened in order", () => {
  const text = words(open(story.incident));
  expect(text).toMatch(/INC-1 Withdrawals fail/);
  expect(text).toContain("Declared 2026-01-05 09:00");
  expect(text).toContain("Mitigated unknown");
  expect(text.indexOf("09:00")).toBeLessThan(text.indexOf("09:04"));
});

test("nothing that somebody wrote becomes markup, a link to a script, or turned text", () => {
  const markup = pageText(open(story.incident));
  expect(markup).not.toContain("<img");
  expect(markup).not.toMatch(/href="(?!https?:|\/|#)/);
  expect(markup).not.toContain("\u202e");
  expect(markup).toContain("&lt;img src=x onerror=alert(1)&gt;");
});

test("a list goes on from where the page before ended, and says when there is nothing", () => {
  const list = (incidents: Incident[], next: string | null) =>
    incidentsPage({
      team: "acme",
      query: { filter: "active", before: null },
      incidents: incidents.map((incident) => ({ incident, policy })),
      next,
    });
  expect(pageText(list([story.incident], "INC-1"))).toContain(
    'href="/app/acme/incidents?show=active&amp;before=INC-1"',
  );
  expect(words(list([], null))).toContain("No incident is under way that you can see.");
});

test("what is overdue stands first and says so in words", () => {
  const item = { owner: bo, done: false, at: at(0).toISOString() };
  const incident: Incident = {
    ...story.incident,
    actions: [
      { ...item, id: "A1", text: "later", due: "2026-02-01" },
      { ...item, id: "A2", text: "late", due: "2026-01-03" },
      { ...item, id: "A3", text: "gone", due: "2026-01-02", done: true },
    ],
  };
  const text = words(actionsPage({ team: "acme", policy, items: itemsOf([incident]), now: at(0) }));
  expect(text).toMatch(/2 open, 1 overdue \..*INC-1\/A2 late .* Overdue INC-1\/A1 later/);
  expect(text).not.toContain("gone");
});

test("who is on call now, the weeks ahead, and what to do when nobody is", () => {
  const rota = {
    weeks: [
      { week: "2026-W01", people: ["cy"] },
      { week: "2026-W02", people: ["ada", "bo"] },
    ],
    problems: [],
  };
  const text = words(onCallPage({ policy, now: at(0), onCall: [ada, cy], rota }));
  expect(text).toMatch(/Now, in 2026-W02 First ada Second cy/);
  expect(text).not.toContain("2026-W01");
  expect(words(onCallPage({ policy, now: at(0), onCall: [], rota: null }))).toContain(
    "Add a row for 2026-W02",
  );
});

test("figures stand with how many they are of and how many nobody knows; what is not known is no 0", () => {
  const past = pastIncident(story.incident, story.events, policy);
  const report = metricsOf([past], { now: at(30), by: "severity" });
  const query = readMetricsQuery(new URLSearchParams("period=never&by=constructor"));
  expect(query).toEqual({ period: "all", by: "severity" });
  const text = words(metricsPage({ team: "acme", query, report, charts: [] }));
  expect(text).toMatch(/Time to acknowledge declaration → acknowledgement 1 min – 1 min – 1 min 1 min 1 0/);
  expect(text).toMatch(/Time to mitigate detection → mitigation – – – – 0 1 \(1 not yet\)/);
  expect(text).toContain("No drill was run in this span.");
  expect(text).toMatch(/P1 \(atrium\) 1 1 min n 1/);
});

test("the maturity page tells observed from attested, and says when there is too little", () => {
  const attestation = {
    item: "handling",
    level: 3,
    note: "<i>we are good</i>",
    by: ada,
    at: at(0).toISOString(),
  } as const;
  const record: MaturityRecord = {
    incidents: [],
    policies: [],
    rota: [],
    checkpoints: 0,
    attestations: [attestation],
    people: [ada],
    unread: 0,
  };
  const report = maturityReport(record, at(30));
  const body = maturityPage({ report, trend: maturityTrend(record, at(30)) });
  const text = words(body);
  expect(text).toContain("Handling incidents: insufficient data");
  expect(text).toContain("Level 1, not supported");
  expect(text).toMatch(/Attested, beside that: level 3, by ada on 2026-01-05/);
  expect(pageText(body)).toContain("&lt;i&gt;we are good");
});

test("a drill is scored on its page once it is over, and until then tells nothing of what is to come", () => {
  const begun = play(planned(), [1, examples["join-drill"]], [2, examples["begin-drill"]]);
  const show = ({ incident }: Story): string => {
    const score = scoreDrill(incident, policy)!; // It is a drill.
    const drill = { incident, score };
    return `${words(drillsPage({ team: "acme", drills: [drill] }))} ${words(drillPage({ team: "acme", drill }))}`;
  };
  expect(show(begun)).toContain("It is scored once it is over");
  expect(show(begun)).not.toMatch(/What came in|Severity chosen/);
  const over = play(begun, [30, examples["abort-drill"]]);
  expect(show(over)).toMatch(/× Aborted/);
  expect(show(over)).toContain("It was aborted, because a real incident.");
  expect(show(over)).toMatch(/Severity chosen/);
});

test("a page has one main part, one heading of the first order, and a way past the navigation", () => {
  const reader = { name: "ada", team: { id: "acme", name: "Acme" }, others: [] };
  const whole = pageText(
    page({ styleUrl: "/assets/x.css", reader }, { title: "x", here: "incidents" }, open(story.incident)),
  );
  expect(whole.match(/<main /g)).toHaveLength(1);
  expect(whole.match(/<h1[ >]/g)).toHaveLength(1);
  expect(whole).toContain('<a class="skip" href="#main">');
  expect(whole).not.toMatch(/<script|style="|onclick/);
});
