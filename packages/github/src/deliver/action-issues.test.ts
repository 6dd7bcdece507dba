import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Incident } from "@muster/incident";
import { bo, cy, declared, play, policy } from "@muster/incident/testing";
import { startBench, untilSent, type Bench, type Keeper } from "../../test/bench.ts";
import { readActionIssues } from "../action-issue-memory.ts";

let bench: Bench;
let keeper: Keeper;
let parent: number;

beforeEach(async () => {
  bench = await startBench({ repo: { collaborators: { ada: "admin", bo: "triage" } } });
  keeper = bench.keeper("action-issues");
  parent = bench.sim.person("ada").openIssue({ title: "INC-1: Withdrawals fail" });
});
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const issues = () => bench.sim.state("acme/protocol").issues.filter(({ number }) => number !== parent);
const remotes = () => ({
  issue: {
    id: String(parent),
    url: `https://github.com/acme/protocol/issues/${parent}`,
    rendered: null,
    extra: {},
  },
});
const send = (incident: Incident, change = {}) =>
  untilSent(keeper, incident, { remotes: remotes(), ...change });

const one = play(declared(), [
  3,
  { do: "add-action", text: "check return values", owner: bo, due: "2026-12-01", kind: "test" },
]);
const two = play(one, [5, { do: "add-action", text: "alert on p95", owner: cy, due: "5d" }]);

test("S0-74, B19: each item has an issue of its own below the incident's, with its owner assigned and its kind told", async () => {
  await send(two.incident);
  expect(issues()).toMatchObject([
    { title: "INC-1/A1: check return values", state: "open", labels: ["action-item"], assignees: ["bo"] },
    { title: "INC-1/A2: alert on p95", assignees: [] },
  ]);
  const [first, second] = issues();
  expect(first!.body).toContain(
    "- **Owner:** bo\n- **Due:** 2026-12-01\n- **Status:** open\n- **Kind:** test",
  );
  expect(second!.body).toContain("- **Owner:** cy (not known on GitHub");
  const octokit = await bench.github.forRepo({ owner: "acme", name: "protocol" }, "issues");
  const { data } = await octokit.rest.issues.listSubIssues({
    owner: "acme",
    repo: "protocol",
    issue_number: parent,
  });
  expect(data.map(({ number }) => number)).toEqual([first!.number, second!.number]);
});

test("B19: an issue follows its item: closed when it is done, as not planned when it is dropped, and open again", async () => {
  await send(one.incident);
  const stories = [
    [play(one, [6, { do: "complete-action", action: "A1" }]), { state: "closed", stateReason: "completed" }],
    [
      play(one, [6, { do: "move-action", action: "A1", status: "dropped", reason: "gone" }]),
      { state: "closed", stateReason: "not_planned" },
    ],
    [one, { state: "open" }],
  ] as const;
  for (const [story, state] of stories) {
    await send(story.incident);
    expect(issues()[0]).toMatchObject(state);
  }
});

test("B19: words, owner and date follow, and what people wrote around our part stays", async () => {
  await send(one.incident);
  const { number, body } = issues()[0]!;
  bench.sim.person("ada").editIssue({ issue: number, body: `See the audit.\r\n\r\n${body}\r\nThanks!` });
  bench.sim.person("ada").assign({ issue: number, to: ["ada"] });
  const changed = play(
    one,
    [6, { do: "reword-action", action: "A1", text: "check *all* return values" }],
    [7, { do: "schedule-action", action: "A1", due: "2026-12-24" }],
    [8, { do: "gate-action", action: "A1", gate: true }],
  );
  await send(changed.incident);
  const now = issues()[0]!;
  expect(now.title).toBe("INC-1/A1: check *all* return values");
  expect(now.body).toMatch(
    /^See the audit\.\r\n\r\n[^]*- \*\*Due:\*\* 2026-12-24[^]*Releases[^]*\r\nThanks!$/,
  );
  expect(now.assignees).toEqual(["bo", "ada"]);
});

describe("B19: whatever is lost on the way, each item has one issue", () => {
  test.each(["github.action-issue.created", "github.action-issue.written"])("dying at %s", async (name) => {
    keeper.dieAt(name);
    await send(two.incident);
    expect(issues()).toHaveLength(2);
    expect(Object.keys(readActionIssues(keeper.remote).items)).toEqual(["A1", "A2"]);
  });

  test.each(["500", "drop"] as const)("an answer that ends in %s after the write", async (fault) => {
    bench.sim.faults.add({ route: "POST /repos/:owner/:repo/issues", when: "after", do: fault });
    await send(two.incident);
    expect(issues()).toHaveLength(2);
  });
});

test("B19: an issue that was closed by a try whose answer was lost opens again with its item", async () => {
  await send(one.incident);
  bench.sim.faults.add({
    route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
    when: "after",
    do: "502",
  });
  await send(play(one, [6, { do: "complete-action", action: "A1" }]).incident);
  expect(issues()[0]).toMatchObject({ state: "closed" });
  await send(one.incident);
  expect(issues()[0]).toMatchObject({ state: "open" });
});

test("an issue that people deleted is not made again", async () => {
  await send(one.incident);
  bench.sim.person("ada").deleteIssue(issues()[0]!.number);
  await send(play(one, [6, { do: "complete-action", action: "A1" }]).incident);
  await send(two.incident);
  expect(issues().map(({ title }) => title)).toEqual(["INC-1/A2: alert on p95"]);
});

test("nothing to say costs no call, and a policy may want the issues later or not at all", async () => {
  await send(one.incident);
  const calls = bench.sim.calls().length;
  await send(one.incident);
  expect(bench.sim.calls()).toHaveLength(calls);

  const other = bench.keeper("action-issues");
  for (const when of ["never", "when-resolved", "when-published"] as const) {
    const other_policy = { ...policy, actions: { ...policy.actions, issues: when } };
    expect(await other.deliver(one.incident, { policy: other_policy, remotes: remotes() })).toEqual({
      verdict: "sent",
      remote: null,
    });
  }
});
