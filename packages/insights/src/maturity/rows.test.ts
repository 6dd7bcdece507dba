import { describe, expect, test } from "vitest";
import type { IncidentEvent } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { itemIds } from "./model.ts";
import type { MaturityRecord } from "./record.ts";
import { maturityReport, maturityTrend, type MaturityReport } from "./report.ts";
import { maturityRows } from "./rows/index.ts";
import { ada, bo, dee, eve, exemplaryTeam, retold, ruledBy, today } from "./testing.ts";

const whole = exemplaryTeam();
const best = maturityReport(whole, today);

const rowOf = (report: MaturityReport, id: string) =>
  report.items.flatMap(({ rows }) => rows).find((row) => row.id === id)!; // Every id below is a row's.
const itemOf = (report: MaturityReport, row: string) =>
  report.items.find(({ id }) => row.startsWith(`${id}.`))!;

type Without = (record: MaturityRecord) => MaturityRecord;
const drop =
  (...types: IncidentEvent["type"][]): Without =>
  (record) =>
    retold(record, (event) => (types.includes(event.type) ? null : event));
const change =
  (to: (event: IncidentEvent) => IncidentEvent | null): Without =>
  (record) =>
    retold(record, to);
const rule =
  (to: (policy: Policy) => Partial<Policy>): Without =>
  (record) =>
    ruledBy(record, (policy) => ({ ...policy, ...to(policy) }));
const later = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * 60_000).toISOString();
const mapped = <Value>(all: Record<string, Value>, to: (one: Value) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(all).map(([id, one]) => [id, to(one)]));

/** For each row: the lines that it stands for, and a year that is the same but for what the row asks. */
const rows: [title: string, row: string, without: Without][] = [
  [
    "S2-2, S2-3, S2-4: the written process is a policy with levels, roles and steps",
    "handling.policy",
    (record) => ({ ...record, policies: [] }),
  ],
  [
    "S2-1, S2-4: an incident was classified by a person, responded to and closed",
    "handling.run",
    change((event) => (event.type === "severity-set" ? { ...event, via: "timer" } : event)),
  ],
  [
    "S2-5: what is in use has roles and runbooks",
    "handling.equipped",
    (record) =>
      rule(({ kinds }) => ({ kinds: mapped(kinds, (kind) => ({ ...kind, runbooks: [] })) }))(
        drop("runbook-opened")(record),
      ),
  ],
  [
    "S2-5: a runbook for keys or contracts was gone through with a trace of each step",
    "handling.decentralised",
    change((event) =>
      event.type === "step-ticked" && event.step.startsWith("key-compromise.")
        ? { ...event, note: null }
        : event,
    ),
  ],
  [
    "S2-5: half of the incidents went through 80 % of the steps",
    "handling.steps",
    change((event) => (event.type === "step-ticked" ? { ...event, note: null } : event)),
  ],
  [
    "S2-6: four drills of three scenarios",
    "handling.drills",
    (record) => ({
      ...record,
      incidents: record.incidents.filter(({ incident }) => incident.ref !== "INC-20"),
    }),
  ],
  [
    "S2-6: what drills brought to light is put right",
    "handling.drill-items",
    (record) =>
      retold(record, (event, { incident }) =>
        incident.isDrill && event.type === "action-done" ? null : event,
      ),
  ],
  [
    "S2-6: the policy was changed because of incidents",
    "handling.amended",
    (record) => ({ ...record, policies: record.policies.map((one) => ({ ...one, commit: "another" })) }),
  ],
  [
    "S2-6: alerts about chains and keys took part",
    "handling.tools",
    change((event) =>
      event.type === "declared"
        ? { ...event, signals: event.signals.map((signal) => ({ ...signal, title: "RpcDown" })) }
        : event,
    ),
  ],
  [
    "S2-6: how far people keep to it can be followed over time",
    "handling.adherence",
    (record) => ({
      ...record,
      incidents: record.incidents.filter(({ incident }) => incident.isDrill || incident.date > "2026-06-01"),
    }),
  ],
  [
    "S2-8, S2-9: a roster names people of two teams",
    "cross-team.roster",
    (record) =>
      drop("call-answered")(
        rule(({ groups, experts }) => ({
          groups: mapped(groups, (group) => ({ ...group, people: [] })),
          experts: mapped(experts, (expert) => ({ ...expert, primary: null, backup: [] })),
        }))(record),
      ),
  ],
  [
    "S2-7, S2-9: people of two teams responded to one incident",
    "cross-team.together",
    rule(() => ({ groups: {}, experts: {} })),
  ],
  [
    "S2-10: somebody leads in time",
    "cross-team.led-in-time",
    change((event) =>
      event.type === "role-accepted" && event.role === "commander"
        ? { ...event, at: later(event.at, 20) }
        : event,
    ),
  ],
  [
    "S2-10: a role that is taken over was not handed over",
    "cross-team.handovers",
    change((event) =>
      event.type === "role-accepted" && event.role === "communications" ? { ...event, from: bo } : event,
    ),
  ],
  [
    "S2-10: each incident has its channel",
    "cross-team.channel",
    change((event) =>
      event.type === "severity-set"
        ? { ...event, terms: { ...event.terms, opens: { ...event.terms.opens, channel: false } } }
        : event,
    ),
  ],
  [
    "S2-10: each domain has a backup",
    "cross-team.backups",
    rule(({ experts }) => ({ experts: mapped(experts, (expert) => ({ ...expert, backup: [] })) })),
  ],
  [
    "S2-11: pages are answered in more than one part of the day",
    "cross-team.round-the-clock",
    change((event) => ({ ...event, at: event.at.replace(/T(?:02|10|18):/, "T09:") })),
  ],
  [
    "S2-11: others than those who fix share the room",
    "cross-team.board",
    change((event) => (event.type === "role-accepted" && event.role === "communications" ? null : event)),
  ],
  ["S2-11: help from outside was reached", "cross-team.partners", drop("packet-sent")],
  [
    "S2-11: the lead does not hang on one person",
    "cross-team.shared-lead",
    change((event) =>
      event.type === "role-accepted" && event.role === "commander" ? { ...event, by: ada } : event,
    ),
  ],
  [
    "S2-12, S2-14: incidents are followed in one place from beginning to end",
    "reporting.register",
    (record) => ({ ...record, incidents: record.incidents.slice(0, 2) }),
  ],
  [
    "S2-13, S2-14: incidents have an issue from the template",
    "reporting.template",
    (record) => ({
      ...record,
      incidents: record.incidents.map((one) => ({ ...one, links: { issue: null, room: null } })),
    }),
  ],
  [
    "S2-14: the team or its monitoring reported",
    "reporting.from-inside",
    (record) => ({
      ...record,
      incidents: record.incidents.filter(({ incident }) => incident.source.kind === "report"),
    }),
  ],
  [
    "S2-14: somebody from outside reported",
    "reporting.from-outside",
    (record) => ({
      ...record,
      incidents: record.incidents.filter(({ incident }) => incident.source.kind !== "report"),
    }),
  ],
  [
    "S2-15: every incident tells what it has to",
    "reporting.fields",
    change((event) => (event.type === "resolved" ? { ...event, summary: "ok" } : event)),
  ],
  [
    "S2-15: the first word comes in time",
    "reporting.in-time",
    change((event) => (event.type === "updated" ? { ...event, at: later(event.at, 45) } : event)),
  ],
  [
    "S2-15: everybody whom the level names is reached",
    "reporting.stakeholders",
    change((event) =>
      event.type === "severity-set" ? { ...event, terms: { ...event.terms, pages: [] } } : event,
    ),
  ],
  [
    "S2-15: where data may be out somebody says whether an authority is told",
    "reporting.authorities",
    change((event) =>
      event.type === "kind-set" ? { ...event, kind: "breach", name: "Data breach" } : event,
    ),
  ],
  [
    "S2-15: the register and the issues agree",
    "reporting.reconciled",
    (record) => ({
      ...record,
      incidents: record.incidents.map((one, index) =>
        index === 0 ? { ...one, links: { ...one.links, issue: null } } : one,
      ),
    }),
  ],
  [
    "S2-16: alerts become incidents within five minutes",
    "reporting.alerts",
    change((event) =>
      event.type === "declared"
        ? {
            ...event,
            signals: event.signals.map((signal) => ({ ...signal, startedAt: later(signal.startedAt, -30) })),
          }
        : event,
    ),
  ],
  [
    "S2-16: everybody can see how it stands while it goes on",
    "reporting.live",
    change((event) => (event.type === "public-published" ? { ...event, at: later(event.at, 60) } : event)),
  ],
  [
    "S2-16: updates are hardly ever overdue",
    "reporting.overdue",
    change((event) =>
      event.type === "noted"
        ? {
            ...event,
            type: "reminded",
            timer: "update",
            of: { about: "update", everyMin: 30, lastAt: event.at },
          }
        : event,
    ),
  ],
  [
    "S2-16: what happened can be read in the index",
    "reporting.index",
    rule(({ postmortem }) => ({ postmortem: { ...postmortem, index: false } })),
  ],
  [
    "S2-16: the record is as it was written",
    "reporting.whole",
    (record) => ({
      ...record,
      incidents: record.incidents.map((one, index) =>
        index === 2 ? { ...one, fault: "Entry 4 was changed after it was written." } : one,
      ),
    }),
  ],
  [
    "S2-17, S2-20: it is settled where the community reads",
    "community.channels",
    rule(() => ({ publications: {} })),
  ],
  [
    "S2-18, S2-20: there is a way to start an incident",
    "community.trigger",
    (record) => ({ ...record, incidents: [] }),
  ],
  [
    "S2-19, S2-20: somebody is there for words to the outside",
    "community.spokesperson",
    change((event) => (event.type === "role-accepted" && event.role === "communications" ? null : event)),
  ],
  [
    "S2-20: the public was told with words that a second person approved",
    "community.approved",
    change((event) => (event.type === "public-drafted" ? { ...event, by: dee } : event)),
  ],
  [
    "S2-21: the next word comes when it was promised",
    "community.promises",
    change((event) =>
      event.type === "public-published" && event.isLast ? { ...event, at: later(event.at, 180) } : event,
    ),
  ],
  [
    "S2-21: notices are built from templates",
    "community.templates",
    change((event) => (event.type === "public-drafted" ? { ...event, template: null } : event)),
  ],
  [
    "S2-21: whoever speaks does not fix",
    "community.free-hands",
    change((event) =>
      event.type === "role-accepted" && event.role === "communications" ? { ...event, by: bo } : event,
    ),
  ],
  [
    "S2-21: the public hears that it is over",
    "community.endings",
    change((event) =>
      event.type === "public-drafted" && event.isLast ? { ...event, isLast: false } : event,
    ),
  ],
  [
    "S2-22: what the community reports is answered within a day",
    "community.listening",
    change((event) =>
      event.type === "severity-set"
        ? {
            ...event,
            at: later(event.at, 0),
            by: eve,
          }
        : event,
    ),
  ],
  [
    "S2-22: the team tells of what it need not tell",
    "community.unforced",
    (record) => ({
      ...record,
      incidents: record.incidents.filter(({ incident }) => incident.ref !== "INC-11"),
    }),
  ],
  [
    "S2-22: there was room for questions afterwards",
    "community.session",
    change((event) =>
      event.type === "meeting-held"
        ? { ...event, attendees: "ada, bo" }
        : event.type === "public-published"
          ? { ...event, opensThread: false }
          : event,
    ),
  ],
  ["S2-23, S2-25: a retrospective was held", "analysis.held", drop("meeting-held", "postmortem-published")],
  [
    "S2-24, S2-25: it is written down",
    "analysis.documented",
    change((event) =>
      event.type === "postmortem-published"
        ? { ...event, read: { ...event.read!, parts: ["timeline"] } }
        : event,
    ),
  ],
  [
    "S2-26: postmortems come in time",
    "analysis.in-time",
    change((event) =>
      event.type === "postmortem-published" ? { ...event, at: later(event.at, 3_000) } : event,
    ),
  ],
  [
    "S2-26: each leads to work",
    "analysis.leads-to-work",
    (record) =>
      retold(record, (event, { incident }) =>
        incident.ref === "INC-4" && event.type.startsWith("action-") ? null : event,
      ),
  ],
  [
    "S2-26: it asks what contributed and where you were lucky",
    "analysis.deeper",
    change((event) =>
      event.type === "postmortem-published"
        ? { ...event, read: { ...event.read!, parts: ["timeline", "cause", "lessons"] } }
        : event,
    ),
  ],
  [
    "S2-26: somebody else reviewed it",
    "analysis.reviewed",
    change((event) =>
      event.type === "postmortem-published"
        ? { ...event, read: { ...event.read!, approvedBy: ["bo"] } }
        : event,
    ),
  ],
  ["S2-27: what comes back is looked for", "analysis.recurring", drop("recurrence-linked")],
  [
    "S2-27: work that prevents is done in time",
    "analysis.prevention",
    (record) =>
      retold(record, (event, { incident }) =>
        !incident.isDrill && event.type === "action-done" ? null : event,
      ),
  ],
  [
    "S2-27: incidents do not come back",
    "analysis.returns",
    (record) =>
      retold(record, (event, { incident }) =>
        event.type === "decided" || event.type !== "noted" || incident.date < "2026-06-01"
          ? event
          : { ...event, type: "recurrence-linked", of: "INC-1", ofId: "id-INC-1" },
      ),
  ],
  [
    "S2-27: reviews are led by somebody who did not respond",
    "analysis.facilitated",
    change((event) => (event.type === "meeting-scheduled" ? { ...event, facilitator: bo } : event)),
  ],
  [
    "S2-28, S2-29: something that an incident taught changed how the next is met",
    "feedback.used",
    drop("work-seen"),
  ],
  ["S2-29: what people think should change is asked for", "feedback.captured", drop("feedback-given")],
  [
    "S2-30: after each incident somebody says whether alerts and runbooks must change",
    "feedback.asked",
    change((event) => (event.type === "feedback-given" && event.question === "response" ? null : event)),
  ],
  [
    "S2-30: what came of it is done in time",
    "feedback.done",
    change((event) => (event.type === "action-done" ? { ...event, at: later(event.at, 30 * 1_440) } : event)),
  ],
  [
    "S2-31: runbooks change soon after a postmortem",
    "feedback.soon",
    change((event) => (event.type === "action-done" ? { ...event, at: later(event.at, 31 * 1_440) } : event)),
  ],
  ["S2-31: a runbook that was changed was used later", "feedback.used-again", drop("runbook-opened")],
  [
    "S2-31: others than the responders change the process",
    "feedback.from-others",
    change((event) => (event.type === "action-added" ? { ...event, by: bo } : event)),
  ],
  [
    "S2-31: runbooks are up to date",
    "feedback.fresh",
    rule(({ runbooks }) => ({
      runbooks: mapped(runbooks, (one) => ({ ...one, updatedOn: "2020-01-01", reviewEveryDays: 180 })),
    })),
  ],
];

test("a team that does everything, with traces of it, reaches every level", () => {
  expect(best.items.map(({ id, observed, next }) => [id, observed, next])).toEqual(
    itemIds.map((id) => [id, 3, null]),
  );
});

describe("each row holds up its level by itself", () => {
  test("there is a case for each of them, and each stands for lines of its own level or below", () => {
    expect(rows.map(([, row]) => row).toSorted()).toEqual(maturityRows.map(({ id }) => id).toSorted());
    for (const [title, id] of rows) {
      const { lines } = maturityRows.find((row) => row.id === id)!; // Compared in the line above.
      expect(title.split(": ")[0]!.split(", ").toSorted()).toEqual(lines.toSorted());
    }
  });

  test.each(rows)("%s", (_, id, without) => {
    expect(["passes", "not-asked"]).toContain(rowOf(best, id).state);
    const report = maturityReport(without(whole), today);
    const row = rowOf(report, id);
    expect(["fails", "too-little"]).toContain(row.state);
    const item = itemOf(report, id);
    expect(item.failing).toContain(id);
    expect(item.observed === null || item.observed < row.level).toBe(true);
    expect(item.next).not.toBeNull();
  });
});

test("the trend is worked out anew for the end of each earlier quarter, from what was on record then", () => {
  const trend = maturityTrend(whole, today);
  expect(
    trend.map(({ until, incidents, observed }) => [until.slice(0, 10), incidents, observed.handling]),
  ).toEqual([
    ["2025-11-27", 0, null],
    ["2026-02-27", 2, null],
    ["2026-05-27", 5, 2],
    ["2026-08-27", 7, 2],
    ["2026-11-27", 10, 3],
  ]);
  expect(trend.at(-1)?.observed).toEqual(
    Object.fromEntries(best.items.map(({ id, observed }) => [id, observed])),
  );
});

test("where something is measured its median is shown with how many there are, and judges nothing by itself", () => {
  const medians = best.items.flatMap(({ rows: all }) =>
    all.flatMap(({ id, median }) => (median === null ? [] : [[id, median]])),
  );
  expect(Object.fromEntries(medians)).toEqual({
    "handling.steps": { value: 100, unit: "%", n: 10 },
    "cross-team.round-the-clock": { value: 3, unit: "min", n: 9 },
    "reporting.alerts": { value: 2, unit: "min", n: 6 },
    "community.listening": { value: 0, unit: "h", n: 3 },
    "feedback.soon": { value: 8, unit: "days", n: 9 },
  });
});
