import { describe, expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { limitMs, startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();
const path = ".muster/policy.yaml";

async function bench(options: Parameters<typeof startAppBench>[1] = {}): Promise<AppBench> {
  const started = await startAppBench(database, {
    repo: { files: { "README.md": "# protocol\n", [path]: "extends: atrium\n" } },
    ...options,
  });
  database.defer(async () => expect(started.sim.violations()).toEqual([]));
  return started;
}

/** Ada proposes this policy on a branch of her own; null takes the file out. */
function propose(world: AppBench, content: string | null, branch = "policy"): number {
  const ada = world.sim.person("ada");
  if (!world.sim.state().branches.includes(branch)) ada.createBranch({ name: branch });
  ada.editFile({ path, content, branch });
  return ada.openPull({ title: "Other rules", head: branch, base: "main" });
}

function checksOf(world: AppBench, number: number) {
  return world.sim.state().pulls.find((pull) => pull.number === number)!.checks;
}

const posts = (world: AppBench) =>
  world.sim.calls().filter(({ method, route }) => method === "POST" && route.endsWith("/check-runs")).length;

describe("a pull request that changes the policy", () => {
  test("gets each error at its line with what to write, and fails; a commit that mends it passes", async () => {
    const world = await bench();
    const pull = propose(
      world,
      "extends: atrium\nlevels:\n  P1:\n    updateEveryMin: often\n    colour: red\n",
    );
    await world.settle();
    expect(checksOf(world, pull)).toMatchObject([
      {
        name: "Muster policy",
        status: "completed",
        conclusion: "failure",
        title: "2 things to mend",
        summary: expect.stringContaining("cannot be used yet"),
        annotations: [
          { path, line: 4, level: "failure", message: expect.stringContaining("Write minutes") },
          { path, line: 5, level: "failure", message: expect.stringContaining("not a field that I know") },
        ],
      },
    ]);

    world.sim.person("ada").editFile({
      path,
      branch: "policy",
      content: "extends: atrium\nlevels: { P0: { updateEveryMin: 15 } }\n",
    });
    await world.settle();
    const [check] = checksOf(world, pull);
    // Atrium itself has contradictions; they stood before and are only counted.
    expect(check).toMatchObject({ conclusion: "success", annotations: [] });
    expect(check!.title).toBe("The policy can be used, no incident would have gone differently");
    expect(check!.summary).toContain("4 warnings stood before");
    expect(check!.summary).toContain("- **P0**\n  - no longer: Updates: at least every 30 min");
    expect(check!.summary).toContain("No incident is on record yet");
  });

  test("is told what would have gone differently in the last incidents, each by the policy it was declared under", async () => {
    const world = await bench();
    await world.declare({ title: "Withdrawals fail", level: "P1" });
    await world.declare({ title: "Typo", level: "P3" });
    await world.settle();
    const pull = propose(world, "extends: atrium\nlevels: { P1: { pages: [] } }\n");
    await world.settle();
    const [check] = checksOf(world, pull);
    expect(check!.title).toContain("1 incident would have gone differently");
    expect(check!.summary).toContain(
      "- **[INC-1](https://github.com/acme/protocol/issues/1)** (P1)\n  - Nobody would have been paged (it paged @&#8203;on-call).",
    );
    expect(check!.summary).toContain("Nothing would have been different in [INC-2]");
  });

  test("that brings a new contradiction is warned of it at its line", async () => {
    const world = await bench();
    const pull = propose(world, "extends: atrium\nlevels:\n  P2:\n    updateEveryMin: 60\n");
    await world.settle();
    const [check] = checksOf(world, pull);
    expect(check).toMatchObject({
      conclusion: "neutral",
      title: expect.stringContaining("1 new warning"),
      annotations: [{ line: 4, level: "warning", message: expect.stringContaining("opens no channel") }],
    });
    expect(check!.summary).toContain("Set `opens.channel: true`");
  });

  test("that only words it in another way hears that nothing would have been different", async () => {
    const world = await bench();
    await world.declare({ level: "P1" });
    await world.settle();
    const pull = propose(world, "# Ours\nextends: atrium\n");
    await world.settle();
    const [check] = checksOf(world, pull);
    expect(check!.summary).toContain("It says the same as the policy in force");
    expect(check!.summary).toContain("Nothing would have been different in [INC-1]");
  });

  test("is checked once for each commit, however often and in whatever order GitHub tells of it", async () => {
    const world = await bench();
    const pull = propose(world, "extends: seal\n");
    await world.settle();
    for (const { headers, body } of world.sim.deliveries()) {
      const another = { ...headers, "X-GitHub-Delivery": crypto.randomUUID() };
      await fetch(`${world.url}/github/webhooks`, { method: "POST", headers: another, body });
    }
    world.sim.person("ada").closePull(pull);
    world.sim.person("ada").reopen(pull);
    await world.settle();
    expect(posts(world)).toBe(1);
  });

  test("is checked when GitHub is back, and once when only the answer was lost", async () => {
    const world = await bench();
    world.sim.faults.add({ route: "POST /repos/:owner/:repo/check-runs", do: "502", times: 2 });
    const first = propose(world, "extends: seal\n");
    for (let round = 0; round < 4; round++) await world.pass(5_000);
    expect(checksOf(world, first)).toHaveLength(1);

    world.sim.faults.add({ route: "POST /repos/:owner/:repo/check-runs", do: "drop", when: "after" });
    const second = propose(world, "extends: pci\n", "another");
    for (let round = 0; round < 4; round++) await world.pass(5_000);
    expect(checksOf(world, second)).toHaveLength(1);
  });

  test("is checked as well when the webhook never came", async () => {
    const world = await bench();
    await world.app.catchUp();
    world.sim.webhooks.hold();
    const pull = propose(world, "extends: seal\n");
    await world.app.catchUp();
    await world.engine.settle({ limitMs });
    expect(checksOf(world, pull)).toHaveLength(1);
    world.sim.webhooks.release();
  });

  test("fails when the file is no text or too large, and none is read that is too large", async () => {
    const world = await bench();
    const large = propose(world, `extends: atrium\n# ${"x".repeat(300_000)}\n`);
    const nul = propose(world, "extends: atrium\n# \0\n", "nul");
    await world.settle();
    expect(checksOf(world, large)).toMatchObject([
      { conclusion: "failure", annotations: [{ line: 1, message: expect.stringContaining("256 KiB") }] },
    ]);
    expect(checksOf(world, nul)).toMatchObject([
      { conclusion: "failure", annotations: [{ message: expect.stringContaining("NUL") }] },
    ]);
  });

  test("that takes the file out is told of the preset that comes into force", async () => {
    const world = await bench({
      repo: { files: { "README.md": "# protocol\n", [path]: "extends: seal\n" } },
    });
    const pull = propose(world, null);
    await world.settle();
    expect(checksOf(world, pull)[0]!.summary).toContain("Atrium incident response");
  });
});

test("other pull requests get no check and cost one call; the App without the permission says what it lacks", async () => {
  const world = await bench({ permissions: { issues: "write", contents: "write", pull_requests: "write" } });
  const ada = world.sim.person("ada");
  ada.createBranch({ name: "docs" });
  ada.editFile({ path: "README.md", content: "# Protocol\n", branch: "docs" });
  const other = ada.openPull({ title: "Docs", head: "docs", base: "main" });
  await world.settle();
  expect(checksOf(world, other)).toEqual([]);
  expect(posts(world)).toBe(0);

  propose(world, "extends: seal\n");
  await world.settle();
  const left = await world.engine.errands.open(world.workspaceId);
  expect(left.filter(({ errand }) => errand.do === "check-policy")).toMatchObject([
    {
      givenUp: {
        why: expect.stringContaining("may not check the policy"),
        fix: expect.stringContaining("Checks: write"),
      },
    },
  ]);
  expect(world.logged.map(({ message }) => message)).toContain(
    "The GitHub App lacks the permission “Checks: write” on acme/protocol.",
  );
});
