import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { declared, play, policy } from "@muster/incident/testing";
import { issueMark } from "@muster/templates";
import { noticeIssue, noticeIssueGone } from "../notice-issue.ts";
import { startBench, untilSent, type Bench, type Keeper } from "../../test/bench.ts";

let bench: Bench;
let keeper: Keeper;

beforeEach(async () => {
  bench = await startBench();
  keeper = bench.keeper("issue");
});
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const issues = () => bench.sim.state("acme/protocol").issues;
const writes = () =>
  bench.sim.calls().filter(({ method, route }) => method !== "GET" && !route.includes("access_tokens"));
const { incident } = declared({ description: "Nobody can withdraw.\n\nSince nine." });

describe("a new incident", () => {
  test("S1-17 S1-27: files one issue with the incident label in one call", async () => {
    await untilSent(keeper, incident);

    expect(issues()).toMatchObject([
      {
        number: 1,
        title: "INC-1: Withdrawals fail",
        labels: ["incident", "severity:P1", "status:open"],
        state: "open",
        author: "muster[bot]",
      },
    ]);
    expect(issues()[0]!.body).toContain("Nobody can withdraw.");
    expect(writes().map(({ method, route }) => `${method} ${route}`)).toEqual([
      "POST /repos/{owner}/{repo}/issues",
    ]);
    expect(keeper.remote).toMatchObject({ id: "1", url: expect.stringContaining("/acme/protocol/issues/1") });
  });

  test("S1-28: the issue leads to the channel as soon as there is one, by one call and no reading", async () => {
    await untilSent(keeper, incident);
    bench.sim.clearCalls();
    const channel = { id: "77", url: "https://discord.com/channels/1/77", rendered: null, extra: {} };
    await keeper.deliver(incident, { remotes: { channel } });

    expect(issues()[0]!.body).toContain("https://discord.com/channels/1/77");
    expect(bench.sim.calls().map(({ method }) => method)).toEqual(["PATCH"]);
  });

  test("is filed by nobody who was paused so long that another replica may be filing it, however late that shows", async () => {
    for (const callsAllowed of [0, 1]) {
      bench.github.forget();
      let left = callsAllowed;
      const isHeld = (): boolean => (left -= 1) >= 0;
      expect(await keeper.deliver(incident, { isHeld })).toMatchObject({ verdict: "later" });
      expect(issues()).toEqual([]);
    }
    await untilSent(keeper, incident);
    expect(issues()).toHaveLength(1);
  });

  test("delivering what stands there already costs no call", async () => {
    await untilSent(keeper, incident);
    bench.sim.clearCalls();
    await keeper.deliver(incident);
    expect(bench.sim.calls()).toEqual([]);
  });

  test.each<[string, "after" | "before", "502" | "drop"]>([
    ["the answer is lost", "after", "drop"],
    ["the answer is a 502 although it was done", "after", "502"],
    ["nothing was done", "before", "502"],
  ])("when %s there is still one issue", async (_, when, fault) => {
    bench.sim.faults.add({ route: "POST /repos/{owner}/{repo}/issues", when, do: fault });
    expect(await keeper.deliver(incident)).toMatchObject({ verdict: "later" });
    await untilSent(keeper, incident);
    expect(issues()).toHaveLength(1);
    expect(keeper.remote?.id).toBe("1");
  });

  test("a death right after filing leaves one issue", async () => {
    keeper.dieAt("github.issue.created");
    await untilSent(keeper, incident);
    expect(issues()).toHaveLength(1);
  });

  test("somebody's own issue with our mark is not taken for ours", async () => {
    const fake = bench.sim.person("bo").openIssue({ title: "mine", body: issueMark(incident.id) });
    bench.sim.faults.add({ route: "POST /repos/{owner}/{repo}/issues", when: "before", do: "502" });
    await untilSent(keeper, incident);
    expect(keeper.remote?.id).not.toBe(String(fake));
    expect(issues()).toHaveLength(2);
  });
});

describe("an incident that moves on", () => {
  test("changes its labels and its part of the body in one call; people's labels stay", async () => {
    await untilSent(keeper, incident);
    bench.sim.person("ada").label({ issue: 1, add: ["customer-facing"] });
    const { labels, body, updatedAt, state, title } = issues()[0]!;
    keeper.remote = noticeIssue(keeper.remote!, {
      issue: { number: 1, title, body, labels, assignees: [], state, updatedAt, url: keeper.remote!.url! },
      replacedByUs: null,
      byBot: false,
    });
    bench.sim.clearCalls();
    const { incident: mitigated } = play(declared(), [
      5,
      { do: "mitigate", what: "paused", verified: "no loss" },
    ]);
    await keeper.deliver(mitigated);

    expect(bench.sim.calls().map(({ method }) => method)).toEqual(["PATCH"]);
    expect(new Set(issues()[0]!.labels)).toEqual(
      new Set(["customer-facing", "incident", "severity:P1", "status:mitigated"]),
    );
  });

  test.each<["after" | "before", "502" | "drop"]>([
    ["after", "502"],
    ["after", "drop"],
    ["before", "502"],
  ])(
    "when the answer of a change is lost (%s the work, %s), no line of ours comes among people's",
    async (when, fault) => {
      await untilSent(keeper, incident);
      const [above] = issues()[0]!.body.split("<!-- muster:begin");
      bench.sim.faults.add({ route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}", when, do: fault });
      const story = play(declared({ description: "Nobody can withdraw.\n\nSince nine." }), [
        5,
        { do: "mitigate", what: "paused", verified: "no loss" },
      ]);
      expect(await keeper.deliver(story.incident)).toMatchObject({ verdict: "later" });
      await untilSent(keeper, play(story, [9, { do: "reopen", reason: "slow again" }]).incident);

      expect(issues()[0]!.body.split("<!-- muster:begin")[0]).toBe(above);
      expect(issues()[0]!.body).toContain("slow again");
    },
  );

  test("closes the issue of an incident that owes no postmortem, and reopens it with the incident", async () => {
    const story = declared({ level: "P2" });
    await untilSent(keeper, story.incident);
    const resolved = play(story, [9, { do: "resolve", summary: "faster now" }]);
    await untilSent(keeper, resolved.incident);
    expect(issues()[0]).toMatchObject({ state: "closed", stateReason: "completed" });

    await untilSent(keeper, play(resolved, [20, { do: "reopen", reason: "slow again" }]).incident);
    expect(issues()[0]).toMatchObject({ state: "open" });
  });

  test("opens an issue again that it closed in a try whose answer was lost, but not one that a person closed", async () => {
    const story = declared({ level: "P2" });
    await untilSent(keeper, story.incident);
    const lost = { route: "PATCH /repos/{owner}/{repo}/issues/{issue_number}", do: "502" } as const;
    bench.sim.faults.add({ ...lost, when: "after" });
    const resolved = play(story, [9, { do: "resolve", summary: "faster now" }]);
    expect(await keeper.deliver(resolved.incident)).toMatchObject({ verdict: "later" });
    expect(issues()[0]).toMatchObject({ state: "closed" });
    const again = play(resolved, [20, { do: "reopen", reason: "slow again" }]);
    await untilSent(keeper, again.incident);
    expect(issues()[0]).toMatchObject({ state: "open" });

    bench.sim.person("ada").close(1);
    bench.sim.faults.add({ ...lost, when: "before" });
    const next = play(again, [30, { do: "update", text: "we look again" }]);
    expect(await keeper.deliver(next.incident)).toMatchObject({ verdict: "later" });
    await untilSent(keeper, next.incident);
    expect(issues()[0]).toMatchObject({ state: "closed" });
  });

  test("S1-30: keeps the issue open while a postmortem is owed", async () => {
    await untilSent(keeper, incident);
    const story = play(declared(), [9, { do: "resolve", summary: "fixed" }]);
    await untilSent(keeper, story.incident);
    expect(issues()[0]).toMatchObject({ state: "open" });
    const published = play(story, [
      99,
      { do: "publish-postmortem", url: "https://github.com/acme/protocol/pull/7" },
    ]);
    await untilSent(keeper, published.incident);
    expect(issues()[0]).toMatchObject({ state: "closed", stateReason: "completed" });
  });

  test.each<[string, Parameters<typeof play>[1]]>([
    ["dismissed", [3, { do: "dismiss", reason: "a test" }]],
    ["merged", [3, { do: "merge", into: { id: "other", ref: "INC-2" }, asked: "INC-2" }]],
  ])("closes the issue of a %s incident as not planned", async (_, step) => {
    await untilSent(keeper, incident);
    await untilSent(keeper, play(declared(), step).incident);
    expect(issues()[0]).toMatchObject({ state: "closed", stateReason: "not_planned" });
  });
});

describe("an issue that people declared by", () => {
  test("S1-27: becomes the incident's issue; their words and labels stay byte for byte", async () => {
    const body = "### What happened\r\n\r\nNobody can withdraw.  \r\n\r\n- [x] I searched first\r\n";
    const number = bench.sim
      .person("ada")
      .openIssue({ title: "Withdrawals fail!", body, labels: ["bug", "incident"] });
    const repoId = bench.sim.world().repos[0]!.id;
    const source = { kind: "issue", ref: `${repoId}:${number}`, url: null, name: "ada" } as const;
    const { incident: adopted } = declared({ source, description: body });
    await untilSent(keeper, adopted);

    expect(issues()).toHaveLength(1);
    expect(issues()[0]).toMatchObject({ title: "Withdrawals fail!", author: "ada" });
    expect(new Set(issues()[0]!.labels)).toEqual(new Set(["bug", "incident", "severity:P1", "status:open"]));
    expect(issues()[0]!.body.startsWith(body)).toBe(true);
    expect(keeper.remote?.id).toBe(String(number));
  });

  test("and deleted meanwhile is filed anew", async () => {
    const source = { kind: "issue", ref: "1:99", url: null, name: "ada" } as const;
    await untilSent(keeper, declared({ source }).incident);
    expect(issues()).toMatchObject([{ author: "muster[bot]" }]);
  });
});

describe("an issue that is gone", () => {
  test("is replaced by one that says so", async () => {
    await untilSent(keeper, incident);
    keeper.remote = noticeIssueGone(keeper.remote!, "https://github.com/acme/app/issues/3");
    await untilSent(keeper, incident);
    expect(issues()).toHaveLength(2);
    expect(issues()[1]!.body).toContain(
      "stands in for #1, which was moved to https://github.com/acme/app/issues/3",
    );
    expect(keeper.remote?.id).toBe("2");
  });

  test("also when nobody told us", async () => {
    await untilSent(keeper, incident);
    const { incident: mitigated } = play(declared(), [
      5,
      { do: "mitigate", what: "paused", verified: "no loss" },
    ]);
    keeper.remote = { ...keeper.remote!, id: "999" };
    await untilSent(keeper, mitigated);
    expect(issues()).toHaveLength(2);
    expect(issues()[1]!.body).toContain("stands in for #999, which was deleted");
  });
});

test("labels that the repository did not know get their colour", async () => {
  await untilSent(keeper, incident);
  const found = bench.sim.world().repos[0]!.labels.map(({ name }) => name);
  expect(found).toEqual(expect.arrayContaining(["incident", "severity:P1", "status:open"]));
  expect(policy.github.label).toBe("incident");
});

describe("the milestone that a level asks for", () => {
  const policyWith = (milestone: string) => ({
    ...policy,
    levels: { ...policy.levels, P2: { ...policy.levels["P2"]!, milestone } },
  });
  async function milestones(...list: { title: string; due_on?: string; state?: "open" | "closed" }[]) {
    const octokit = await bench.github.forRepo({ owner: "acme", name: "protocol" }, "issues");
    for (const one of list)
      await octokit.rest.issues.createMilestone({ owner: "acme", repo: "protocol", ...one });
    bench.sim.clearCalls();
    return octokit;
  }
  const milestoneOf = (): number | null => bench.sim.world().repos[0]!.issues[0]!.milestone;
  const small = declared({ level: "P2" });

  test("S1-29: the next due open one is set as the issue is filed, by one more reading", async () => {
    await milestones(
      { title: "Someday" },
      { title: "Sprint 9", due_on: "2026-01-20T08:00:00Z" },
      { title: "Sprint 8", due_on: "2026-01-06T08:00:00Z" },
      { title: "Sprint 7", due_on: "2025-12-20T08:00:00Z" },
    );
    await untilSent(keeper, small.incident, { policy: policyWith("next") });
    expect(milestoneOf()).toBe(3);
    expect(bench.sim.calls().map(({ method, route }) => `${method} ${route}`)).toEqual([
      "GET /repos/{owner}/{repo}/milestones",
      "POST /repos/{owner}/{repo}/issues",
    ]);
    bench.sim.clearCalls();
    await keeper.deliver(small.incident, { policy: policyWith("next") });
    expect(bench.sim.calls()).toEqual([]);
  });

  test("S1-29: one that the repository lacks is told of in the issue, with what to do", async () => {
    await milestones({ title: "Sprint 8", due_on: "2026-01-06T08:00:00Z" });
    await untilSent(keeper, small.incident, { policy: policyWith("Sprint 12") });
    expect(milestoneOf()).toBeNull();
    expect(issues()[0]!.body).toContain("The milestone Sprint 12, which the policy names, is not open here");
  });

  test("S1-29: an incident that is lowered to it gets it by the same edit, but none instead of people's own", async () => {
    await milestones({ title: "Sprint 8", due_on: "2026-01-06T08:00:00Z" }, { title: "Ours" });
    const policyNow = policyWith("Sprint 8");
    await untilSent(keeper, incident, { policy: policyNow });
    const lowered = play(declared({ description: "Nobody can withdraw.\n\nSince nine." }), [
      3,
      { do: "change-severity", level: "P2", reason: "one market" },
    ]);
    await untilSent(keeper, lowered.incident, { policy: policyNow });
    expect(milestoneOf()).toBe(1);

    const other = bench.keeper("issue");
    const second = { ...incident, id: "inc-id-9", ref: "INC-9" };
    await untilSent(other, second, { policy: policyNow });
    const octokit = await milestones();
    await octokit.rest.issues.update({ owner: "acme", repo: "protocol", issue_number: 2, milestone: 2 });
    await untilSent(other, { ...lowered.incident, id: "inc-id-9", ref: "INC-9" }, { policy: policyNow });
    expect(bench.sim.world().repos[0]!.issues[1]!.milestone).toBe(2);
  });
});
