import { expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(): Promise<AppBench> {
  const world = await startAppBench(database, {
    events: ["issues", "issue_comment", "label", "repository", "pull_request", "push"],
    repo: { collaborators: { ada: "admin", bo: "triage" } },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  return world;
}

const words = ({ told }: AppBench): string[] =>
  told.flatMap((errand) => (errand.do === "tell-ops" ? [`${errand.what} ${errand.fix ?? ""}`] : []));

test("a renamed repository is followed by its id, also after a new start with the old setting, and people are told", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.settle();
  world.sim.person("ada").renameRepo("vault");
  await world.settle();
  await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
  await world.settle();
  expect(world.sim.state("acme/vault").issues).toMatchObject([
    { labels: expect.arrayContaining(["status:mitigated"]) as unknown },
  ]);
  expect(words(world)).toEqual([
    "The repository acme/protocol is called acme/vault now. I go on there; nothing is lost. Write acme/vault into GITHUB_REPO when it suits you, so that a new set-up finds it too.",
  ]);

  const [stored] = await world.engine.workspaces
    .list()
    .then((all) => all.filter(({ id }) => id === world.workspaceId));
  await world.engine.workspaces.put({ ...stored!, repo: { owner: "acme", name: "protocol" } });
  await world.app.stop();
  await world.startAnother();
  await world.order(incident, { do: "resolve", summary: "fixed" });
  await world.settle();
  expect(world.sim.state("acme/vault").issues[0]!.labels).toContain("status:resolved");
});

test("a repository that was renamed while Muster was away is found by GitHub's own forwarding, and people are told once", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.settle();
  await world.app.stop();
  world.sim.webhooks.drop(9);
  world.sim.person("ada").renameRepo("vault");
  world.sim.person("ada").renameRepo("treasury");
  const again = await world.startAnother();
  await again.ready;
  await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
  await world.settle();
  expect(world.sim.state("acme/treasury").issues).toMatchObject([
    { labels: expect.arrayContaining(["status:mitigated"]) as unknown },
  ]);
  expect(words(world)).toEqual([
    expect.stringContaining("The repository acme/protocol is called acme/treasury now."),
  ]);
});

test("S1-27: a label of incidents that is deleted or renamed in the repository comes back, on open incidents too, and people are told where to change its name", async () => {
  const world = await bench();
  await world.declare();
  await world.settle();
  const labels = (): string[] => world.sim.state("acme/protocol").issues[0]!.labels.toSorted();
  world.sim.person("ada").deleteLabel("incident");
  await world.settle();
  expect(labels()).toEqual(["incident", "severity:P1", "status:open"]);
  world.sim.person("ada").renameLabel({ from: "severity:P1", to: "sev1" });
  await world.settle();
  expect(labels()).toEqual(["incident", "sev1", "severity:P1", "status:open"]);
  expect(words(world)).toEqual([
    expect.stringMatching(/“incident” was deleted by ada.*github\.label/),
    expect.stringMatching(/“severity:P1” was renamed to “sev1” by ada/),
  ]);
});

test("an issue that was moved away is filed anew, also where nobody told of it, and people's words go on there", async () => {
  const world = await bench();
  world.sim.createRepo({ owner: "acme", name: "attic", collaborators: { ada: "admin" } });
  const incident = await world.declare();
  await world.settle();
  const ada = world.sim.person("ada");
  ada.transferIssue({ issue: 1, to: "acme/attic" }, "acme/protocol");
  await world.settle();
  world.sim.webhooks.drop(1, ({ action }) => action === "transferred");
  const second = world.sim.state("acme/protocol").issues[0]!.number;
  ada.transferIssue({ issue: second, to: "acme/attic" }, "acme/protocol");
  await world.settle();
  await world.order(incident, { do: "update", text: "still looking" });
  await world.settle();
  const [issue, ...more] = world.sim.state("acme/protocol").issues;
  expect(more).toEqual([]);
  expect(issue!.body).toContain("still looking");
  world.sim.person("ada").close(issue!.number, "acme/protocol");
  await world.settle();
  expect(await world.engine.read.byId(incident.id)).toMatchObject({ status: "resolved" });
});

test("while issues are switched off the incident goes on, people are told what to do, and its issue is filed once they are on", async () => {
  const world = await bench();
  const ada = world.sim.person("ada");
  ada.switchIssues(false);
  const incident = await world.declare();
  await world.settle();
  const given = (await world.engine.read.effects(incident.id)).flatMap(({ givenUp }) => givenUp ?? []);
  expect(given).toContainEqual({
    why: expect.stringContaining("Issues are switched off in acme/protocol"),
    fix: "Switch issues on in the settings of acme/protocol.",
  });
  ada.switchIssues(true);
  await world.engine.effects.retry(world.workspaceId, incident.id);
  await world.settle();
  expect(world.sim.state("acme/protocol").issues).toHaveLength(1);
});

test("on a locked issue those who may write are heard and answered", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.settle();
  const ada = world.sim.person("ada");
  ada.lock(1);
  ada.comment({ issue: 1, body: "/incident note Seen on the locked issue" });
  await world.settle();
  expect(JSON.stringify((await world.engine.read.byId(incident.id))?.timeline)).toContain("locked issue");
  expect(world.sim.state("acme/protocol").issues[0]!.comments).toHaveLength(2);
});

test("a suspended App and an archived repository are told of once in #ops-alerts, with what to do", async () => {
  const world = await bench();
  world.sim.person("ada").archiveRepo();
  world.sim.webhooks.duplicate(2);
  world.sim.suspend(world.installation!);
  await world.settle();
  world.sim.unsuspend(world.installation!);
  await world.settle();
  expect(words(world).toSorted()).toEqual([
    expect.stringMatching(/^The GitHub App was suspended.*Unsuspend/),
    expect.stringMatching(/^acme\/protocol: The repository was archived.*Unarchive/),
  ]);
});
