import { describe, expect, test } from "vitest";
import type { Command } from "../command.ts";
import { nextSteps } from "../next-steps.ts";
import {
  ada,
  at,
  bo,
  by,
  clock,
  cy,
  declared,
  examples,
  person,
  play,
  policy,
  type Story,
} from "../testing.ts";
import { due, fire, settingOf, told, under, skipGates } from "../testing-policies.ts";
import { feedbackOf } from "./questions.ts";

const day = 24 * 60;
const lines = (story: Story): string[] => story.incident.timeline.map(({ text }) => text);
/** Policies without their checklists, which have tests of their own and would hold the resolution up. */
function of(preset: string, more = "") {
  const setting = settingOf(`extends: ${preset}\n${more}`);
  return under({ ...setting, policy: { ...setting.policy, phases: {} } });
}

const seal = of("seal");
const over = seal.play(seal.declare("P1"), [0, examples.resolve]);

describe("the watch after a resolution", () => {
  test("S0-62, B10, S3-50, S4-63: for a week people are asked each day whether it is quiet, and then it ends by itself", () => {
    const asked = seal.pass(over, 10.5 * day);
    expect(lines(asked).filter((line) => line.includes("of the watch"))).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `Reminder: day ${n} of 7 of the watch, is it quiet?`),
    );
    expect(lines(asked)).toContain("Watched for 7 days and it did not come back; confirmed on 0 of them");
    expect(due(asked, seal.policy)).not.toHaveProperty("watch");
    for (const [preset, level] of [
      ["pci", "Severity 1"],
      ["trustledger", "P0"],
    ] as const) {
      const world = of(preset);
      const resolved = world.play(world.declare(level), [0, examples.resolve]);
      expect(lines(world.pass(resolved, 8 * day))).toContain(
        "Watched for 7 days and it did not come back; confirmed on 0 of them",
      );
    }
  });

  test("an answer is on record and counted, and the next question comes a day later", () => {
    const quiet = seal.play(over, [day + 30, { do: "confirm-quiet", note: "no failed withdrawals" }]);
    expect(lines(quiet).at(-1)).toBe("Quiet on day 1 of 7: no failed withdrawals");
    expect(due(quiet, seal.policy)["watch"]).toBe(2 * day + 30);
    expect(lines(seal.pass(quiet, 8 * day))).toContain(
      "Watched for 7 days and it did not come back; confirmed on 1 of them",
    );
  });

  test("B10: a return reopens the incident, is counted, and after the next resolution the watch begins anew", () => {
    const back = seal.play(over, [3 * day, examples["report-recurrence"]]);
    expect(back.incident.status).toBe("open");
    expect(back.incident.aftercare.recurrences).toEqual([
      { at: at(3 * day).toISOString(), what: "withdrawals fail again", ref: null },
    ]);
    expect(lines(back).slice(-2)).toEqual([
      "It came back after 72 h: withdrawals fail again",
      "Reopened, because It is back: withdrawals fail again",
    ]);
    expect(due(back, seal.policy)).not.toHaveProperty("watch");
    const again = seal.play(back, [4 * day, examples.resolve]);
    expect(due(again, seal.policy)["watch-end"]).toBe(11 * day);
  });

  test("B10: a return after the end is an incident of its own, linked both ways", () => {
    const later = play(declared(), [1, examples["link-recurrence"]], [2, examples["link-recurrence"]]);
    expect(later.incident.aftercare.recurrenceOf).toEqual(["INC-3"]);
    const earlier = seal.play(
      over,
      [20 * day, examples["note-recurrence"]],
      [21 * day, examples["note-recurrence"]],
    );
    expect(earlier.incident.aftercare.recurrences.map(({ ref }) => ref)).toEqual(["INC-9"]);
    expect(told(earlier, over)).toContain("say room");
  });

  test("who slept over the end is told that it ended, not asked", () => {
    const late = seal.play(over, [9 * day, fire("watch"), clock], [9 * day, fire("watch-end"), clock]);
    expect(lines(late).at(-1)).toMatch(/^Watched for 7 days/);
    expect(late.events.filter(({ type }) => type === "reminded")).toEqual([]);
  });

  test("a policy that asks for no watch has none", () => {
    expect(due(play(declared(), [0, examples.resolve]), policy)).not.toHaveProperty("watch-end");
    expect(seal.refusal(seal.declare("P1"), examples["confirm-quiet"])).toContain("is open");
    const atrium = of("atrium");
    const done = atrium.play(atrium.declare("P1"), [0, examples.resolve]);
    expect(atrium.refusal(done, examples["confirm-quiet"])).toContain("is not being watched");
  });
});

describe("questions", () => {
  const answer = (question: string, text: string, action: string | null = null): Command => ({
    do: "give-feedback",
    question,
    answer: text,
    action,
    owner: action === null ? null : bo,
    due: action === null ? null : "5d",
  });
  const names = (story: Story, world = seal): string[] =>
    feedbackOf(story.incident, world.policy)
      .filter((question) => question.answer === null)
      .map(({ name }) => name);

  test("S0-59, S0-63, S0-64: SEAL asks who was told, for the permanent fix, for alerts and tests, and for the monitoring in place", () => {
    expect(names(over)).toEqual([
      "Stakeholders told",
      "Permanent fix",
      "New alert",
      "New test",
      "Monitoring in place",
      "Unclear response",
    ]);
    expect(nextSteps(over.incident, seal.policy).join("\n")).toContain(
      "Answer: Stakeholders told, Permanent fix, New alert and 3 more.",
    );
    const known = seal.play(
      over,
      [5, answer("monitoring", "Grafana alert on pool size, 5 min")],
      [6, answer("permanent-fix", "yes", "check return values everywhere")],
      [7, answer("alerts", "No, the alert came within a minute")],
    );
    expect(known.incident.actions).toMatchObject([
      { id: "A1", text: "check return values everywhere", owner: bo, due: "2026-01-10", kind: "fix" },
    ]);
    expect(known.incident.aftercare.answers["monitoring"]?.answer).toBe("Grafana alert on pool size, 5 min");
    expect(names(known)).toEqual(["Stakeholders told", "New test", "Unclear response"]);
  });

  test("S0-59: whoever planned the permanent fix in its step is not asked for it again", () => {
    const whole = under(settingOf("extends: seal"));
    const story = whole.play(whole.declare("P1"), ...skipGates(whole.declare("P1"), whole.policy, 1), [
      2,
      { do: "tick-steps", steps: ["fix-planned"], note: "rework the vault", owner: bo, due: "7d" },
    ]);
    const asked = feedbackOf(story.incident, whole.policy).map(({ id }) => id);
    expect(asked).toContain("stakeholders");
    expect(asked).not.toContain("permanent-fix");
  });

  test("S1-41, S1-42, B20: Atrium asks about slow detection and unclear response, and a yes becomes an item of that kind", () => {
    const atrium = of("atrium");
    const done = atrium.play(atrium.declare("P0"), [60, examples.resolve]);
    expect(names(done, atrium)).toEqual(["Slow detection", "Unclear response"]);
    const learned = atrium.play(
      done,
      [61, answer("detection", "yes, 40 minutes", "alert on pool size")],
      [62, answer("response", "yes", "say in the runbook who pauses")],
    );
    expect(learned.incident.actions.map(({ kind, text }) => [kind, text])).toEqual([
      ["alert", "alert on pool size"],
      ["runbook", "say in the runbook who pauses"],
    ]);
    expect(names(learned, atrium)).toEqual([]);
  });

  test("B20: how long the detection took stands beside the question, which is not asked when it was in time", () => {
    const atrium = of("atrium");
    const began = (minutes: number): Story => {
      const story = atrium.play(atrium.declare("P0"), [60, examples.resolve]);
      const started = { at: at(-minutes).toISOString(), precision: "minute", basis: "estimate" } as const;
      return { ...story, incident: { ...story.incident, anchors: { ...story.incident.anchors, started } } };
    };
    const hint = (story: Story) => feedbackOf(story.incident, atrium.policy)[0]?.hint;
    expect(hint(began(42))).toBe("Detected after 42 min. The target is 15 min.");
    expect(names(began(10), atrium)).toEqual(["Unclear response"]);
    const unknown = atrium.play(atrium.declare("P0"), [60, examples.resolve]);
    expect(hint(unknown)).toContain("When it began is not known");
  });

  test("S3-53: PCI's corrective actions, controls and documentation become items of these kinds", () => {
    const pci = of("pci");
    const done = pci.play(pci.declare("Severity 2"), [0, examples.resolve]);
    expect(names(done, pci)).toEqual(["Corrective action", "Controls", "Documentation"]);
    const learned = pci.play(done, [5, answer("controls", "yes", "rotate keys each quarter")]);
    expect(learned.incident.actions[0]).toMatchObject({ kind: "control", owner: bo });
  });

  test("S4-74, S4-76, S4-77, S4-116: TrustLedger asks which stakeholders were told, for rules, tests and lessons for a runbook", () => {
    const trustledger = of("trustledger");
    const done = trustledger.play(trustledger.declare("P1"), [0, examples.resolve]);
    expect(names(done, trustledger)).toEqual([
      "Stakeholders updated",
      "Procedure",
      "Monitoring rule",
      "Better test",
      "Lesson for a runbook",
    ]);
  });

  test("a yes without work, work without a person and a question that nobody asks are refused in words", () => {
    const refusal = (command: Command) => seal.refusal(over, command);
    expect(refusal(answer("alerts", "yes"))).toContain("add `action`, `owner` and `due`");
    expect(refusal({ ...answer("alerts", "yes", "x"), owner: null } as Command)).toContain("needs an owner");
    expect(refusal({ ...answer("alerts", "yes", "x"), due: null } as Command)).toContain(
      "cannot read the due",
    );
    expect(refusal(answer("stakeholders", "all", "tell more"))).toContain("asks for words only");
    expect(refusal(answer("weather", "no"))).toContain("Choose one of `stakeholders`");
  });
});

describe("the review meeting", () => {
  test("S0-65, S4-69, B17: while none is scheduled within the policy's week, people are asked more and more often", () => {
    const asked = seal.pass(over, 10.5 * day);
    const reminders = asked.incident.timeline.filter(({ text }) => text.includes("review meeting"));
    const days = reminders.map((entry) =>
      Math.round((new Date(entry.at).getTime() - at(0).getTime()) / 86_400_000),
    );
    expect(days).toEqual([2, 5, 7, 8, 9, 10]);
    expect(reminders.map(({ text }) => text).slice(1, 3)).toEqual([
      "Reminder: no review meeting is scheduled yet",
      "Reminder: the review meeting is overdue",
    ]);
    expect(nextSteps(over.incident, seal.policy).join("\n")).toContain(
      "Schedule the review meeting, to be held by 2026-01-12 09:00 UTC",
    );
    const trustledger = of("trustledger");
    const done = trustledger.play(trustledger.declare("P0"), [0, examples.resolve]);
    expect(nextSteps(done.incident, trustledger.policy).join("\n")).toContain("Schedule the review meeting");
  });

  test("who comes is suggested from the timeline; the draft is asked for a day before, the notes afterwards", () => {
    const dee = person("dee");
    const noted = seal.play(over, [10, examples.note, by(dee)]);
    const planned = seal.play(noted, [
      20,
      { do: "schedule-meeting", at: "2026-01-08 14:00", facilitator: cy, attendees: null },
    ]);
    expect(planned.incident.aftercare.meeting).toMatchObject({
      at: "2026-01-08T14:00:00.000Z",
      attendees: ["eve", "ada", "dee"],
    });
    expect(told(planned, noted)).toContain("meeting");
    const hours = 3 * 24 + 5;
    expect(due(planned, seal.policy)).toMatchObject({
      "meeting-draft": (hours - 24) * 60,
      "meeting-notes": (hours + 1) * 60,
    });
    expect(due(planned, seal.policy)).not.toHaveProperty("meeting");
    const held = seal.play(planned, [(hours + 2) * 60, examples["hold-meeting"]]);
    expect(lines(held).at(-1)).toBe("Review meeting held with ada, bo: alert on pool size");
    expect(due(held, seal.policy)).not.toHaveProperty("meeting-notes");
  });

  test("where the policy wants a facilitator who did not respond, another one is warned of", () => {
    const strict = of("atrium", "aftercare: { facilitatorRespondedNot: true }");
    const led = strict.play(
      strict.declare("P1"),
      [1, examples["take-role"], by(cy)],
      [2, examples.resolve],
      [3, examples["schedule-meeting"]],
    );
    expect(led.events.at(-1)).toMatchObject({ type: "meeting-scheduled", isLedByResponder: true });
    const fresh = strict.play(led, [4, { ...examples["schedule-meeting"], facilitator: person("zoe") }]);
    expect(fresh.events.at(-1)).toMatchObject({ isLedByResponder: false, isMoved: true });
  });
});

test("S0-74: action items are followed to their end: what is overdue is asked about, weekly, until it is done", () => {
  const owed = seal.play(over, [1, examples["add-action"]]);
  const asked = seal.pass(owed, 16 * day);
  const overdue = asked.incident.timeline.filter(({ text }) => text === "Reminder: overdue: A1");
  expect(overdue.map(({ at: when }) => when.slice(0, 10))).toEqual(["2026-01-09", "2026-01-16"]);
  const done = seal.play(asked, [16 * day, examples["complete-action"], by(ada)]);
  expect(due(done, seal.policy)).not.toHaveProperty("actions-overdue");
});
