import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { startAppBench, type AppBench } from "../stories/app-bench.ts";

const database = useDatabase();

async function bench(options: Parameters<typeof startAppBench>[1] = {}): Promise<AppBench> {
  const started = await startAppBench(database, options);
  database.defer(async () => expect(started.sim.violations()).toEqual([]));
  return started;
}

const issues = ({ sim }: AppBench) => sim.state("acme/protocol").issues;

const incidents = ({ engine, workspaceId }: AppBench) => engine.read.list(workspaceId, { limit: 20 });

describe("an issue that people label", () => {
  test("S1-27: opens an incident that keeps this very issue", async () => {
    const world = await bench();
    world.sim
      .person("ada")
      .openIssue({ title: "Withdrawals fail", body: "Since nine.", labels: ["incident", "severity:P1"] });
    await world.settle();

    expect(await incidents(world)).toMatchObject([
      { ref: "INC-1", title: "Withdrawals fail", severity: { levelId: "P1" } },
    ]);
    expect(issues(world)).toHaveLength(1);
    expect(issues(world)[0]!.labels).toContain("status:open");
    expect(issues(world)[0]!.body.startsWith("Since nine.")).toBe(true);
  });

  test("an outsider whose issue form sets the label opens nothing", async () => {
    const world = await bench();
    world.sim.person("eve").openIssue({ title: "look at me", body: "x" });
    const payload = issuePayload(world, "labeled");
    const { headers, body } = world.sim.forge(world.githubApp, "issues", payload);
    await fetch(`${world.url}/github/webhooks`, { method: "POST", headers, body });
    await world.settle();
    expect(await incidents(world)).toEqual([]);
  });

  test("what Muster files itself opens no second incident", async () => {
    const world = await bench();
    await world.declare();
    await world.settle();
    expect(await incidents(world)).toHaveLength(1);
    expect(issues(world)).toHaveLength(1);
  });
});

function issuePayload(world: AppBench, action: string): object {
  const repo = world.sim.world().repos[0]!;
  const eve = { id: 666, login: "eve", type: "User" };
  return {
    action,
    label: { name: "incident" },
    issue: {
      id: 1,
      node_id: "I_1",
      number: 1,
      title: "look at me",
      body: "x",
      state: "open",
      labels: [{ name: "incident" }],
      html_url: "https://github.com/acme/protocol/issues/1",
      created_at: "2026-01-05T08:00:00Z",
      updated_at: "2026-01-05T09:00:00Z",
      user: eve,
      author_association: "NONE",
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
}

describe("people's words in the incident's issue", () => {
  test("stay byte for byte when the incident moves on", async () => {
    const world = await bench();
    const incident = await world.declare({ description: "First words." });
    await world.settle();
    const theirs = "Call me: +41…  \r\n\r\n- [ ] ask bo\r\n";
    world.sim.person("ada").editIssue({ issue: 1, body: `${theirs}${issues(world)[0]!.body}\n\tP.S.  ` });
    await world.settle();
    await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
    await world.settle();

    const { body } = issues(world)[0]!;
    expect(body.startsWith(theirs)).toBe(true);
    expect(body.endsWith("\n\tP.S.  ")).toBe(true);
    expect(body).toContain("Mitigated");
  });

  test("come back when our edit ran over them", async () => {
    const world = await bench();
    const incident = await world.declare({ description: "First words." });
    await world.settle();
    world.sim.beforeIssueUpdate(
      once(() => {
        const { body } = issues(world)[0]!;
        world.sim
          .person("ada")
          .editIssue({ issue: 1, body: body.replace("First words.", "First words, and more.") });
      }),
    );
    await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
    await world.settle();

    const { body } = issues(world)[0]!;
    expect(body).toContain("First words, and more.");
    expect(body).toContain("Mitigated");
  });
});

function once(deed: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    deed();
  };
}

describe("an issue that is gone", () => {
  test("is filed again, and says what became of the other", async () => {
    const world = await bench();
    await world.declare();
    await world.settle();
    const payload = { ...issuePayload(world, "deleted"), sender: { id: 3, login: "ada", type: "User" } };
    const { headers, body } = world.sim.forge(world.githubApp, "issues", payload);
    await fetch(`${world.url}/github/webhooks`, { method: "POST", headers, body });
    await world.settle();
    expect(issues(world)).toHaveLength(2);
    expect(issues(world)[1]!.body).toContain("stands in for #1, which was deleted");
  });
});

describe("what it costs", () => {
  const since = (world: AppBench) => world.sim.calls().map(({ method, route }) => `${method} ${route}`);
  const patch = "PATCH /repos/{owner}/{repo}/issues/{issue_number}";

  test("a declaration takes at most two calls, each further change one, and our own webhooks none", async () => {
    const world = await bench();
    const warm = await world.declare({ title: "warm up" });
    await world.settle();
    await world.order(warm, { do: "dismiss", reason: "a test" });
    await world.settle();

    world.sim.clearCalls();
    const incident = await world.declare();
    await world.settle();
    const declaring = since(world);
    expect(declaring.filter((call) => call !== patch)).toEqual(["POST /repos/{owner}/{repo}/issues"]);
    expect(declaring.length).toBeLessThanOrEqual(2);

    world.sim.clearCalls();
    await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
    await world.settle();
    expect(since(world)).toEqual([patch]);
  });

  test("an edit that was put back is not argued about", async () => {
    const world = await bench();
    const incident = await world.declare({ description: "First words." });
    await world.settle();
    world.sim.beforeIssueUpdate(
      once(() => {
        const { body } = issues(world)[0]!;
        world.sim.person("ada").editIssue({ issue: 1, body: body.replace("First", "My first") });
      }),
    );
    world.sim.clearCalls();
    await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
    await world.settle();
    expect(since(world).filter((call) => call === patch).length).toBeLessThanOrEqual(3);
    const { body } = issues(world)[0]!;
    await world.pass(60_000);
    expect(issues(world)[0]!.body).toBe(body);
  });
});

describe("a severity label", () => {
  test("that a person sets on the incident's issue is its severity, and the labels agree", async () => {
    const world = await bench();
    await world.declare();
    await world.settle();
    world.sim.person("bo").label({ issue: 1, add: ["severity:P0"] });
    await world.settle();
    expect(await incidents(world)).toMatchObject([{ severity: { levelId: "P0" } }]);
    expect(issues(world)[0]!.labels.filter((name) => name.startsWith("severity:"))).toEqual(["severity:P0"]);
  });

  test.each(["as-happened", "reversed"] as const)("that replaces another counts, told %s", async (order) => {
    const world = await bench();
    await world.declare();
    await world.settle();
    world.sim.webhooks.hold();
    world.sim.person("bo").label({ issue: 1, add: ["severity:P2"] });
    world.sim.person("bo").label({ issue: 1, remove: ["severity:P2"], add: ["severity:P0"] });
    world.sim.webhooks.release(order);
    await world.settle();
    expect(await incidents(world)).toMatchObject([{ severity: { levelId: "P0" } }]);
  });

  test("that is told again, under another id, changes nothing once the severity is another", async () => {
    const world = await bench();
    const incident = await world.declare();
    await world.settle();
    world.sim.person("bo").label({ issue: 1, add: ["severity:P0"] });
    await world.settle();
    await world.pass(60_000);
    await world.order(incident, { do: "change-severity", level: "P1", reason: "only one market" });
    await world.settle();
    for (const { headers, body } of world.sim.deliveries()) {
      const another = { ...headers, "X-GitHub-Delivery": randomUUID() };
      await fetch(`${world.url}/github/webhooks`, { method: "POST", headers: another, body });
    }
    await world.settle();
    expect(await incidents(world)).toMatchObject([{ severity: { levelId: "P1" } }]);
  });
});

test("S1-23: a hotfix branch that was asked for stands, and the issue leads to it", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.order(incident, { do: "request-hotfix" });
  await world.settle();
  const branch = `hotfix/incident-${incident.date}`;
  expect(world.sim.state("acme/protocol").branches).toContain(branch);
  expect(issues(world)[0]!.body).toContain(`/tree/${branch}`);
});

test("S1-27: on a death after filing, another replica finds the issue instead of filing a second", async () => {
  const world = await bench();
  world.sim.faults.add({ route: "POST /repos/{owner}/{repo}/issues", when: "after", do: "drop" });
  await world.startAnother();
  await world.declare();
  await world.settle();
  await world.pass(5_000);
  expect(issues(world)).toHaveLength(1);
});
