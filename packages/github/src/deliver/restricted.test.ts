import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { policySchema } from "@muster/policy";
import { at, by, declared, examples, play, policy, record, ada, eve } from "@muster/incident/testing";
import { issueMark } from "@muster/templates";
import { appPermissions, startBench, untilSent, type Bench, type Keeper } from "../../test/bench.ts";

/* Through real Octokit against the simulated GitHub: a public repository, and a private one beside it. */

let bench: Bench;
let keeper: Keeper;
let fresh: ReturnType<Bench["sim"]["snapshot"]>;

beforeAll(async () => {
  bench = await startBench({ permissions: { ...appPermissions, repository_advisories: "write" } });
  bench.sim.createRepo({ owner: "acme", name: "security", private: true, collaborators: { ada: "write" } });
  fresh = bench.sim.snapshot();
});
beforeEach(() => {
  bench.sim.restore(fresh);
  bench.sim.clearCalls();
  bench.github.forget();
  keeper = bench.keeper("issue");
});
afterEach(() => {
  expect(bench.sim.violations()).toEqual([]);
  bench.sim.clearViolations();
});
afterAll(async () => bench.close());

const under = (issue: unknown) =>
  policySchema.parse({ ...policy, restricted: { ...policy.restricted, issue } });
const inSecurity = { policy: under({ repo: "acme/security" }) };
const nowhere = { policy: under("none") };

const closed = declared({ restricted: "the hole is open" }).incident;
const open = declared({ description: "The relay can be drained" });
const later = play(open, [5, examples.restrict]).incident;
/** Everything that anybody can read in the public repository, in one text. */
const inPublic = (): string => JSON.stringify(bench.sim.state("acme/protocol"));
const writes = () =>
  bench.sim.calls().filter(({ method, route }) => method !== "GET" && !route.includes("access_tokens"));

describe("from the start", () => {
  test("S4-35, S3-62: its issue is filed in the private repository, and not a word in the public one", async () => {
    const before = inPublic();
    const remote = await untilSent(keeper, closed, inSecurity);
    expect(remote).toMatchObject({ id: "in:acme/security#1", url: expect.stringContaining("acme/security") });
    expect(bench.sim.state("acme/security").issues).toMatchObject([{ title: "INC-1: Withdrawals fail" }]);
    // A change is one edit of the same issue.
    await keeper.deliver(play({ incident: closed, events: [] }, [9, examples.update]).incident, inSecurity);
    expect(bench.sim.state("acme/security").issues).toHaveLength(1);
    expect(bench.sim.state("acme/security").issues[0]!.body).toContain("still looking");
    expect(inPublic()).toBe(before);
  });

  test("S4-35: a repository that is public as it is sent gets nothing, with what to do", async () => {
    bench.sim.setVisibility("acme/security", "public");
    const verdict = await keeper.deliver(closed, inSecurity);
    expect(verdict).toEqual({
      verdict: "never",
      why: "acme/security is public, so I file nothing of a restricted incident there.",
      fix: "Make acme/security private and check who can read it, or name another as `restricted.issue` in .muster/policy.yaml, then retry.",
    });
    expect(writes()).toEqual([]);
  });

  test("one that was made public meanwhile gets nothing, also when it is private again", async () => {
    const stopped = play({ incident: closed, events: [] }, [3, examples["stop-filing"]]).incident;
    expect(await keeper.deliver(stopped, inSecurity)).toMatchObject({ verdict: "never" });
    expect(writes()).toEqual([]);
  });

  test("a repository that the App cannot see is told, with what to do", async () => {
    const gone = { policy: under({ repo: "acme/nothing" }) };
    expect(await keeper.deliver(closed, gone)).toMatchObject({
      verdict: "never",
      fix: expect.stringContaining("Install the GitHub App on acme/nothing"),
    });
  });

  test("S3-62: branch, pull request and tracker go there too, or nowhere", async () => {
    const before = inPublic();
    const wanted = play(
      { incident: closed, events: [] },
      [1, examples["request-hotfix"]],
      [2, examples["add-action"]],
      [3, examples.resolve],
    ).incident;
    for (const surface of ["hotfix-branch", "postmortem"] as const) {
      await untilSent(bench.keeper(surface), wanted, inSecurity);
      expect(await bench.keeper(surface).deliver(wanted, nowhere)).toEqual({ verdict: "sent", remote: null });
    }
    const there = bench.sim.state("acme/security");
    expect(there.pulls).toHaveLength(1);
    expect(there.branches).toContain("hotfix/incident-2026-01-05");
    expect(inPublic()).toBe(before);
  });
});

test("B24, S0-80: the public account opens one pull request on its day, with nothing but the approved words", async () => {
  const text = "A return value was not checked. It was fixed before anybody used it.";
  const disclosure = {
    version: 1,
    text,
    on: "2026-01-05",
    withheld: [],
    by: eve,
    confirmedBy: ada,
    approvedBy: eve,
    disclosedAt: at(5).toISOString(),
  };
  const account = bench.keeper("disclosure");
  for (const early of [
    { ...disclosure, on: "2026-01-06" },
    { ...disclosure, approvedBy: null },
    { ...disclosure, confirmedBy: null },
  ]) {
    await account.deliver({ ...closed, disclosure: early });
    expect(writes()).toEqual([]);
  }
  await untilSent(account, { ...closed, disclosure });
  const [pull] = bench.sim.state("acme/protocol").pulls;
  expect(Object.values(pull!.files)).toEqual(["# protocol\n", `${text}\n`]);
  expect(JSON.stringify(pull)).not.toMatch(/INC-1|withdrawals|\beve\b|\bada\b/i);
});

describe("as a draft security advisory", () => {
  const asAdvisory = { policy: under("advisory") };
  const drafts = () => bench.sim.world().repos.find(({ name }) => name === "protocol")?.advisories ?? [];

  test("S4-35, S3-62: the draft follows the incident, and the repository itself shows nothing", async () => {
    const before = inPublic();
    await untilSent(keeper, closed, asAdvisory);
    keeper.dieAt("github.advisory.created");
    const update = play({ incident: closed, events: [] }, [9, examples.update]).incident;
    const remote = await untilSent(keeper, update, asAdvisory);
    expect(drafts()).toMatchObject([{ summary: "INC-1: Withdrawals fail", state: "draft" }]);
    expect(drafts()[0]!.description).toContain("still looking");
    expect(remote.id).toMatch(/^advisory:GHSA-/);
    expect(inPublic()).toBe(before);
    expect(await bench.keeper("hotfix-branch").deliver(closed, asAdvisory)).toEqual({
      verdict: "sent",
      remote: null,
    });
  });

  test("a try that nobody wrote down makes no second one", async () => {
    keeper.dieAt("github.advisory.created");
    await untilSent(keeper, closed, asAdvisory);
    expect(drafts()).toHaveLength(1);
  });

  test("without the permission it is told what to do", async () => {
    bench.sim.setPermissions(bench.installation!, { ...appPermissions, metadata: "read" }); // Installed above.
    expect(await keeper.deliver(closed, asAdvisory)).toMatchObject({
      verdict: "never",
      fix: expect.stringContaining("Repository security advisories"),
    });
  });
});

describe("restricted later", () => {
  test("S3-62: the public issue is emptied and closed before the private one is filed", async () => {
    await untilSent(keeper, open.incident);
    bench.sim.person("ada").comment({ issue: 1, body: "I see it too" });
    const remote = await untilSent(keeper, later, inSecurity);
    const [issue] = bench.sim.state("acme/protocol").issues;
    expect(issue).toMatchObject({
      title: "Withdrawn",
      body: "This was withdrawn.",
      labels: [],
      state: "closed",
    });
    expect(JSON.stringify(issue)).not.toMatch(/Withdrawals|drained|INC-1/);
    expect(bench.sim.state("acme/security").issues[0]!.body).toContain(issueMark(later.id));
    expect(remote).toMatchObject({
      id: "in:acme/security#1",
      extra: { withdrawn: [expect.stringContaining("/acme/protocol/issues/1")] },
    });
    // Once: a further change leaves what was withdrawn alone.
    bench.sim.clearCalls();
    await keeper.deliver(play({ incident: later, events: [] }, [9, examples.update]).incident, inSecurity);
    expect(writes().map(({ path }) => path)).toEqual(["/repos/acme/security/issues/1"]);
  });

  test("without a private place it is emptied and nothing is filed", async () => {
    await untilSent(keeper, open.incident);
    const remote = await untilSent(keeper, later, nowhere);
    expect(remote).toMatchObject({ id: "-", url: null });
    bench.sim.clearCalls();
    await keeper.deliver(later, nowhere);
    expect(bench.sim.calls()).toEqual([]);
  });

  test("the pull request is closed and emptied, and the branches go; a hotfix that holds work stays", async () => {
    const due = play(open, [1, examples["request-hotfix"]], [2, examples.resolve]);
    const after = play(due, [5, examples.restrict]).incident;
    const [pull, branch] = [bench.keeper("postmortem"), bench.keeper("hotfix-branch")];
    await untilSent(pull, due.incident);
    await untilSent(branch, due.incident);
    await untilSent(pull, after, nowhere);
    await untilSent(branch, after, nowhere);
    const state = bench.sim.state("acme/protocol");
    expect(state.pulls).toMatchObject([{ title: "Withdrawn", state: "closed" }]);
    expect(state.branches).toEqual(["main"]);
  });

  test("S3-62: the issues of its action items are emptied and closed, and made anew in the private repository", async () => {
    const told = play(open, [1, examples["add-action"]]);
    const items = bench.keeper("action-issues");
    await untilSent(keeper, told.incident);
    const remotes = { issue: keeper.remote! };
    await items.deliver(told.incident, { remotes });
    expect(bench.sim.state("acme/protocol").issues).toHaveLength(2);
    const after = play(told, [5, examples.restrict]).incident;
    const there = await untilSent(keeper, after, inSecurity);
    await untilSent(items, after, { ...inSecurity, remotes: { issue: there } });
    const left = bench.sim.state("acme/protocol").issues;
    expect(left.map(({ title, state }) => [title, state])).toEqual([
      ["Withdrawn", "closed"],
      ["Withdrawn", "closed"],
    ]);
    expect(bench.sim.state("acme/security").issues.map(({ title }) => title)).toEqual([
      "INC-1: Withdrawals fail",
      expect.stringContaining("check return values"),
    ]);
  });

  describe("with lines in the plan tracker", () => {
    const path = "docs/plan-tracker.md";
    const told = play(declared({ level: "P2" }), [1, examples["add-action"]]);
    const other = { ...told.incident, id: "inc-2", ref: "INC-2", slug: "another" };
    const after = play(told, [5, examples.restrict]).incident;
    const pulls = () => bench.sim.state("acme/protocol").pulls;

    test("S3-62: what waits in the tracker's pull request is taken out of it, and others' lines stay", async () => {
      const [items, others] = [bench.keeper("tracker"), bench.keeper("tracker")];
      await untilSent(items, told.incident);
      await untilSent(others, other);
      await untilSent(items, after, nowhere);
      expect(pulls()).toHaveLength(1);
      expect(pulls()[0]!.files[path]).toContain("INC-2/A1");
      expect(pulls()[0]!.files[path]).not.toContain("INC-1");
    });

    test("S3-62: what was merged is proposed to be taken out, once and without a word on why", async () => {
      const items = bench.keeper("tracker");
      await untilSent(items, told.incident);
      bench.sim.person("ada").merge(1);
      expect(bench.sim.state("acme/protocol").files[path]).toContain("INC-1/A1");
      await untilSent(items, after, nowhere);
      await items.deliver(after, nowhere);
      expect(pulls()).toHaveLength(2);
      const { title, body, head, files } = pulls()[1]!;
      expect(files[path]).not.toContain("INC-1");
      expect(title).toBe("Action items for docs/plan-tracker.md");
      expect(`${title} ${body} ${head}`).not.toMatch(/INC-1|restrict|secret|withdraw|private|Withdrawals/i);
      const { commits } = bench.sim.state("acme/protocol");
      bench.sim.person("ada").merge(2);
      const [newest] = bench.sim
        .state("acme/protocol")
        .commits.filter(({ sha }) => !commits.some((known) => known.sha === sha));
      expect(newest!.message).not.toMatch(/INC-1|restrict|taken out/i);
      expect(bench.sim.state("acme/protocol").files[path]).not.toContain("INC-1");
    });

    test("a try that lost its answer proposes it once", async () => {
      const items = bench.keeper("tracker");
      await untilSent(items, told.incident);
      bench.sim.person("ada").merge(1);
      bench.sim.faults.add({ route: "POST /repos/:owner/:repo/pulls", do: "drop", when: "after" });
      await untilSent(items, after, nowhere);
      expect(pulls()).toHaveLength(2);
    });
  });

  test("a process that dies in between takes it up where it was", async () => {
    await untilSent(keeper, open.incident);
    keeper.dieAt("github.withdrawn");
    await untilSent(keeper, later, inSecurity);
    expect(bench.sim.state("acme/security").issues).toHaveLength(1);
    expect(bench.sim.state("acme/protocol").issues).toMatchObject([{ title: "Withdrawn" }]);
  });

  test("opened again by a decision, it gets an issue of its own in the public repository", async () => {
    await untilSent(keeper, later, inSecurity);
    const lifted = record(
      { incident: later, events: [] },
      [{ type: "restriction-lifted", reason: "it is out", opens: { opsAlerts: true, issue: true } }],
      by(ada),
      at(9),
    ).incident;
    expect(await untilSent(keeper, lifted, inSecurity)).toMatchObject({ id: "1" });
    expect(bench.sim.state("acme/protocol").issues).toMatchObject([{ title: "INC-1: Withdrawals fail" }]);
  });

  test("an incident that a public issue declared does not take its number for one in the private repository", async () => {
    const source = {
      kind: "issue",
      ref: "4711:1",
      url: "https://github.com/acme/protocol/issues/1",
      name: null,
    } as const;
    bench.sim.person("ada").openIssue({ title: "an older matter" }, "acme/security");
    const told = declared({ source, restricted: "keys" }, { actor: by(eve) }).incident;
    await untilSent(keeper, told, inSecurity);
    expect(bench.sim.state("acme/security").issues.map(({ title }) => title)).toEqual([
      "an older matter",
      "INC-1: Withdrawals fail",
    ]);
  });
});
