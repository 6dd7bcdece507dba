import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bo, declared, play, type Story } from "@muster/incident/testing";
import { noticePull } from "../notice-pull.ts";
import { startBench, untilSent, type Bench, type Keeper } from "../../test/bench.ts";

const tracker = "# Plan\r\n\r\n- [x] old work\r\n\r\n## Notes\r\n\tkeep me  \r\n";
const path = "incidents/2026-01-05-withdrawals-fail.md";
const trackerPath = "docs/plan-tracker.md";
const branch = "muster/postmortem-inc-1-withdrawals-fail";

let bench: Bench;
let keeper: Keeper;

beforeEach(async () => {
  bench = await startBench({ repo: { files: { "README.md": "# Protocol\n", [trackerPath]: tracker } } });
  keeper = bench.keeper("postmortem");
});
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const state = () => bench.sim.state("acme/protocol");
const pulls = () => state().pulls;
const story = play(
  declared(),
  [4, { do: "find-root-cause", text: "an unchecked return value" }],
  [6, { do: "mitigate", what: "paused", verified: "no loss" }],
  [9, { do: "add-action", text: "check return values", owner: bo, due: "3d" }],
  [12, { do: "resolve", summary: "fixed and deployed" }],
);
const later = (...steps: Parameters<typeof play> extends [Story, ...infer Steps] ? Steps : never) =>
  play(story, ...steps).incident;

describe("a resolved incident that owes a postmortem", () => {
  test("S1-30 S1-32 S1-39: has a pull request with the postmortem and the tracker in one commit", async () => {
    await untilSent(keeper, story.incident);

    expect(pulls()).toMatchObject([
      {
        title: "Postmortem: INC-1 Withdrawals fail",
        head: branch,
        base: "main",
        state: "open",
        draft: true,
      },
    ]);
    const { files } = pulls()[0]!;
    expect(files[path]).toContain("Withdrawals fail");
    expect(files[path]).toContain("check return values");
    expect(files[trackerPath]).toContain("INC-1/A1 check return values");
    expect(files[trackerPath]!.startsWith(tracker)).toBe(true);
    expect(state().files[path]).toBeUndefined();
    expect(await commits()).toBe(1);
    expect(keeper.remote).toMatchObject({ id: "1", url: expect.stringContaining("/pull/1") });
  });

  test("S1-39: a repository without a tracker gets one", async () => {
    bench.sim.person("ada").editFile({ path: trackerPath, content: null });
    await untilSent(keeper, story.incident);
    expect(pulls()[0]!.files[trackerPath]).toContain("INC-1/A1 check return values");
  });

  test("delivering what stands there already costs no call", async () => {
    await untilSent(keeper, story.incident);
    bench.sim.clearCalls();
    await keeper.deliver(story.incident);
    expect(bench.sim.calls()).toEqual([]);
  });

  test.each<[string, string, "after" | "before", "502" | "drop"]>([
    ["making the branch", "POST /repos/{owner}/{repo}/git/refs", "after", "drop"],
    ["making the branch", "POST /repos/{owner}/{repo}/git/refs", "before", "502"],
    ["committing", "/graphql", "after", "drop"],
    ["committing", "/graphql", "before", "502"],
    ["opening the pull request", "POST /repos/{owner}/{repo}/pulls", "after", "drop"],
    ["opening the pull request", "POST /repos/{owner}/{repo}/pulls", "before", "502"],
  ])(
    "trouble while %s (%s, %s) leaves one branch, one commit and one pull request",
    async (_, route, when, fault) => {
      bench.sim.faults.add({ route, when, do: fault });
      expect(await keeper.deliver(story.incident)).toMatchObject({ verdict: "later" });
      await untilSent(keeper, story.incident);

      expect(pulls()).toHaveLength(1);
      expect(state().branches.filter((name) => name.startsWith("muster/"))).toEqual([branch]);
      expect(await commits()).toBe(1);
    },
  );

  test.each(["github.pull.branched", "github.pull.committed", "github.pull.opened"])(
    "a death at %s leaves one branch, one commit and one pull request",
    async (name) => {
      keeper.dieAt(name);
      await untilSent(keeper, story.incident);
      expect(pulls()).toHaveLength(1);
      expect(await commits()).toBe(1);
    },
  );
});

/** How many commits the branch has and the default branch has not, as GitHub counts them. */
async function commits(): Promise<number> {
  const octokit = await bench.github.forRepo({ owner: "acme", name: "protocol" }, "pulls");
  const { data } = await octokit.rest.pulls.get({ owner: "acme", repo: "protocol", pull_number: 1 });
  return data.commits;
}

describe("while the pull request stands open", () => {
  test("the record's news come in, and people's words stay", async () => {
    await untilSent(keeper, story.incident);
    const lessons = "## Lessons Learned\n\nWe trusted the compiler.  \n";
    const page = pulls()[0]!.files[path]!.replace(/## Lessons Learned\n[^#]*/, `${lessons}\n`);
    bench.sim.person("ada").editFile({ path, content: page, branch });
    await untilSent(
      keeper,
      later([
        20,
        { do: "note", text: "seen by 3 users", saidBy: null, saidAt: null, url: null, attachments: [] },
      ]),
    );
    await untilSent(
      keeper,
      later(
        [20, { do: "note", text: "seen by 3 users", saidBy: null, saidAt: null, url: null, attachments: [] }],
        [21, { do: "add-action", text: "alert on drift", owner: bo, due: "5d" }],
      ),
    );

    const { files } = pulls()[0]!;
    expect(files[path]).toContain("We trusted the compiler.  ");
    expect(files[path]).toContain("seen by 3 users");
    expect(files[path]).toContain("alert on drift");
    expect(files[trackerPath]).toContain("INC-1/A2 alert on drift");
  });

  test("a person who commits at the same moment loses nothing", async () => {
    await untilSent(keeper, story.incident);
    let isDone = false;
    bench.sim.beforeRefUpdate(() => {
      if (isDone) return;
      isDone = true;
      const page = pulls()[0]!.files[path]!;
      bench.sim.person("ada").editFile({ path, content: `${page}\n## Thanks\n\nTo bo.\n`, branch });
    });
    await untilSent(keeper, later([21, { do: "add-action", text: "alert on drift", owner: bo, due: "5d" }]));

    expect(isDone).toBe(true);
    expect(pulls()[0]!.files[path]).toContain("## Thanks\n\nTo bo.");
    expect(pulls()[0]!.files[trackerPath]).toContain("INC-1/A2");
  });

  test("S1-40: once merged nothing is touched again, even when nobody told us of the merge", async () => {
    await untilSent(keeper, story.incident);
    bench.sim.person("ada").readyForReview(1);
    bench.sim.person("ada").merge(1);
    const before = { files: state().files, branches: state().branches };
    bench.sim.clearCalls();
    await untilSent(keeper, later([21, { do: "add-action", text: "alert on drift", owner: bo, due: "5d" }]));

    expect({ files: state().files, branches: state().branches }).toEqual(before);
    expect(bench.sim.calls().filter(({ method }) => method !== "GET" && method !== "POST")).toEqual([]);
    expect(keeper.remote?.extra).toMatchObject({ state: "merged" });
  });

  test("closed without a merge it is left alone until people reopen it", async () => {
    await untilSent(keeper, story.incident);
    bench.sim.person("ada").close(1);
    const changed = later([21, { do: "add-action", text: "alert on drift", owner: bo, due: "5d" }]);
    await untilSent(keeper, changed);
    expect(pulls()[0]!.files[trackerPath]).not.toContain("A2");

    bench.sim.person("ada").reopen(1);
    const { url } = keeper.remote!;
    const pull = {
      number: 1,
      what: "postmortem",
      ref: "INC-1",
      state: "open",
      updatedAt: "2027-01-01T00:00:00Z",
      url: url!,
    } as const;
    keeper.remote = noticePull(keeper.remote!, pull);
    await untilSent(keeper, changed);
    expect(pulls()[0]!.files[trackerPath]).toContain("A2");
  });
});

test("a postmortem that people took out of the pull request is not put back", async () => {
  await untilSent(keeper, story.incident);
  bench.sim.person("ada").editFile({ path, content: null, branch });
  for (const text of ["alert on drift", "alert on gaps"]) {
    await untilSent(keeper, later([21, { do: "add-action", text, owner: bo, due: "5d" }]));
    expect(Object.keys(pulls()[0]!.files)).not.toContain(path);
  }
});

describe("a tracker that cannot be edited without harm", () => {
  const doubled = `${tracker}\r\n- [ ] x <!-- muster:action=INC-1/A1 -->\r\n- [ ] x <!-- muster:action=INC-1/A1 -->\r\n`;

  test("does not hold the postmortem up, and people are told what to mend", async () => {
    bench.sim.person("ada").editFile({ path: trackerPath, content: doubled });
    await untilSent(keeper, story.incident);
    expect(pulls()[0]!.body).toContain("Please mend");
    expect(pulls()[0]!.files[trackerPath]).toBe(doubled);
    expect(pulls()[0]!.files[path]).toContain("Withdrawals fail");

    expect(await keeper.deliver(story.incident)).toMatchObject({
      verdict: "never",
      fix: expect.stringContaining("more than once"),
    });
  });
});

test("hostile words in the title stay words", async () => {
  const title = "fixes #1 [skip ci] @everyone ${{ secrets.X }} <!-- muster:end INC-1 -->";
  const hostile = play(declared({ title }), [12, { do: "resolve", summary: "ok" }]).incident;
  await untilSent(keeper, hostile);

  const pull = pulls()[0]!;
  expect(pull.title).not.toMatch(/\[skip ci\]|@everyone|fixes #1\b|\$\{\{/);
  const [commit] = bench.sim.calls().filter(({ graphql }) => graphql === "createCommitOnBranch");
  expect(JSON.stringify(commit?.body)).not.toMatch(/skip ci|everyone|fixes #1/);
});
