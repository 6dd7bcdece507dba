import fc from "fast-check";
import { expect, test } from "vitest";
import { errandsAfter } from "../errands-after.ts";
import { nextSteps } from "../next-steps.ts";
import { at, declared, examples, play, policy } from "../testing.ts";
import type { Command } from "../command.ts";
import type { Work } from "./vocabulary.ts";
import { sayPull } from "./words.ts";

const example = examples["note-work"].work as Extract<Work, { is: "pull" }>;
const pull = (change: Partial<typeof example>) =>
  ({ do: "note-work", work: { ...example, ...change } }) as const;
const merged = pull({ state: "merged", mergedAs: "m1", at: "2026-01-05T09:40:00Z" });
const checks = (result: "passing" | "failing", head: string): Command => ({
  do: "note-work",
  work: {
    is: "checks",
    number: 12,
    head,
    result,
    failed: ["test"],
    url: "https://x.example",
    at: example.at,
  },
});
const deployed = (
  environment: string,
  isProduction: boolean,
  result: "success" | "failure" = "success",
): Command => ({
  do: "note-work",
  work: {
    is: "deployment",
    number: 12,
    environment,
    isProduction,
    result,
    commit: "m1",
    url: null,
    at: example.at,
  },
});

test("S1-26: a merged hotfix waits for the person who promotes it, and for nobody once it is in production", () => {
  const story = play(declared(), [1, pull({})], [2, merged]);
  expect(nextSteps(story.incident, policy)).toContain(
    "#12 is merged: promote it to production by hand, check it there, then say so: /incident mitigate.",
  );
  const preview = play(story, [3, deployed("preview", false)]);
  expect(nextSteps(preview.incident, policy).join(" ")).toContain("promote it");
  const out = play(preview, [4, deployed("production", true)]);
  expect(nextSteps(out.incident, policy).join(" ")).not.toContain("promote it");
  expect(out.incident.work.pulls.map(sayPull)).toEqual(["#12 merged, in preview, in production"]);
  const failed = play(preview, [4, deployed("production", true, "failure")]);
  expect(nextSteps(failed.incident, policy)).toContain("#12 could not be deployed to production: look why.");
});

test("S1-24: checks are told when they turn, and when a new commit fails again", () => {
  const story = play(
    declared(),
    [1, pull({})],
    [2, checks("failing", "a")],
    [3, checks("failing", "a")],
    [4, checks("failing", "b")],
    [5, checks("passing", "c")],
    [6, checks("passing", "d")],
  );
  expect(story.incident.timeline.filter(({ kind }) => kind === "work").map(({ text }) => text)).toEqual([
    "Hotfix pull request #12 open: Check return values",
    "Checks of #12 fail: test",
    "Checks of #12 fail: test",
    "Checks of #12 pass",
  ]);
});

test("news in any order, each any number of times, end in what came last, and nothing undoes a merge", () => {
  const news = [
    pull({}),
    pull({ state: "closed", at: "2026-01-05T09:20:00Z" }),
    pull({ state: "open", at: "2026-01-05T09:30:00Z" }),
    merged,
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(3), { maxLength: 12 }), (order) => {
      const steps = [...order, 3].map((index, minute) => [minute, news[index]!] as const);
      const { incident } = play(
        declared(),
        ...steps.map(([minute, step]): [number, typeof step] => [minute, step]),
      );
      expect(incident.work.pulls).toMatchObject([{ number: 12, state: "merged" }]);
      expect(incident.work.count).toBeLessThanOrEqual(4);
    }),
    { numRuns: 100 },
  );
});

test("a flood of pull requests and of changes leaves a timeline that people can read", () => {
  const flood = Array.from({ length: 60 }, (_, index): [number, ReturnType<typeof pull>] => [
    index,
    pull({ number: index + 1 }),
  ]);
  expect(play(declared(), ...flood).incident.work.pulls).toHaveLength(20);
  const flapping = Array.from({ length: 150 }, (_, index): [number, Command] => [
    index,
    checks(index % 2 === 0 ? "failing" : "passing", String(index)),
  ]);
  expect(play(declared(), [0, pull({})], ...flapping).incident.work.count).toBe(100);
});

test("what changed before is looked for once for each incident, after the first calls, and not for drills or reports", () => {
  const looking = { ...policy, lookalikes: { among: 0 } };
  const story = declared();
  expect(errandsAfter(story.incident, story.events, looking)).toEqual([
    {
      key: "suspects:inc-id-1",
      errand: { do: "find-suspects", incident: "inc-id-1" },
      dueAt: new Date(at(0).getTime() + 15_000),
    },
  ]);
  const drill = declared({ isDrill: true });
  expect(errandsAfter(drill.incident, drill.events, looking)).toEqual([]);
  const none = { ...looking, suspects: { windowMin: 120, levels: ["P0"] } };
  expect(errandsAfter(story.incident, story.events, none)).toEqual([]);
  const asked = play(story, [1, { do: "look-for-suspects" }]);
  expect(errandsAfter(asked.incident, asked.events.slice(-1), none)).toMatchObject([
    { key: `suspects:inc-id-1:${asked.incident.seq}` },
  ]);
});
