import { findLevel, type Policy } from "@muster/policy";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clocksFor, runningClocks } from "./clocks-for.ts";
import { draftOf } from "./draft.ts";
import { filingTimers } from "./reminding.ts";
import { openQuestions } from "../assess/questions.ts";
import type { Command } from "../command.ts";
import { nextSteps } from "../next-steps.ts";
import { ada, at, bo, by, clock, examples, type Story } from "../testing.ts";
import { timersFor } from "../timers.ts";
import { fire, settingOf, skipGates, under, type Step, type World } from "../testing-policies.ts";

const all =
  "eu-personal-data, nis2, dora, sec-registrant, nydfs, hipaa, pci-merchant, uk, singapore-dpt, safe-harbor";
const world = under(settingOf(`extends: trustledger\nentity: { profiles: [${all}] }`));
const silent = under(settingOf("extends: atrium"));

const anchor = (name: string, since: string | null = null): Command => ({
  do: "set-anchor",
  anchor: name,
  facts: "as the log shows",
  since,
});
const submit = (id: string, change: Partial<Extract<Command, { do: "submit-report" }>> = {}): Command => ({
  ...examples["submit-report"],
  clock: id,
  ...change,
});
const close = (id: string, outcome: string): Command => ({
  do: "close-report",
  clock: id,
  outcome,
  reason: "because",
});
const story = (...steps: Step[]): Story => world.play(world.declare("P1"), ...steps);
/** When the clocks themselves ask, before asks are kept apart, in minutes. */
function due({ incident }: Story, policy: Policy): Record<string, number> {
  const level = findLevel(policy, incident.severity!.levelId); // Every story here has one.
  return Object.fromEntries(
    filingTimers({ incident, policy, level }).map(({ name, dueAt }) => [
      name,
      (dueAt.getTime() - at(0).getTime()) / 60_000,
    ]),
  );
}
const of = (played: Story, id: string, { policy }: World = world) =>
  clocksFor(played.incident, policy).find((one) => one.id === id)!;
const hour = 60;
const day = 24 * hour;
/** 5 January 2026, 09:00 UTC, is minute 0. */
const iso = (minutes: number): string => at(minutes).toISOString();

describe("S4-119: clocks start with what a person judged", () => {
  test("without it they wait, whatever else happened", () => {
    const free = skipGates(world.declare("P1"), world.policy, 5);
    const played = story(...free, [10, examples.mitigate], [60, examples.resolve]);
    expect(clocksFor(played.incident, world.policy).every(({ state }) => state === "waiting")).toBe(true);
    expect(runningClocks(played.incident, world.policy)).toEqual([]);
  });

  test.each([
    ["became-aware", "gdpr-33", 72 * hour],
    ["became-aware", "nis2-ew", 24 * hour],
    ["became-aware", "nis2-in", 72 * hour],
    ["became-aware", "uk-ico", 72 * hour],
    ["classified-major", "dora-init", 4 * hour],
    // From Monday, four and three business days.
    ["determined-material", "sec-8k-105", 4 * day],
    ["card-data-suspected", "pci-visa", 3 * day],
    ["card-data-suspected", "pci-visa-accounts", 14 * day],
    ["determined-occurred", "nydfs-17a", 72 * hour],
    ["ransom-paid", "nydfs-17c", 24 * hour],
    ["ransom-paid", "nydfs-17c-reasons", 30 * day],
    ["discovered", "mas-psn05", hour],
    ["discovered", "mas-psn05-report", 14 * day],
    ["discovered", "hipaa-ind", 60 * day],
    ["rescue-done", "harbor-deposit", 6 * hour],
    ["rescue-done", "harbor-dispute", 15 * day],
  ])("%s starts %s, which is due %i min later", (name, id, minutes) => {
    const played = story([30, anchor(name, "09:20")]);
    expect(of(played, id)).toMatchObject({ state: "running", startedAt: iso(20), dueAt: iso(20 + minutes) });
  });

  test("no timer and no alert can judge, and the facts belong to it", () => {
    expect(world.refusal(story(), anchor("became-aware"), clock)).toContain("for a person to judge");
    expect(world.refusal(story(), anchor("became-aware", "2026-01-06 09:00"))).toContain("in the future");
    expect(world.refusal(story(), { ...examples["set-anchor"], facts: " " })).toContain("`facts` is empty");
  });

  test("set anew with a better time, the clock counts from that, and both stay in the record", () => {
    const played = story([30, anchor("became-aware", "09:20")], [40, anchor("became-aware", "08:00")]);
    expect(of(played, "gdpr-33").dueAt).toBe(iso(-60 + 72 * hour));
    expect(played.incident.timeline.at(-1)!.text).toBe(
      "Became aware since 2026-01-05 08:00 UTC (was 2026-01-05 09:20 UTC): as the log shows",
    );
  });
});

describe("S4-119: DORA's chain", () => {
  test("the initial notification: 4 h from classification or 24 h from awareness, whichever is first", () => {
    const aware = story([0, anchor("became-aware")]);
    expect(of(aware, "dora-init").dueAt).toBe(iso(24 * hour));
    const early = world.play(aware, [60, anchor("classified-major")]);
    expect(of(early, "dora-init").dueAt).toBe(iso(5 * hour));
    const late = world.play(aware, [22 * hour, anchor("classified-major")]);
    expect(of(late, "dora-init").dueAt).toBe(iso(24 * hour));
  });

  test("classified only after the 24 h: 4 h from then", () => {
    const played = story([0, anchor("became-aware")], [30 * hour, anchor("classified-major")]);
    expect(of(played, "dora-init").dueAt).toBe(iso(34 * hour));
  });

  test("the intermediate report: 72 h from the submission, not from classification", () => {
    const played = story([0, anchor("classified-major")], [3 * hour, submit("dora-init")]);
    expect(of(played, "dora-int")).toMatchObject({ state: "running", dueAt: iso(75 * hour) });
    // The time at which it was sent counts, not the time at which somebody told Muster.
    const earlier = story(
      [0, anchor("classified-major")],
      [3 * hour, submit("dora-init", { submittedAt: "1h" })],
    );
    expect(of(earlier, "dora-int").dueAt).toBe(iso(74 * hour));
  });

  test("the final report: one month after the latest update of the intermediate one", () => {
    const played = story(
      [0, anchor("classified-major")],
      [60, submit("dora-init")],
      [2 * day, submit("dora-int")],
    );
    expect(of(played, "dora-fin").dueAt).toBe("2026-02-07T09:00:00.000Z");
    const updated = world.play(played, [26 * day, submit("dora-int", { reference: "update" })]);
    expect(updated.incident.timeline.at(-1)!.text).toContain("Update submitted: DORA: intermediate report");
    expect(of(updated, "dora-fin").dueAt).toBe("2026-02-28T09:00:00.000Z");
    expect(of(updated, "dora-int").state).toBe("submitted");
  });

  test("NIS2's final report counts from the first 72 h notification", () => {
    const played = story([0, anchor("became-aware")], [day, submit("nis2-in")], [2 * day, submit("nis2-in")]);
    expect(of(played, "nis2-fr").dueAt).toBe("2026-02-06T09:00:00.000Z");
  });

  test("what follows a report that does not apply does not apply either; taken back, it waits again", () => {
    const played = story([0, anchor("classified-major")], [5, close("dora-init", "not-applicable")]);
    expect(["dora-init", "dora-int", "dora-fin"].map((id) => of(played, id).state)).toEqual([
      "not-applicable",
      "not-applicable",
      "not-applicable",
    ]);
    const open = world.play(played, [6, close("dora-init", "open")]);
    expect(of(open, "dora-init").state).toBe("running");
    expect(of(open, "dora-fin").state).toBe("waiting");
  });
});

describe("S4-125: each clock ends as submitted, not applicable or missed", () => {
  const aware = story([0, anchor("became-aware")]);

  test("submitted, with when, its reference and where the copy is", () => {
    const played = world.play(aware, [day, submit("gdpr-33", { place: "drive/legal/4711.pdf" })]);
    expect(of(played, "gdpr-33")).toMatchObject({
      state: "submitted",
      submissions: [
        { reference: "BfDI 4711", place: "drive/legal/4711.pdf", submittedAt: iso(day), by: ada },
      ],
    });
    expect(played.incident.timeline.at(-1)!.text).toContain(
      "reference BfDI 4711, copy at drive/legal/4711.pdf",
    );
  });

  test("late, with a reason", () => {
    expect(world.refusal(aware, submit("gdpr-33", { submittedAt: null }))).toBeNull();
    const late: Step = [80 * hour, submit("gdpr-33")];
    expect(() => world.play(aware, late)).toThrow("A late report says why");
    const told = world.play(aware, [80 * hour, submit("gdpr-33", { reason: "the scope was unclear" })]);
    expect(told.incident.timeline.at(-1)!.text).toContain("late, because the scope was unclear");
  });

  test.each(["not-applicable", "missed"] as const)("%s, with a reason", (outcome) => {
    const played = world.play(aware, [10, close("gdpr-33", outcome)]);
    expect(of(played, "gdpr-33")).toMatchObject({ state: outcome, reason: "because" });
    expect(world.refusal(aware, { ...examples["close-report"], reason: "" })).toContain("empty");
  });

  test("an authority's extension or request to wait moves the deadline, and never brings it forward", () => {
    const until = (text: string): Command => ({ ...examples["extend-report"], until: text });
    expect(of(world.play(aware, [9, until("2026-02-01 12:00")]), "gdpr-33").dueAt).toBe(
      "2026-02-01T12:00:00.000Z",
    );
    expect(of(world.play(aware, [9, until("1d")]), "gdpr-33").dueAt).toBe(iso(72 * hour));
  });

  test("a change of level, the end of the incident and a merge leave every clock as it is", () => {
    const submitted = world.play(aware, [hour, submit("gdpr-33")]);
    const before = clocksFor(submitted.incident, world.policy);
    const changes: Step[][] = [
      [[70, { do: "change-severity", level: "P3", reason: "less" }]],
      [[70, { do: "change-severity", level: "P0", reason: null }]],
      [...skipGates(submitted, world.policy, 69), [70, examples.mitigate], [80, examples.resolve]],
      [[70, examples.dismiss]],
      [[70, examples.merge]],
    ];
    for (const steps of changes) {
      const after = world.play(submitted, ...steps);
      expect(clocksFor(after.incident, world.policy)).toEqual(before);
      expect(
        Object.keys(due(after, world.policy)).filter((name) => name.startsWith("report-due:nis2-ew")),
      ).not.toEqual([]);
      // The law does not sleep: what is open can still be filed.
      expect(world.refusal(after, submit("nis2-ew"))).toBeNull();
    }
  });
});

test("whatever people say in whatever order, a submitted clock stays so until somebody takes it back, and no deadline lies before its start", () => {
  const ids = ["gdpr-33", "dora-init", "dora-int", "dora-fin", "nis2-in", "nis2-fr"];
  const anyCommand = fc.oneof(
    fc.constantFrom("became-aware", "classified-major", "discovered").map((name) => anchor(name, null)),
    fc.constantFrom(...ids).map((id) => submit(id, { reason: "late" })),
    fc.constantFrom(...ids).map((id): Command => ({ ...examples["extend-report"], clock: id, until: "90d" })),
    fc.constantFrom<Command>(
      { do: "change-severity", level: "unsure", reason: null },
      { do: "change-severity", level: "P2", reason: "less" },
      examples.mitigate,
      examples.reopen,
    ),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyCommand, fc.integer({ min: 1, max: 3_000 })), { maxLength: 30 }),
      (steps) => {
        let played = world.declare("P1");
        let minute = 0;
        const met = new Set<string>();
        for (const [command, wait] of steps) {
          minute += wait;
          try {
            played = world.play(played, [minute, command]);
          } catch {
            continue; // Refused, as a second mitigation is.
          }
          for (const one of clocksFor(played.incident, world.policy)) {
            if (met.has(one.id)) expect(one.state).toBe("submitted");
            if (one.state === "submitted") met.add(one.id);
            if (one.dueAt !== null) expect(one.dueAt > one.startedAt!).toBe(true);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

describe("B25: people are asked early whether a report is needed", () => {
  const question = "Is a report to an authority needed?";
  const steps = (played: Story, { policy }: World): string => nextSteps(played.incident, policy).join("\n");

  test("S4-8, S3-67: where the policy names the level, and everywhere once the team has a profile", () => {
    const trustledger = under(settingOf("extends: trustledger"));
    expect(steps(trustledger.declare("P1"), trustledger)).toContain(question);
    expect(steps(trustledger.declare("P2"), trustledger)).not.toContain(question);
    expect(steps(world.declare("P2"), world)).toContain(question);
    expect(steps(silent.declare("P0"), silent)).not.toContain(question);
    const pci = under(settingOf("extends: pci"));
    expect(steps(pci.declare("Severity 3"), pci)).toContain(question);
    expect(steps(pci.declare("Severity 4"), pci)).not.toContain(question);
  });

  test("S3-67: and wherever a rule of escalation brings up a clock, which is on from then", () => {
    const trustledger = under(settingOf("extends: trustledger"));
    const calm = trustledger.declare("P2");
    expect(clocksFor(calm.incident, trustledger.policy)).toEqual([]);
    const exposed: Command = { do: "answer-question", question: "data-exposure", answer: "yes", note: null };
    const raised = trustledger.play(calm, [5, exposed]);
    expect(clocksFor(raised.incident, trustledger.policy).map(({ id, state }) => [id, state])).toEqual([
      ["gdpr-33", "waiting"],
    ]);
    expect(steps(raised, trustledger)).toContain(question);
    const aware = trustledger.play(raised, [6, anchor("became-aware")]);
    expect(of(aware, "gdpr-33", trustledger).dueAt).toBe(iso(6 + 72 * hour));
  });

  test("the answer no is kept with its reason and ends the question; unsure is asked again", () => {
    const asked = story();
    expect(due(asked, world.policy)["report-question"]).toBe(30);
    const no = world.play(asked, [5, { do: "decide-report", answer: "no", reason: "no personal data" }]);
    expect(no.incident.timeline.at(-1)!.text).toBe("No report to an authority is needed: no personal data");
    expect(due(no, world.policy)["report-question"]).toBeUndefined();
    const unsure = world.play(asked, [5, { do: "decide-report", answer: "unsure", reason: "scope unclear" }]);
    expect(due(unsure, world.policy)["report-question"]).toBe(245);
    const lone = under(
      settingOf("extends: atrium\nentity: { profiles: [dora] }\nfilings: { owner: commander }"),
    );
    const aloud = lone.play(lone.declare("P0"), [20, examples.update], [30, fire("report-question"), clock]);
    expect(due(aloud, lone.policy)["report-question"]).toBe(270);
  });

  test("yes asks since when", () => {
    const yes = story([5, examples["decide-report"]]);
    expect(steps(yes, world)).toContain("say since when, with /clock anchor");
  });

  test("S3-67: where regulatory reporting may be required the PCI policy calls for its highest level", () => {
    const pci = under(settingOf("extends: pci"));
    const yes = pci.play(pci.declare("Severity 2"), [5, examples["decide-report"]]);
    expect(steps(yes, pci)).toContain("so this is Severity 1 by the policy: /incident severity");
    const raised = pci.play(yes, [6, { do: "change-severity", level: "Severity 1", reason: null }]);
    expect(steps(raised, pci)).not.toContain("by the policy");
  });

  test("S3-67, B25: whoever answers one of two questions that ask the same has answered both, and counsel is called either way", () => {
    const pci = under(settingOf("extends: pci"));
    const asked = "May regulatory reporting be required?";
    const assess: Command = { do: "answer-question", question: "reporting", answer: "yes", note: null };
    const here = pci.play(pci.declare("Severity 2"), [5, examples["decide-report"]]);
    expect(openQuestions(here.incident, pci.policy).map(({ text }) => text)).not.toContain(asked);
    const there = pci.play(pci.declare("Severity 2"), [5, assess]);
    expect(due(there, pci.policy)["report-question"]).toBeUndefined();
    expect(steps(there, pci)).not.toContain("/clock decide");
    for (const story of [here, there]) {
      expect(story.incident.calls.calls.map(({ whom }) => whom)).toEqual(["legal", "decision-makers"]);
      expect(steps(story, pci)).toContain("say since when, with /clock anchor");
      expect(steps(story, pci)).toContain("so this is Severity 1 by the policy");
    }
    const neither = pci.play(pci.declare("Severity 2"), [5, { ...assess, answer: "no" }]);
    expect(due(neither, pci.policy)["report-question"]).toBeUndefined();
    expect(neither.incident.calls.calls).toEqual([]);
    const unknown = pci.play(pci.declare("Severity 2"), [5, { ...assess, answer: "unknown" }]);
    expect(due(unknown, pci.policy)["report-question"]).toBe(245);
  });
});

describe("the owner is reminded before it is due, when it is due, and after", () => {
  const reminders = (played: Story, { policy }: World = world): Record<string, number> =>
    Object.fromEntries(
      Object.entries(due(played, policy)).filter(([name]) => name.startsWith("report-due:gdpr-33/")),
    );
  const gdpr = under(
    settingOf("extends: atrium\nentity: { profiles: [eu-personal-data] }\nfilings: { owner: commander }"),
  );
  const aware = gdpr.play(gdpr.declare("P1"), [0, anchor("became-aware")]);
  const name = (stage: string): string => `report-due:gdpr-33/20260108T0900/${stage}`;

  test("24 hours, 4 hours and half an hour ahead, at the hour, then daily", () => {
    expect(reminders(aware, gdpr)).toEqual({
      [name("24h")]: 48 * hour,
      [name("4h")]: 68 * hour,
      [name("0.5h")]: 71.5 * hour,
      [name("due")]: 72 * hour,
    });
    const told = gdpr.play(aware, [48 * hour, fire(name("24h")), clock]);
    expect(Object.keys(reminders(told, gdpr))).toEqual([name("4h"), name("0.5h"), name("due")]);
    const overdue = gdpr.play(told, [72 * hour, fire(name("due")), clock]);
    expect(reminders(overdue, gdpr)).toEqual({ [name("late2")]: 96 * hour });
    const submitted = gdpr.play(overdue, [73 * hour, submit("gdpr-33", { reason: "late" })]);
    expect(reminders(submitted, gdpr)).toEqual({});
  });

  test("what was missed while nobody could be told is told once", () => {
    const slept = gdpr.play(aware, [73 * hour, fire(name("24h")), clock]);
    expect(reminders(slept, gdpr)).toEqual({ [name("late1")]: 97 * hour });
  });

  test("a deadline that was over when somebody set the anchor is told at once", () => {
    const old = gdpr.play(gdpr.declare("P1"), [10, anchor("became-aware", "2026-01-01 09:00")]);
    const [only] = Object.entries(reminders(old, gdpr));
    expect(only).toEqual(["report-due:gdpr-33/20260104T0900/due", -24 * hour]);
  });

  test("several deadlines that fall due while nobody could be told are all said, in one message", () => {
    const both = under(
      settingOf(
        "extends: atrium\nentity: { profiles: [eu-personal-data, dora] }\nfilings: { owner: commander }",
      ),
    );
    const start = both.play(both.declare("P1"), [0, anchor("became-aware")], [0, anchor("classified-major")]);
    const running = runningClocks(start.incident, both.policy).map((one) => one.id);
    expect(running.length).toBeGreaterThan(1);
    const slept = both.pass(start, 100 * hour, 100 * hour);
    const said = slept.events
      .slice(start.events.length)
      .flatMap((event) => (event.type === "reminded" && event.of.about === "report-due" ? [event.of] : []));
    expect(said).toHaveLength(1);
    expect([said[0]!.clock, ...(said[0]!.also ?? []).map((one) => one.clock)].toSorted()).toEqual(
      running.toSorted(),
    );
    for (const id of running) {
      const name = runningClocks(slept.incident, both.policy).find((one) => one.id === id)!.clock.name;
      expect(
        slept.incident.timeline.findLast(({ kind, text }) => kind === "reminder" && text.includes("overdue"))!
          .text,
      ).toContain(name);
    }
  });

  test("they wait for no quiet hours, and putting one aside leaves the others", () => {
    const { incident } = aware;
    const needless = { by: ada, at: at(0).toISOString(), reason: null };
    const dismissed = {
      ...incident,
      prompts: { ...incident.prompts, dismissed: { [name("24h")]: needless } },
    };
    const left = timersFor(dismissed, gdpr.policy).filter((timer) =>
      timer.name.startsWith("report-due:gdpr-33"),
    );
    expect(left.map((timer) => [timer.name, timer.manner])).toEqual([
      [name("4h"), "urgent"],
      [name("0.5h"), "urgent"],
      [name("due"), "clock"],
    ]);
  });
});

test("a clock that the policy has off is turned on for one incident", () => {
  const off = silent.declare("P1");
  expect(clocksFor(off.incident, silent.policy)).toEqual([]);
  const watched = silent.play(off, [1, { do: "watch-clock", clock: "GDPR-33" }], [2, anchor("became-aware")]);
  expect(runningClocks(watched.incident, silent.policy).map(({ id }) => id)).toEqual(["gdpr-33"]);
  expect(silent.refusal(off, { do: "watch-clock", clock: "nonsense" })).toContain("There is no clock");
});

test("a draft holds what the law asks for, with what is recorded, and calls the rest unknown", () => {
  const played = story(
    [0, anchor("became-aware")],
    [20, { do: "mitigate", what: "revoked the key", verified: "no more calls" }],
  );
  const draft = draftOf(played.incident, world.policy, "gdpr-33")!;
  expect(draft).toContain("to be confirmed with counsel");
  expect(draft).toContain("Due: 2026-01-08 09:00 UTC");
  expect(draft).toContain("Nature of the breach: Withdrawals fail");
  expect(draft).toContain("Measures taken or proposed: revoked the key");
  expect(draft).toContain("Likely consequences: unknown");
  expect(draft).toContain("Began: unknown");
  expect(draft).not.toMatch(/undefined|null/);
  expect(draftOf(played.incident, world.policy, "nonsense")).toBeNull();
});

test("S3-63, S4-43: each of these steps stands in the timeline with who and when", () => {
  const played = story(
    [1, examples["decide-report"], by(bo)],
    [2, anchor("became-aware")],
    [3, submit("gdpr-33")],
  );
  expect(
    played.incident.timeline.slice(-3).map(({ at: when, by: who, kind }) => [when, who.name, kind]),
  ).toEqual([
    [iso(1), "bo", "filing"],
    [iso(2), "ada", "filing"],
    [iso(3), "ada", "filing"],
  ]);
});
