import { ada, at, bo, by, declared, examples, play, policy, record } from "@muster/incident/testing";
import { expect, test } from "vitest";
import { pastIncident } from "../past-incident.ts";
import { metricsOf } from "./report.ts";

const past = (story: ReturnType<typeof declared>) => pastIncident(story.incident, story.events, policy);
const resolved = (isDrill = false) => play(declared({ isDrill }), [60, examples.resolve]);
const rates = (pasts: ReturnType<typeof past>[], now = at(1_000)) => metricsOf(pasts, { now }).rates;

test("S4-113: false positives are a share of what is no longer open; duplicates are neither", () => {
  const dismissed = play(declared(), [5, examples.dismiss]);
  const merged = play(declared(), [5, examples.merge]);
  const pasts = [resolved(), resolved(), dismissed, merged, declared()].map(past);
  expect(rates(pasts).falsePositives).toEqual({ count: 1, of: 3, rate: 1 / 3, unknown: 1 });
  expect(metricsOf(pasts, { now: at(9) }).incidents).toMatchObject({
    counted: 3,
    open: 1,
    falsePositives: 1,
    duplicates: 1,
  });
});

test("S4-113, S4-114: without anything to count a rate is null, not nothing", () => {
  expect(rates([past(declared())])).toMatchObject({
    falsePositives: { count: 0, of: 0, rate: null, unknown: 1 },
    recurrences: { count: 0, of: 0, rate: null, unknown: 1 },
    actionsOnTime: { rate: null },
    postmortemsOnTime: { rate: null },
  });
});

test("S4-114: what came back, in itself or as another one, is a recurrence of the first", () => {
  const itself = play(resolved(), [90, examples["report-recurrence"]], [120, examples.resolve]);
  const another = play(resolved(), [90, examples["note-recurrence"]]);
  expect(rates([resolved(), resolved(), itself, another].map(past)).recurrences).toEqual({
    count: 2,
    of: 4,
    rate: 0.5,
    unknown: 0,
  });
});

test("B27: drills stand apart from every time and every rate", () => {
  const report = metricsOf([past(resolved()), past(resolved(true))], { now: at(1_000) });
  expect([report.incidents.counted, report.drills.incidents.counted]).toEqual([1, 1]);
  expect(report.rates.recurrences.of).toBe(1);
  expect(report.responders.map(({ incidents }) => incidents)).toEqual([1]);
});

test("an action item has the whole of its due day; one that is late or overdue is not on time, one that is dropped is not counted", () => {
  const add = { ...examples["add-action"], due: "2026-01-08" };
  const three = play(resolved(), [70, add], [71, add], [72, add], [73, add]);
  const done = record(
    three,
    [
      {
        type: "action-done",
        action: "A1",
        said: { at: "2026-01-08T23:59:00.000Z", where: "issue", url: null },
      },
      {
        type: "action-done",
        action: "A2",
        said: { at: "2026-01-09T00:00:00.000Z", where: "issue", url: null },
      },
      { type: "action-moved", action: "A3", status: "dropped", reason: "no use" },
    ],
    by(bo),
    new Date("2026-01-09T08:00:00Z"),
  );
  expect(rates([past(done)], new Date("2026-01-08T23:00:00Z")).actionsOnTime).toMatchObject({
    count: 1,
    of: 2,
    unknown: 1,
  });
  expect(rates([past(done)], new Date("2026-01-09T00:00:00Z")).actionsOnTime).toMatchObject({
    count: 1,
    of: 3,
  });
});

test("a postmortem is on time, late, or not yet due", () => {
  const due = resolved();
  const dueAt = due.incident.postmortem!.dueAt; // P1 of Atrium asks for one.
  const published = record(due, [{ type: "postmortem-published", url: "x" }], by(ada), new Date(dueAt));
  const [before, after] = [new Date(Date.parse(dueAt) - 1), new Date(Date.parse(dueAt) + 1)];
  expect(rates([past(due)], before).postmortemsOnTime).toMatchObject({ of: 0, unknown: 1 });
  expect(rates([past(due)], after).postmortemsOnTime).toMatchObject({ count: 0, of: 1 });
  expect(rates([past(published)], after).postmortemsOnTime).toMatchObject({ count: 1, of: 1 });
});

test("a time that is put right counts anew, and one that is open again has no end", () => {
  const story = play(declared(), [20, examples.mitigate], [60, examples.resolve]);
  const minutes = (one: typeof story, name: "timeToResolveFromDetected" | "timeToDetect") =>
    metricsOf([past(one)], { now: at(1_000) }).times[name];
  expect(minutes(story, "timeToResolveFromDetected").medianMin).toBe(60);
  expect(minutes(story, "timeToDetect")).toMatchObject({ n: 0, unknown: 1, medianMin: null });
  const righted = play(
    story,
    [70, { do: "set-time", time: "resolved", at: "2026-01-05 09:50", isAbout: false }],
    [71, examples["set-time"]],
  );
  expect(minutes(righted, "timeToResolveFromDetected").medianMin).toBe(50);
  expect(minutes(righted, "timeToDetect").medianMin).toBe(20);
  const again = play(righted, [80, examples.reopen]);
  expect(metricsOf([past(again)], { now: at(99) }).behind.timeToResolve.notYet).toBe(1);
});
