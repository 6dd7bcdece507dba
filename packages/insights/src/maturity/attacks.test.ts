import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  everybody,
  inside,
  type DrillPlan,
  type EventBody,
  type Incident,
  type Person,
} from "@muster/incident";
import { by } from "@muster/incident/testing";
import { attest } from "./attest.ts";
import { caseAt } from "./facts/case.ts";
import { itemIds, type ItemId } from "./model.ts";
import type { MaturityRecord, RecordedIncident } from "./record.ts";
import { maturityReport, type MaturityReport } from "./report.ts";
import {
  aDrill,
  ada,
  aRecord,
  bo,
  daysAgo,
  dayMin,
  exemplary,
  exemplaryTeam,
  retold,
  tell,
  ticked,
  today,
  type Step,
} from "./testing.ts";

const observed = (report: MaturityReport): (number | null)[] => report.items.map((item) => item.observed);
const reportOf = (record: MaturityRecord): MaturityReport => maturityReport(record, today);
const levelsOf = (record: MaturityRecord): (number | null)[] => observed(reportOf(record));
const asNumber = (level: number | null): number => level ?? -1;
const withMore = (record: MaturityRecord, more: readonly RecordedIncident[]): MaturityRecord => ({
  ...record,
  incidents: [...record.incidents, ...more],
});
const nothing = itemIds.map(() => null);

/** Declared and closed within minutes, with as much ticked and written as one person can. */
function trivial(ref: string, began: Date, who: Person = ada, minutes = 5): RecordedIncident {
  return tell(ref, began, {
    by: who,
    declaration: { title: `Small thing ${ref}`, level: "P2" },
    steps: [
      [0.2, { do: "take-role", role: "commander" }, who],
      [0.4, { do: "update", text: `still looking at ${ref}` }, who],
      [0.6, { do: "note", text: "it moves", saidBy: null, saidAt: null, url: null, attachments: [] }, who],
      [minutes - 1, { do: "mitigate", what: "fixed it", verified: "it works" }, who],
      [minutes, { do: "resolve", summary: `all of ${ref} is well again` }, who],
      [minutes + 1, { do: "add-action", text: "never again", owner: who, due: "9d", kind: "runbook" }, who],
      [minutes + 2, { do: "complete-action", action: "A1" }, who],
      [
        minutes + 3,
        { do: "hold-meeting", attendees: "me and myself", points: "we talked over all of it at length" },
        who,
      ],
    ],
  });
}

/** What a small team has before anybody tries anything: nothing that supports a level. */
const few = aRecord([exemplary("INC-1", daysAgo(300)), exemplary("INC-2", daysAgo(200))]);
const weak = aRecord(
  [0, 1, 2, 3].map((index) =>
    tell(`INC-${index}`, daysAgo(200 - index * 20), {
      declaration: { level: "P2" },
      steps: [
        [5, { do: "take-role", role: "commander" }, ada],
        [9, { do: "update", text: `we look at number ${"xyzw"[index] ?? ""}` }, bo],
        [
          10,
          { do: "note", text: "it is the relay", saidBy: null, saidAt: null, url: null, attachments: [] },
          bo,
        ],
        [30, { do: "resolve", summary: `restarted the ${"abcd"[index] ?? ""} relay` }, ada],
      ],
    }),
  ),
);

describe("too few incidents support nothing", () => {
  test("two good incidents are insufficient data, and so is one with a drill", () => {
    expect(levelsOf(few)).toEqual(nothing);
    const one = aRecord([exemplary("INC-1", daysAgo(90)), aDrill("INC-2", daysAgo(60), "Lost signer")]);
    expect(levelsOf(one)).toEqual(nothing);
    expect(reportOf(one).items.map(({ verdict }) => verdict)).toEqual(itemIds.map(() => "insufficient data"));
    expect(reportOf(one).items[0]?.next).toMatchObject({ row: "sample" });
    expect(levelsOf(aRecord([]))).toEqual(nothing);
  });

  test("what happened before the last twelve months counts no more", () => {
    const old = aRecord([400, 430, 460, 490].map((days, index) => exemplary(`INC-${index}`, daysAgo(days))));
    expect(levelsOf(old)).toEqual(nothing);
  });
});

describe("what cannot raise a level", () => {
  const hundred = Array.from({ length: 100 }, (_, index) =>
    trivial(`INC-${index + 100}`, daysAgo(1 + (index % 300), index % 24)),
  );

  test("a hundred incidents that one person declared and closed within minutes", () => {
    expect(levelsOf(aRecord(hundred))).toEqual(nothing);
    expect(levelsOf(withMore(few, hundred))).toEqual(nothing);
    const report = reportOf(withMore(few, hundred));
    expect(report.setAsideCount).toBe(100);
    expect(report.setAside[0]?.why).toBe("one person did all of it");
    for (const [at, level] of levelsOf(withMore(weak, hundred)).entries())
      expect(asNumber(level)).toBeLessThanOrEqual(asNumber(levelsOf(weak)[at] ?? null));
  });

  test("the same with two accounts, but over within minutes; or slower, with the same words again and again", () => {
    const quick = Array.from(
      { length: 20 },
      (_, index) =>
        retold(aRecord([trivial(`INC-${index + 300}`, daysAgo(index + 1))]), (event) =>
          event.type === "noted" || event.type === "updated" ? { ...event, by: bo } : event,
        ).incidents.at(0)!, // A record of one.
    );
    expect(reportOf(aRecord(quick)).setAside[0]?.why).toBe("it was over in less than 10 minutes");
    const copies = Array.from({ length: 20 }, (_, index) =>
      tell(`INC-${index + 300}`, daysAgo(index + 1), {
        declaration: { title: `Incident number ${index}`, level: "P2" },
        steps: weakSteps,
      }),
    );
    const report = reportOf(aRecord(copies));
    expect(observed(report)).toEqual(nothing);
    expect(report.sample.incidents).toBe(1);
    expect(report.setAside[0]?.why).toMatch(/^it tells in the same words what INC-319 told$/);
  });

  const weakSteps: Step[] = [
    [1, { do: "take-role", role: "commander" }, ada],
    [2, { do: "update", text: "we look at it" }, bo],
    [3, { do: "note", text: "it is the relay", saidBy: null, saidAt: null, url: null, attachments: [] }, bo],
    [30, { do: "resolve", summary: "restarted the relay" }, ada],
  ];

  test("two accounts of one person are one person, as soon as anything joins them", () => {
    const onDiscord: Person = { name: "ada", discord: ada.discord, github: null };
    const onGithub: Person = { name: "ada-l", discord: null, github: "ada" };
    const both = tell("INC-1", daysAgo(5), {
      by: onDiscord,
      declaration: { level: "P2" },
      steps: weakSteps.map(([minute, what], index) => [
        minute,
        what,
        index % 2 === 0 ? onDiscord : by(onGithub, { via: "github" }),
      ]),
    });
    expect(reportOf(aRecord([both])).setAside).toEqual([
      { ref: "INC-1", why: "one person did all of it", isDrill: false },
    ]);
  });

  test("boxes that are ticked without a trace, and one word under all of them", () => {
    const year = exemplaryTeam();
    for (const note of [null, "done", "as the runbook says"]) {
      const report = reportOf(
        retold(year, (event) => (event.type === "step-ticked" ? { ...event, note } : event)),
      );
      expect(report.items[0]?.observed).toBe(1);
      expect(report.items[0]?.failing).toEqual(
        expect.arrayContaining(["handling.decentralised", "handling.steps"]),
      );
    }
  });

  test("drills that are called real: the declaration decides, and what says of itself that it is practice supports nothing", () => {
    const drills = ["Lost signer", "Poisoned package", "Stolen domain", "Drained pool"].map((title, index) =>
      aDrill(`INC-${index + 1}`, daysAgo(200 - index * 30), title),
    );
    const renamed = drills.map((one) => ({
      ...one,
      incident: { ...one.incident, isDrill: false } as Incident,
    }));
    expect(levelsOf(aRecord(renamed))).toEqual(nothing);
    expect(reportOf(aRecord(renamed)).sample).toMatchObject({ incidents: 0, drills: 4 });

    const titles = [
      "Q3 drill: lost signer",
      "[TEST] relay down",
      "Tabletop on keys",
      "Key loss, this is an exercise",
    ];
    const declaredReal = titles.map((title, index) =>
      tell(`INC-${index + 1}`, daysAgo(200 - index * 30), {
        declaration: { title, level: "P2" },
        steps: weakSteps,
      }),
    );
    const report = reportOf(aRecord(declaredReal));
    expect(observed(report)).toEqual(nothing);
    expect(new Set(report.setAside.map(({ why }) => why))).toEqual(
      new Set(["it says of itself that it is practice, and was not declared as a drill"]),
    );
  });

  test("a drill that was called off, a roll-call, and a drill that is declared as real are no drills and no incidents", () => {
    const plan = (kind: "scenario" | "rollcall"): DrillPlan => ({
      kind,
      scenario: "key-compromise",
      name: "Lost signer",
      version: 1,
      about: "a signer",
      opening: "a signer is gone",
      speed: 4,
      isFull: false,
      takesMin: 40,
      injects: [],
      reportPath: null,
      asked: [],
      groups: [],
    });
    const practised = (ref: string, end: EventBody, isDrill = true) =>
      tell(ref, daysAgo(20), {
        declaration: { title: `Signer of ${ref} is gone`, isDrill, level: "P2" },
        steps: [
          [0, { type: "drill-planned", plan: plan("scenario") }, ada],
          [0.5, { type: "drill-begun" }, ada],
          [1, { do: "take-role", role: "commander" }, ada],
          [2, { do: "update", text: "we look for the key" }, ada],
          [
            3,
            {
              do: "note",
              text: "it is not in the safe",
              saidBy: null,
              saidAt: null,
              url: null,
              attachments: [],
            },
            bo,
          ],
          [4, { do: "note", text: "here it is", saidBy: null, saidAt: null, url: null, attachments: [] }, bo],
          [5, end, ada],
        ],
      });
    const ended: EventBody = { type: "drill-ended", because: "time" };
    const report = reportOf(
      aRecord([
        practised("INC-1", ended),
        practised("INC-2", { type: "drill-aborted", reason: "a real one" }),
        tell("INC-3", daysAgo(20), {
          declaration: { title: "Who is there?", isDrill: true, level: "P2" },
          steps: [
            [0, { type: "drill-planned", plan: plan("rollcall") }, ada],
            [0.5, { type: "drill-begun" }, ada],
            [5, ended, ada],
          ],
        }),
        practised("INC-4", ended, false),
      ]),
    );
    // Five minutes at four times the speed are twenty.
    expect(report.sample).toEqual({ incidents: 0, drills: 1, unread: 0 });
    expect(report.setAside.toSorted((a, b) => (a.ref < b.ref ? -1 : 1))).toEqual([
      { ref: "INC-2", why: "it was called off", isDrill: true },
      { ref: "INC-4", why: "it was planned as a drill", isDrill: false },
    ]);
  });

  test("a real incident that is called a drill is no drill that was carried out for four of them", () => {
    const year = exemplaryTeam();
    const three = { ...year, incidents: year.incidents.filter(({ incident }) => incident.ref !== "INC-23") };
    expect(reportOf(three).items[0]?.observed).toBe(2);
    const solo = retold(aRecord([aDrill("INC-23", daysAgo(30), "Drained pool")]), (event) => ({
      ...event,
      by: ada,
    }));
    expect(reportOf(withMore(three, solo.incidents)).items[0]?.observed).toBe(2);
  });

  test("incidents that were imported or read back, dismissed, merged, or still going on", () => {
    const good = [3, 2, 1].map((index) => exemplary(`INC-${index}`, daysAgo(index * 40)));
    const file = { key: "R1", slug: null, org: null, certainty: null, digest: "ab" };
    const imported = good.map(
      (one) =>
        retold(aRecord([one]), (event) =>
          event.type === "declared"
            ? { ...event, source: { ...event.source, kind: "import" as const } }
            : event.type === "role-accepted" && event.role === "commander"
              ? {
                  ...event,
                  type: "imported" as const,
                  file,
                  severity: null,
                  anchors: {},
                  leader: null,
                  published: null,
                  mitigation: null,
                  resolution: null,
                  sources: [],
                  told: [],
                }
              : event,
        ).incidents[0]!,
    );
    expect(levelsOf(aRecord(imported))).toEqual(nothing);
    expect(reportOf(aRecord(imported)).setAside[0]?.why).toMatch(/imported/);
    const dismissed = retold(aRecord(good), (event) =>
      event.type === "resolved" ? { ...event, type: "dismissed" as const, reason: "a test" } : event,
    );
    expect(levelsOf(dismissed)).toEqual(nothing);
    const open = retold(aRecord([5, 4, 3].map((days) => exemplary(`INC-${days}`, daysAgo(days)))), (event) =>
      event.type === "resolved" ? null : event,
    );
    expect(reportOf(open).setAside[0]?.why).toBe("it goes on");
  });

  test("one person who does everything, in incidents of any length", () => {
    const year = exemplaryTeam();
    expect(
      levelsOf(retold(year, (event) => (event.via === "discord" ? { ...event, by: ada } : event))),
    ).toEqual(nothing);
  });

  test("incidents of one person in which every step has its words lift no share that others do not reach", () => {
    const unticked = retold(exemplaryTeam(), (event) =>
      event.type === "step-ticked" ? { ...event, note: null } : event,
    );
    const solo = retold(
      aRecord(
        Array.from({ length: 12 }, (_, index) =>
          exemplary(`INC-${index + 600}`, daysAgo(20 + index * 25, 5)),
        ),
      ),
      (event) => (event.via === "discord" || event.via === "github" ? { ...event, by: ada } : event),
    );
    const before = reportOf(unticked);
    const after = reportOf(withMore(unticked, solo.incidents));
    expect(before.items[0]?.observed).toBe(1);
    expect(after.setAsideCount).toBe(12);
    expect(after.items[0]?.failing).toEqual(
      expect.arrayContaining(["handling.decentralised", "handling.steps"]),
    );
    expect(after.items[0]?.observed).toBe(1);
  });

  test("postmortems that are empty, that their only author approved, or that nobody read", () => {
    const year = exemplaryTeam();
    const reads = [
      {
        words: 12,
        parts: ["timeline", "cause", "lessons", "factors", "luck"] as const,
        authors: ["bo"],
        approvedBy: ["dee"],
      },
      { words: 900, parts: [], authors: ["bo"], approvedBy: ["dee"] },
      {
        words: 900,
        parts: ["timeline", "cause", "lessons", "factors", "luck"] as const,
        authors: [],
        approvedBy: ["dee"],
      },
      {
        words: 900,
        parts: ["timeline", "cause", "lessons", "factors", "luck"] as const,
        authors: ["bo"],
        approvedBy: ["bo"],
      },
    ];
    const analysis = (
      change: (
        event: Extract<RecordedIncident["events"][number], { type: "postmortem-published" }>,
      ) => RecordedIncident["events"][number],
    ) =>
      reportOf(retold(year, (event) => (event.type === "postmortem-published" ? change(event) : event)))
        .items[4]?.observed;
    expect(
      reads.map((read) => analysis((event) => ({ ...event, read: { ...read, parts: [...read.parts] } }))),
    ).toEqual([0, 0, 1, 1]);
    expect(analysis(({ read: _read, ...event }) => event)).toBe(0);
  });

  test("times that are set back afterwards", () => {
    const slow = retold(exemplaryTeam(), (event) =>
      event.type === "role-accepted" && event.role === "commander"
        ? { ...event, at: new Date(Date.parse(event.at) + 30 * 60_000).toISOString() }
        : event,
    );
    const backdated = retold(slow, (event) =>
      event.type === "public-drafted"
        ? {
            ...event,
            type: "time-set" as const,
            time: "acknowledged" as const,
            was: null,
            anchor: {
              at: event.at.replace(/:\d\d:/, ":01:"),
              precision: "minute" as const,
              basis: "estimate" as const,
            },
          }
        : event,
    );
    expect(reportOf(slow).items[1]?.observed).toBe(1);
    expect(reportOf(backdated).items[1]?.observed).toBe(1);
  });

  test("a case holds the times that Muster wrote down, whatever was set later", () => {
    const told = tell("INC-1", daysAgo(9), {
      declaration: { level: "P2" },
      steps: [
        [30, { do: "take-role", role: "commander" }, ada],
        [60, { do: "set-time", time: "acknowledged", at: "2026-11-18 09:01", isAbout: false }, ada],
      ],
    });
    expect(told.incident.anchors.acknowledged?.at).toBe("2026-11-18T09:01:00.000Z");
    const one = caseAt(told, { from: daysAgo(300), until: today }, () => null);
    expect(one?.incident.anchors.acknowledged?.at).toBe("2026-11-18T09:30:00.000Z");
  });

  test("action items that are closed as they are made, closed with a word alone, dropped, or due in ten years", () => {
    const year = exemplaryTeam();
    const feedback = (record: MaturityRecord) => reportOf(record).items[5]!; // The sixth of six.
    const addedAt = new Map(
      year.incidents.flatMap(({ incident }) =>
        incident.actions.map(({ id, at }) => [`${incident.ref}/${id}`, at] as const),
      ),
    );
    const atOnce = retold(year, (event, { incident }) =>
      event.type === "action-done"
        ? {
            ...event,
            at: addedAt.get(`${incident.ref}/${event.action}`) ?? event.at,
            said: { at: event.at, where: "issue" as const, url: "https://github.com/x" },
          }
        : event,
    );
    expect(feedback(atOnce).observed).toBe(0);
    const wordAlone = retold(year, (event) =>
      event.type === "work-seen"
        ? null
        : event.type === "action-done"
          ? {
              type: event.type,
              action: event.action,
              seq: event.seq,
              at: event.at,
              by: event.by,
              via: event.via,
              inRoom: event.inRoom,
            }
          : event,
    );
    expect(feedback(wordAlone).observed).toBe(0);
    const dropped = retold(year, (event) =>
      event.type === "action-done"
        ? { ...event, type: "action-moved" as const, status: "dropped" as const, reason: "no time" }
        : event,
    );
    expect(feedback(dropped).observed).toBe(0);
    const never = retold(year, (event) =>
      event.type === "action-done"
        ? null
        : event.type === "action-added"
          ? { ...event, due: "2036-01-01" }
          : event,
    );
    expect(feedback(never).rows.find(({ id }) => id === "feedback.done")?.state).toBe("fails");
    const moved = retold(year, (event) =>
      event.type === "action-added"
        ? { ...event, due: event.at.slice(0, 10) }
        : event.type === "noted"
          ? {
              ...event,
              type: "action-changed" as const,
              action: "A1",
              change: { due: "2026-12-30" },
              was: "",
            }
          : event,
    );
    expect(feedback(moved).rows.find(({ id }) => id === "feedback.done")?.state).toBe("fails");
  });

  test("a clock that chose the level, and calls that somebody answered for others", () => {
    const year = exemplaryTeam();
    const forOthers = retold(year, (event) =>
      event.type === "call-answered" ? { ...event, by: ada } : event,
    );
    const teams = (record: MaturityRecord) =>
      reportOf(record).items[1]!.rows.find(({ id }) => id === "cross-team.together")!;
    // Bo is named for contracts and cy for the community: they are two teams still.
    expect(teams(forOthers).state).toBe("passes");
    const aloneThen = retold(forOthers, (event) =>
      event.by.name === "cy" || event.by.name === "bo" || event.by.name === "dee" || event.by.name === "ivy"
        ? { ...event, by: ada }
        : event,
    );
    expect(teams(aloneThen).state).not.toBe("passes");
  });
});

describe("a named person's word stands beside what was observed and never becomes it", () => {
  const word = (item: ItemId, level: string, who: Person = ada) =>
    attest({ item, level, note: "I looked at all of it" }, by(who), today);

  test("every item attested at level 3 raises nothing, and a judgement of one's own work says that it is one", () => {
    const said = itemIds.map((item) => {
      const one = word(item, "3");
      if (!one.ok) throw new Error("refused");
      return one.value;
    });
    const report = maturityReport({ ...weak, attestations: said }, today);
    expect(observed(report)).toEqual(levelsOf(weak));
    expect(report.items[0]?.attested).toEqual([
      {
        level: 3,
        note: "I looked at all of it",
        by: "ada",
        at: today.toISOString(),
        tookPartIn: 4,
        isOld: false,
      },
    ]);
    expect(levelsOf({ ...few, attestations: said })).toEqual(nothing);
  });

  test("only each assessor's latest word is shown, and an old one says that it is old", () => {
    const first = {
      item: "handling",
      level: 2,
      note: "looked at it",
      by: bo,
      at: daysAgo(500).toISOString(),
    } as const;
    const later = { ...first, level: 1, by: ada, at: daysAgo(20).toISOString() } as const;
    const last = { ...later, level: 3, at: daysAgo(10).toISOString() } as const;
    const report = maturityReport({ ...weak, attestations: [first, later, last] }, today);
    expect(report.items[0]?.attested.map(({ level, isOld }) => [level, isOld])).toEqual([
      [3, false],
      [2, true],
    ]);
  });

  test("without a name, a level or a reason it is refused with what to write instead", () => {
    const nobody: Person = { name: "somebody", discord: null, github: null };
    expect(word("handling", "3", nobody)).toEqual({ ok: false, refused: { because: "nobody-by-name" } });
    expect(word("handling", "4")).toMatchObject({ refused: { because: "unknown-maturity-level" } });
    expect(attest({ item: "2.1", level: "1", note: "I looked at it" }, by(ada), today)).toMatchObject({
      refused: { because: "unknown-item" },
    });
    expect(attest({ item: "analysis", level: "1", note: "fine" }, by(ada), today)).toMatchObject({
      refused: { because: "note-missing" },
    });
  });
});

describe("whoever may not know of an incident cannot tell that it is there", () => {
  test("a restricted incident is not counted, not set aside and not named for the public, and is for those inside", () => {
    const year = exemplaryTeam();
    const hidden = year.incidents.map((one, index) =>
      index === 3
        ? {
            ...one,
            incident: {
              ...one.incident,
              restricted: { since: "2026-01-01T00:00:00.000Z", why: "open hole", by: ada },
            },
          }
        : one,
    );
    const without = { ...year, incidents: year.incidents.filter((_, index) => index !== 3) };
    const record = { ...year, incidents: hidden };
    expect(maturityReport(record, today, everybody)).toEqual(maturityReport(without, today, everybody));
    expect(maturityReport(record, today, inside).sample.incidents).toBe(10);
  });
});

describe("whatever is added", () => {
  const year = exemplaryTeam();
  const stories = fc.record({
    days: fc.integer({ min: 1, max: 360 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minutes: fc.integer({ min: 3, max: 9 }),
    people: fc.constantFrom([ada], [ada, bo]),
    isDrill: fc.boolean(),
    level: fc.constantFrom("P0", "P1", "P2", "P3", null),
    ends: fc.constantFrom("resolve", "dismiss", "open"),
    isTicked: fc.boolean(),
    title: fc.constantFrom("Relay down", "Test", "Drill of the quarter", "Pool drained"),
  });

  type Told = typeof stories extends fc.Arbitrary<infer One> ? One : never;
  function poor(
    { days, hour, minutes, people, isDrill, level, ends, isTicked, title }: Told,
    at: number,
  ): RecordedIncident {
    const other = people.at(-1) ?? ada;
    const steps: Step[] = [
      [1, { do: "update", text: `number ${"abcdefgh"[at % 8] ?? ""}` }, other],
      ...(ends === "resolve" && level !== null
        ? [[minutes, { do: "resolve", summary: "it is well" }, ada] as Step]
        : []),
      ...(ends === "dismiss" ? [[minutes, { do: "dismiss", reason: "nothing" }, ada] as Step] : []),
      [dayMin, { do: "add-action", text: "look at it", owner: ada, due: "3d", kind: "runbook" }, ada],
      [dayMin + 1, { do: "complete-action", action: "A1" }, ada],
    ];
    const told = tell(`INC-${500 + at}`, daysAgo(days, hour), {
      by: ada,
      declaration: { title, level, isDrill },
      steps: ends === "dismiss" ? steps.slice(0, 2) : steps,
    });
    return isTicked && ends !== "dismiss" ? ticked(told, daysAgo(days, hour)) : told;
  }

  test.each([
    ["a full year", year, 12],
    ["two good incidents", few, 12],
    ["four poor ones", weak, 12],
  ])(
    "poor incidents never raise a level of %s, and the order of incidents changes nothing",
    (_, base, numRuns) => {
      const before = levelsOf(base);
      fc.assert(
        fc.property(fc.array(stories, { minLength: 1, maxLength: 6 }), fc.integer(), (told, seed) => {
          const more = told.map(poor);
          const record = withMore(base, more);
          const report = reportOf(record);
          for (const [at, item] of report.items.entries())
            expect(asNumber(item.observed)).toBeLessThanOrEqual(asNumber(before[at] ?? null));
          const turned = record.incidents.toSorted(
            (a, b) => hash(a.incident.ref, seed) - hash(b.incident.ref, seed),
          );
          expect(reportOf({ ...record, incidents: turned })).toEqual(report);
        }),
        { numRuns },
      );
    },
  );
});

function hash(text: string, seed: number): number {
  let found = seed | 0;
  for (const letter of text) found = Math.imul(found ^ letter.charCodeAt(0), 16_777_619);
  return found;
}
