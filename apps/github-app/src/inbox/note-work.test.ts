import { expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import type { Incident } from "@muster/incident";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(files: Record<string, string> = {}): Promise<AppBench> {
  const world = await startAppBench(database, {
    permissions: {
      issues: "write",
      contents: "write",
      pull_requests: "write",
      checks: "write",
      statuses: "read",
      deployments: "read",
    },
    events: ["issues", "pull_request", "push", "check_run", "check_suite", "status", "deployment_status"],
    repo: { files: { "README.md": "#", ...files } },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  return world;
}

const now = async ({ engine }: AppBench, { id }: Incident): Promise<Incident> =>
  (await engine.read.byId(id))!;
const told = async (world: AppBench, incident: Incident): Promise<string[]> =>
  (await now(world, incident)).timeline.filter(({ kind }) => kind === "work").map(({ text }) => text);

test("S1-24: a fix is followed by commit statuses as well, and by the suite where the news of its last check were lost", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.order(incident, { do: "request-hotfix" });
  await world.settle();
  const branch = `hotfix/incident-${incident.date}`;
  const ada = world.sim.person("ada");
  ada.editFile({ path: "fix.ts", content: "1", branch });
  const number = ada.openPull({ title: "Check return values", head: branch, base: "main" });
  ada.status({ context: "ci/build", ref: branch, state: "pending" });
  ada.check({ name: "test", ref: branch, conclusion: null });
  await world.settle();
  await world.pass(2_000);
  ada.status({ context: "ci/build", ref: branch, state: "failure" });
  await world.settle();
  await world.pass(2_000);
  ada.status({ context: "ci/build", ref: branch, state: "success" });
  await world.settle();
  expect((await told(world, incident)).at(-1)).toBe(`Checks of #${number} fail: ci/build`);
  world.sim.webhooks.drop(1, ({ event }) => event === "check_run");
  ada.check({ name: "test", ref: branch, conclusion: "success" });
  ada.status({ context: "ci/other", ref: "main", state: "failure" });
  await world.settle();
  expect((await told(world, incident)).slice(1)).toEqual([
    `Checks of #${number} fail: ci/build`,
    `Checks of #${number} pass`,
  ]);
});

test("S1-23, S1-24, S1-25, S1-26: a hotfix is followed from its pull request over its checks and its preview to production", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.order(incident, { do: "request-hotfix" });
  await world.settle();
  const branch = `hotfix/incident-${incident.date}`;
  const ada = world.sim.person("ada");
  ada.editFile({ path: "fix.ts", content: "1", branch });
  const number = ada.openPull({ title: "Check return values", head: branch, base: "main" });
  ada.check({ name: "test", ref: branch, conclusion: null });
  ada.check({ name: "lint", ref: branch, conclusion: "success" });
  await world.settle();
  expect(await told(world, incident)).toEqual([`Hotfix pull request #${number} open: Check return values`]);

  await world.pass(2_000);
  ada.check({ name: "test", ref: branch, conclusion: "failure" });
  await world.settle();
  await world.pass(2_000);
  ada.check({ name: "test", ref: branch, conclusion: "success" });
  ada.deploy({ environment: "preview", state: "in_progress", ref: branch });
  ada.deploy({ environment: "preview", state: "success", ref: branch });
  await world.settle();
  expect((await now(world, incident)).work.pulls).toMatchObject([
    { number, isHotfix: true, state: "open", checks: { result: "passing" } },
  ]);
  const body = (): string => world.sim.state("acme/protocol").issues[0]!.body;
  expect(body()).toContain("checks passing, in preview");

  await world.pass(2_000);
  world.sim.webhooks.duplicate(3);
  ada.merge(number);
  await world.settle();
  expect(body()).toContain("promote it to production by hand");
  await world.pass(2_000);
  ada.deploy({ environment: "production", state: "success", ref: "main" });
  await world.settle();
  expect(await told(world, incident)).toEqual([
    `Hotfix pull request #${number} open: Check return values`,
    `Checks of #${number} fail: test`,
    `Checks of #${number} pass`,
    `#${number} is deployed to preview (not production)`,
    `Hotfix pull request #${number} merged: Check return values`,
    `#${number} is deployed to production`,
  ]);
  expect(body()).not.toContain("promote it");
});

test("S1-24: a pull request that names the incident or its issue is told once for each change, and so is what takes it back", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.settle();
  const ada = world.sim.person("ada");
  for (const [branch, title, body] of [
    ["cache", "Faster cache", `For ${incident.ref.toLowerCase()}.`],
    ["queue", "Cap the queue", "Closes nothing; see #1."],
    ["other", `${incident.ref}0 and X${incident.ref}`, "acme/other#1, ticket-#1, &#1;"],
  ] as const) {
    ada.createBranch({ name: branch });
    ada.editFile({ path: `${branch}.ts`, content: branch, branch });
    ada.openPull({ title, body, head: branch, base: "main" });
  }
  await world.settle();
  expect((await told(world, incident)).sort()).toEqual([
    "Pull request #2 open: Faster cache",
    "Pull request #3 open: Cap the queue",
  ]);
  await world.pass(2_000);
  ada.closePull(3);
  ada.merge(2);
  await world.settle();
  await world.pass(2_000);
  const { mergedAs } = (await now(world, incident)).work.pulls.find(({ number }) => number === 2)!;
  ada.editFile({
    path: "cache.ts",
    content: "",
    message: `Revert "Faster cache"\n\nThis reverts commit ${mergedAs!}.`,
  });
  ada.createBranch({ name: "revert" });
  ada.editFile({ path: "r.ts", content: "r", branch: "revert" });
  ada.openPull({
    title: 'Revert "Faster cache"',
    body: "Reverts acme/protocol#2",
    head: "revert",
    base: "main",
  });
  await world.settle();
  expect((await told(world, incident)).slice(2).sort()).toEqual([
    expect.stringMatching(/^Commit [0-9a-f]{7} takes back [0-9a-f]{7}: Revert "Faster cache"$/),
    "Pull request #2 merged: Faster cache",
    "Pull request #3 closed without merging: Cap the queue",
    'Pull request #5, which takes back #2, open: Revert "Faster cache"',
  ]);
});

test("a fork of somebody who may not write here mentions what it likes, and nothing is written down; missed news are found", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.settle();
  const ada = world.sim.person("ada");
  ada.createBranch({ name: "cache" });
  ada.editFile({ path: "c.ts", content: "c", branch: "cache" });
  world.sim.webhooks.drop(10);
  ada.openPull({ title: `Fix for ${incident.ref}`, head: "cache", base: "main" });
  const repo = world.sim.world().repos[0]!;
  const eve = { id: 666, login: "eve", type: "User" };
  const forked = {
    action: "opened",
    number: 9,
    pull_request: {
      number: 9,
      html_url: "https://github.com/acme/protocol/pull/9",
      title: `${incident.ref} @everyone`,
      body: "",
      state: "open",
      updated_at: "2026-01-05T09:00:00Z",
      head: { ref: `hotfix/incident-${incident.date}`, sha: "a".repeat(40), repo: { id: 1 } },
      base: { ref: "next" },
      user: eve,
    },
    repository: {
      id: repo.id,
      name: "protocol",
      full_name: "acme/protocol",
      html_url: "https://github.com/acme/protocol",
      default_branch: "main",
      private: false,
    },
    sender: eve,
  };
  const { headers, body } = world.sim.forge(world.githubApp, "pull_request", forked);
  await fetch(`${world.url}/github/webhooks`, { method: "POST", headers, body });
  await world.settle();
  expect(await told(world, incident)).toEqual([]);
  await world.app.catchUp();
  await world.settle();
  expect(await told(world, incident)).toEqual([`Pull request #2 open: Fix for ${incident.ref}`]);
});

test("what changed before an incident was noticed is listed once, blames nobody, and stays out of the issue", async () => {
  const world = await bench();
  const ada = world.sim.person("ada");
  ada.editFile({ path: "cache.ts", content: "1", message: "Cache return values\n\nlong words" });
  ada.deploy({ environment: "production", state: "success" });
  await world.pass(2_000);
  const incident = await world.declare();
  await world.settle();
  expect((await now(world, incident)).work.suspects).toBeNull();
  await world.pass(16_000);
  const { suspects } = (await now(world, incident)).work;
  expect(suspects).toMatchObject({ more: 0, unread: [] });
  expect(suspects!.list.map(({ is, title, by }) => `${is} ${title} ${by}`)).toEqual(
    expect.arrayContaining(["commit Cache return values ada", "deployment main to production ada"]),
  );
  const line = (await now(world, incident)).timeline.find(({ kind }) => kind === "suspects");
  expect(line?.text).toContain("none is known to be the cause");
  expect(world.sim.state("acme/protocol").issues[0]!.body).not.toContain("Cache return values");
  await world.order(incident, { do: "look-for-suspects" });
  await world.settle();
  expect(
    (await now(world, incident)).timeline.filter(({ text }) => text.includes("before it,")),
  ).toHaveLength(1);
});
