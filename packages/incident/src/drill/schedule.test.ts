import { expect, test } from "vitest";
import { settingOf } from "../testing-policies.ts";
import { at, bo, by, play, type Story } from "../testing.ts";
import { planned, rollcall } from "../testing-drills.ts";
import { errandsAfter } from "../errands-after.ts";
import { drillDone, drillErrands, drillReminders } from "./schedule.ts";

const { policy } = settingOf("extends: trustledger");
const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/** Planned, joined, begun and ended within five minutes of 2026-01-05. */
const ended = (story: Story): Story =>
  play(story, [1, { do: "join-drill" }, by(bo)], [2, { do: "begin-drill" }], [5, { do: "end-drill" }]);

test("S4-104, S4-105: each next quarter and year is planned, and reminded of before it ends", () => {
  expect(drillErrands(policy, at(0)).map(({ key, dueAt }) => [key, dueAt])).toEqual([
    ["open-drill drill 2026-Q2", day("2026-04-01")],
    ["open-drill simulation 2027", day("2027-01-01")],
  ]);
  expect(drillReminders(policy, "drill", day("2026-04-01")).map(({ key, dueAt }) => [key, dueAt])).toEqual([
    ["remind-drill drill 2026-Q2 30", day("2026-06-01")],
    ["remind-drill drill 2026-Q2 7", day("2026-06-24")],
  ]);
  // What lies behind is not caught up with.
  expect(drillReminders(policy, "drill", day("2026-06-10"))).toHaveLength(1);
  expect(drillReminders(policy, "nothing", at(0))).toEqual([]);
});

test("S4-104: a drill of a planned scenario meets its quarter; another quarter's, another scenario and an aborted one do not", () => {
  const done = ended(planned({ policy, scenario: "ddos" })).incident;
  expect(drillDone(policy, "drill", [done], day("2026-03-31"))?.ref).toBe("INC-1");
  expect(drillDone(policy, "drill", [done], day("2026-04-01"))).toBeNull();
  expect(
    drillDone(policy, "drill", [ended(planned({ policy, scenario: "dns-hijack" })).incident], at(60)),
  ).toBeNull();
  const aborted = play(planned({ policy, scenario: "ddos" }), [
    1,
    { do: "abort-drill", reason: "a real alert" },
  ]);
  expect(drillDone(policy, "drill", [aborted.incident], at(60))).toBeNull();
});

test("S4-104: a drill that has ended closes the issues of the plans that it meets, and names itself only where its report is published", () => {
  const plan = planned({ policy, scenario: "ddos" });
  const done = ended(plan);
  const errands = (story: Story) => errandsAfter(story.incident, story.events, policy);
  expect(errands(done)).toEqual([
    {
      key: "close-drill drill 2026-Q1",
      errand: {
        do: "close-drill",
        drill: "drill",
        period: "2026-Q1",
        ref: "INC-1",
        name: "DDoS",
        on: "2026-01-05",
      },
    },
  ]);
  expect(errands(play(plan, [1, { do: "join-drill" }, by(bo)], [2, { do: "begin-drill" }]))).toEqual([]);
  const quiet = {
    ...done.incident,
    drill: { ...done.incident.drill!, plan: { ...done.incident.drill!.plan, reportPath: null } },
  };
  expect(errandsAfter(quiet, done.events, policy)[0]?.errand).toMatchObject({ ref: null });
});

test("S4-105: only a full simulation meets the yearly one, and only a roll-call the roll-call", () => {
  const half = ended(planned({ policy, scenario: "ddos" })).incident;
  expect(drillDone(policy, "simulation", [half], at(60))).toBeNull();
  const full = { ...half, drill: { ...half.drill!, plan: { ...half.drill!.plan, isFull: true } } };
  expect(drillDone(policy, "simulation", [full], at(60))?.ref).toBe("INC-1");

  const seal = settingOf("extends: seal").policy;
  const called = play(rollcall("on-call", seal), [5, { do: "end-drill" }]).incident;
  expect(drillDone(seal, "reachability", [called], at(60))?.ref).toBe("INC-1");
  expect(drillDone(seal, "tabletop", [called], at(60))).toBeNull();
});
