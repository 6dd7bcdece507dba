import { afterEach, expect, test } from "vitest";
import type { Incident, Surface } from "@muster/incident";
import { bo, declared, play } from "@muster/incident/testing";
import { startBench, type Bench, type Keeper } from "../../test/bench.ts";

/*
 * A replica that stands still loses what it was doing to another one, at whatever moment. A call that it had not sent by then never
 * leaves; what it had sent is found by the other one.
 */

const trackerPath = "docs/plan-tracker.md";

let bench: Bench;
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const open = declared();
const mitigated = play(open, [5, { do: "mitigate", what: "paused", verified: "no loss" }]);
const withItem = play(mitigated, [
  9,
  { do: "add-action", text: "check return values", owner: bo, due: "3d" },
]);
const withItems = play(withItem, [10, { do: "add-action", text: "alert on p95", owner: bo, due: "5d" }]);
const over = play(withItem, [12, { do: "resolve", summary: "fixed and deployed" }]);

type Case = { name: string; surface: Surface; before: Incident | null; now: Incident };

const cases: Case[] = [
  { name: "filing an issue", surface: "issue", before: null, now: open.incident },
  { name: "changing an issue", surface: "issue", before: open.incident, now: mitigated.incident },
  { name: "filing and closing an issue", surface: "issue", before: null, now: over.incident },
  {
    name: "making a hotfix branch",
    surface: "hotfix-branch",
    before: null,
    now: play(open, [2, { do: "request-hotfix" }]).incident,
  },
  { name: "filing action items", surface: "action-issues", before: null, now: withItems.incident },
  {
    name: "one more action item",
    surface: "action-issues",
    before: withItem.incident,
    now: withItems.incident,
  },
  { name: "writing the tracker", surface: "tracker", before: null, now: withItem.incident },
  { name: "proposing a postmortem", surface: "postmortem", before: null, now: over.incident },
];

/** All that people see of it, and how often it was written. */
async function standing(): Promise<unknown> {
  const { issues, pulls, branches, files } = bench.sim.state("acme/protocol");
  const octokit = await bench.github.forRepo({ owner: "acme", name: "protocol" }, "pulls");
  const counted = pulls.map(({ number }) =>
    octokit.rest.pulls.get({ owner: "acme", repo: "protocol", pull_number: number }),
  );
  const commits = (await Promise.all(counted)).map(({ data }) => data.commits);
  return { issues, pulls, branches: branches.toSorted(), files, commits };
}

async function begin({ surface, before }: Case): Promise<Keeper> {
  bench = await startBench({
    repo: {
      files: { "README.md": "# Protocol\n", [trackerPath]: "# Plan\n" },
      collaborators: { ada: "admin", bo: "triage" },
    },
  });
  const keeper = bench.keeper(surface);
  if (before !== null) expect(await keeper.deliver(before)).toMatchObject({ verdict: "sent" });
  return keeper;
}

test.each(cases)(
  "$name is stopped before each of its calls, and done once by whoever goes on",
  async (one) => {
    const whole = await begin(one);
    expect(await whole.deliver(one.now)).toMatchObject({ verdict: "sent" });
    const wanted = await standing();
    await bench.close();

    let stops = 0;
    // Each call asks when it is prepared, and when its first byte is to be sent: there it is stopped.
    for (let sendable = 1; ; sendable += 2) {
      const keeper = await begin(one);
      let asked = 0;
      const isHeld = (): boolean => asked++ < sendable;
      const verdict = await keeper.deliver(one.now, { isHeld });
      if (asked <= sendable) break;
      stops += 1;
      // Nobody may have taken over: then this is what is written down, and nothing may be left out for good.
      expect([sendable, verdict]).toMatchObject([sendable, { verdict: "later", afterMs: 0 }]);
      expect(await keeper.deliver(one.now)).toMatchObject({ verdict: "sent" });
      expect(await standing()).toEqual(wanted);
      await bench.close();
    }
    expect(stops).toBeGreaterThan(0);
  },
);
