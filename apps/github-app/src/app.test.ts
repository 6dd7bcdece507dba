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
