import {
  at,
  ada,
  bo,
  by,
  cy,
  clock,
  declared,
  examples,
  play,
  policy,
  record,
} from "@muster/incident/testing";
import { expect, test } from "vitest";
import { pastIncident } from "./past-incident.ts";

const told = (story: ReturnType<typeof declared>) => pastIncident(story.incident, story.events, policy);
const take = (role: string) => ({ do: "take-role", role }) as const;

test("an incident is read with its times; what nobody knows is null", () => {
  const past = told(play(declared(), [4, take("commander"), by(bo)], [20, examples.mitigate]));
  expect(past).toMatchObject({
    ref: "INC-1",
    number: 1,
    severity: { levelId: "P1", rank: 2 },
    outcome: "mitigated",
    isDrill: false,
    isImported: false,
  });
  expect(past.anchors.leader?.at).toBe(at(4).toISOString());
  expect(past.anchors.acknowledged?.at).toBe(at(4).toISOString());
  expect(past.anchors.mitigated?.at).toBe(at(20).toISOString());
  expect([past.anchors.start, past.anchors.resolved, past.anchors.published]).toEqual([null, null, null]);
});

test("roles are filled when the last that the level asks for is held while the others are", () => {
  const roles = policy.levels["P1"]!.roles;
  expect(roles.length).toBeGreaterThan(1);
  const [first = "", ...others] = roles;
  const some = play(declared(), [2, take(first), by(ada)]);
  expect(told(some).anchors.rolesFilled).toBeNull();
  const left = play(some, [3, { do: "leave-role", role: first }, by(ada)]);
  const rest = others.reduce((story, role, n) => play(story, [5 + n, take(role), by(bo)]), left);
  expect(told(rest).anchors.rolesFilled).toBeNull();
  expect(told(play(rest, [30, take(first), by(cy)])).anchors.rolesFilled?.at).toBe(at(30).toISOString());
});

test("an update in time is kept; each time that the level's minutes pass without one is not", () => {
  // P1 of Atrium asks for an update every 30 minutes.
  expect(policy.levels["P1"]!.updateEveryMin).toBe(30);
  const update = examples.update;
  const story = play(declared(), [30, update], [75, update], [80, update], [145, examples.resolve]);
  // 30 kept; 75 came 45 after: one missed; 80 kept; 65 minutes until the end: two missed.
  expect(told(story).cadence).toEqual({ asked: 5, kept: 2 });
});

test("time in roles counts each minute once, and ends with the incident", () => {
  const story = play(
    declared(),
    [10, take("commander"), by(bo)],
    [20, take("scribe"), by(bo)],
    [40, { do: "leave-role", role: "scribe" }, by(bo)],
    [70, examples.resolve],
  );
  const after = record(story, [{ type: "updated", text: "still quiet" }], by(ada), at(500));
  const { responders } = told(after);
  expect(responders.map(({ person, inRoleMin }) => [person.name, inRoleMin])).toEqual([
    ["ada", 0],
    ["bo", 60],
  ]);
});

test("clocks, bots and Muster itself are no responders", () => {
  const closed = record(declared(), [{ type: "closed" }], clock, at(9));
  const found = { type: "suspects-wanted" } as const;
  const ours = record(closed, [found], { ...clock, via: "github" }, at(10));
  const bot = { name: "renovate[bot]", discord: null, github: "renovate[bot]" };
  const story = record(ours, [found], { ...clock, via: "github", person: bot }, at(11));
  expect(told(story).responders.map(({ person }) => person.name)).toEqual(["ada"]);
});
