import { describe, expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { limitMs, startAppBench, until, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(options: Parameters<typeof startAppBench>[1] = {}): Promise<AppBench> {
  const world = await startAppBench(database, options);
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  return world;
}

const incidents = ({ engine, workspaceId }: AppBench) => engine.read.list(workspaceId, { limit: 20 });
const repo = ({ sim }: AppBench) => sim.state("acme/protocol");
const warnings = ({ logged }: AppBench) =>
  logged.filter(({ level }) => level === "warn").map(({ message }) => message);

const policyFile = "extends: atrium\nonCall:\n  document: team/rota.md\n";
const rota = "| Week | Primary | Secondary | Tertiary |\n|---|---|---|---|\n| 2026-W02 | ada | bo | - |\n";

describe("at its start the app", () => {
  test("S1-9: reads the policy and the rota that this policy names", async () => {
    const files = { "README.md": "#", ".muster/policy.yaml": policyFile, "team/rota.md": rota };
    const world = await bench({ repo: { files } });
    const { policy } = await world.engine.read.policy(world.workspaceId);
    expect(policy.onCall.document).toBe("team/rota.md");
    expect((await world.engine.documents.get(world.workspaceId, "team/rota.md"))?.content).toBe(rota);
  });

  test("S1-27: makes the labels that the repository lacks, and leaves the others as they are", async () => {
    const world = await bench();
    const labels = world.sim.world().repos[0]!.labels;
    expect(labels.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "bug",
        "incident",
        "severity:P0",
        "severity:P3",
        "status:open",
        "status:merged",
      ]),
    );
    expect(labels.find(({ name }) => name === "severity:P0")).toMatchObject({ color: "b60205" });
    world.sim.clearCalls();
    await world.app.catchUp();
    expect(
      world.sim
        .calls()
        .filter(({ route }) => route === "/repos/{owner}/{repo}/labels")
        .map(({ method }) => method),
    ).toEqual(["GET"]);
  });

  test("says which permissions and events the App lacks, and what does not work without them", async () => {
    const world = await bench({ permissions: { issues: "write", contents: "read" }, events: ["issues"] });
    expect(warnings(world)).toEqual(
      expect.arrayContaining([
        expect.stringContaining("“Contents: write”"),
        expect.stringContaining("“Pull requests: write”"),
        expect.stringContaining("“push”"),
      ]),
    );
    const [lack] = world.logged.filter(({ message }) => message.includes("Pull requests"));
    expect(lack?.fields).toMatchObject({
      without: expect.stringContaining("postmortem"),
      fix: expect.any(String),
    });
  });

  test("says that it is not installed", async () => {
    const world = await bench({ isInstalled: false });
    expect(warnings(world).join()).toContain("not installed on acme/protocol");
  });

  test("starts while GitHub is away, and catches up when it is back", async () => {
    const files = { "README.md": "#", ".muster/policy.yaml": policyFile };
    const world = await bench({ isDownAtStart: true, repo: { files } });
    await world.declare();
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
    world.sim.up();
    expect(await world.app.catchUp()).toBe(true);
    await world.pass(120_000);
    expect(repo(world).issues).toHaveLength(1);
    const { policy } = await world.engine.read.policy(world.workspaceId);
    expect(policy.onCall.document).toBe("team/rota.md");
  });
});

describe("webhooks that were missed", () => {
  test("are fetched from GitHub's log, each once", async () => {
    const world = await bench();
    world.sim.webhooks.down();
    world.sim.person("ada").openIssue({ title: "Withdrawals fail", labels: ["incident"] });
    await world.settle();
    expect(await incidents(world)).toEqual([]);

    world.sim.webhooks.up();
    await world.pass(120_000);
    await world.app.catchUp();
    await world.settle();
    await world.app.catchUp();
    await world.settle();
    expect(await incidents(world)).toHaveLength(1);
    expect(repo(world).issues).toHaveLength(1);
  });

  test("of comments are made good by listing them: each command once, in order, none of an edited one", async () => {
    const world = await bench();
    const incident = await world.declare();
    await world.settle();
    const issue = Number((await world.engine.read.remotes(incident.id)).issue?.id);
    const ada = world.sim.person("ada");
    ada.comment({ issue, body: "/incident note heard before" });
    await world.settle();
    world.sim.webhooks.drop(100);
    ada.comment({ issue, body: "/incident mitigate paused it, verified: it is quiet" });
    ada.comment({ issue, body: "> /incident reopen no" });
    const id = ada.comment({ issue, body: "nothing" });
    await world.pass(60_000);
    ada.editComment({ id, body: "/incident note not as written" });
    ada.comment({ issue, body: "/incident resolve it is over" });
    for (let round = 0; round < 2; round++) {
      await world.app.catchUp();
      await world.settle();
    }
    const now = (await world.engine.read.byId(incident.id))!;
    expect(
      now.timeline.map(({ kind }) => kind).filter((kind) => kind !== "suspects" && kind !== "reminder"),
    ).toEqual(["declared", "severity", "note", "mitigation", "resolution"]);
    const answers = repo(world).issues[0]!.comments.filter(({ author }) => author === "muster[bot]");
    expect(answers).toHaveLength(1);
    expect(answers[0]!.body).toContain("this comment was changed since");
    expect(answers[0]!.body.match(/<!-- muster:answer /g)).toHaveLength(4);
  });

  test("that GitHub itself lost are made good by looking at the issues", async () => {
    const world = await bench();
    world.sim.webhooks.drop(10);
    const number = world.sim.person("eve").openIssue({ title: "Withdrawals fail" });
    // Eve may not work here, but whoever set the label may.
    world.sim.person("bo").label({ issue: number, add: ["incident", "severity:P2"] });
    await world.pass(120_000);
    await world.app.catchUp();
    await world.settle();
    expect(await incidents(world)).toMatchObject([
      { title: "Withdrawals fail", reporter: { github: "bo" }, severity: { levelId: "P2" } },
    ]);
  });

  test("about an issue that we keep bring people's words in before the next change", async () => {
    const world = await bench();
    const incident = await world.declare();
    await world.settle();
    world.sim.webhooks.drop(10);
    await world.pass(60_000);
    world.sim.person("ada").editIssue({ issue: 1, body: `Mine.\n\n${repo(world).issues[0]!.body}` });
    await world.app.catchUp();
    await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
    await world.settle();
    expect(repo(world).issues[0]!.body).toMatch(/^Mine\.\n\n/);
  });

  test("S1-40: about a merge publish the postmortem after all", async () => {
    const world = await bench();
    const incident = await world.declare();
    await world.order(incident, { do: "resolve", summary: "fixed" });
    await world.settle();
    world.sim.webhooks.drop(10);
    world.sim.person("ada").readyForReview(2);
    world.sim.person("ada").merge(2);
    await world.pass(120_000);
    await world.app.catchUp();
    await world.settle();
    const [known] = await incidents(world);
    expect(known).toMatchObject({
      status: "closed",
      postmortem: { publishedUrl: expect.stringContaining("/blob/main/incidents/") },
    });
  });

  test("from before Muster came here declare nothing", async () => {
    const world = await bench({ isDownAtStart: true });
    world.sim.webhooks.drop(10);
    world.sim.person("ada").openIssue({ title: "Old trouble", labels: ["incident"] });
    world.sim.up();
    await world.app.catchUp();
    await world.settle();
    expect(await incidents(world)).toEqual([]);
  });
});

describe("a change of the repository", () => {
  test("puts a new policy in force as soon as it is pushed", async () => {
    const world = await bench();
    world.sim.person("ada").editFile({ path: ".muster/policy.yaml", content: policyFile });
    await world.settle();
    expect((await world.engine.read.policy(world.workspaceId)).policy.onCall.document).toBe("team/rota.md");
  });

  test("that breaks the policy leaves the last good one in force and says so", async () => {
    const world = await bench({ repo: { files: { ".muster/policy.yaml": policyFile } } });
    world.sim.person("ada").editFile({ path: ".muster/policy.yaml", content: "extends: nowhere\n" });
    await world.settle();
    const { policy, problems } = await world.engine.read.policy(world.workspaceId);
    expect(policy.onCall.document).toBe("team/rota.md");
    expect(problems.length).toBeGreaterThan(0);
  });

  test("S1-40: merging the postmortem closes the incident and its issue", async () => {
    const world = await bench();
    const incident = await world.declare();
    await world.order(incident, { do: "resolve", summary: "fixed" });
    await world.settle();
    world.sim.person("ada").readyForReview(2);
    world.sim.person("ada").merge(2);
    await world.settle();
    expect(await incidents(world)).toMatchObject([
      { status: "closed", postmortem: { publishedAt: expect.any(String) } },
    ]);
    expect(repo(world).issues[0]).toMatchObject({
      state: "closed",
      labels: expect.arrayContaining(["status:closed"]),
    });
  });
});

describe("webhooks in any order, once or twice", () => {
  test.each(["reversed", "shuffled", "shuffled"] as const)("%s end in the same state", async (order) => {
    const world = await bench();
    const incident = await world.declare();
    await world.settle();
    world.sim.webhooks.hold();
    world.sim.webhooks.duplicate(4);
    for (const words of ["one", "two", "three"]) {
      await world.engine.settle({ limitMs });
      world.sim.person("ada").editIssue({
        issue: 1,
        body: `${words}\n\n${repo(world).issues[0]!.body.replace(/^(one|two)\n\n/, "")}`,
      });
      await world.pass(2_000).catch(() => undefined);
    }
    world.sim.webhooks.release(order);
    await world.settle();
    await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
    await world.settle();
    const { body } = repo(world).issues[0]!;
    expect(body.startsWith("three\n\n")).toBe(true);
    expect(body.match(/muster:begin incident/g)).toHaveLength(1);
    expect(body).toContain("Mitigated");
  });
});

test("an outage of GitHub passes: what was declared meanwhile follows", async () => {
  const world = await bench();
  world.sim.down();
  await world.declare();
  await until(async () => (await world.engine.pending()).lanes.github.later > 0);
  world.sim.up();
  await world.pass(60_000);
  expect(repo(world).issues).toHaveLength(1);
});
