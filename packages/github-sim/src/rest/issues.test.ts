import { afterEach, expect, test } from "vitest";
import { at, aWorld, type TestWorld } from "../testing.ts";

let world: TestWorld;
afterEach(async () => {
  expect(world.sim.violations()).toEqual([]);
  await world.sim.close();
});

test("an issue from opening to closing and back", async () => {
  world = await aWorld();
  const { octokit, sim } = world;
  const { data } = await octokit.issues.create({
    ...at,
    title: "Down",
    body: "It is.",
    assignees: ["ada", "stranger"],
  });
  expect(data).toMatchObject({ number: 1, state: "open", assignees: [{ login: "ada" }] });
  expect(data.html_url).toBe("https://github.com/acme/protocol/issues/1");
  expect(data.performed_via_github_app?.slug).toBe("muster");

  await octokit.issues.update({
    ...at,
    issue_number: 1,
    title: "Down!",
    state: "closed",
    state_reason: "not_planned",
  });
  expect(sim.state().issues[0]).toMatchObject({
    title: "Down!",
    state: "closed",
    stateReason: "not_planned",
  });
  const reopened = await octokit.issues.update({ ...at, issue_number: 1, state: "open" });
  expect(reopened.data).toMatchObject({ state: "open", state_reason: "reopened", closed_at: null });

  const events = await octokit.issues.listEvents({ ...at, issue_number: 1 });
  expect(events.data.map(({ event }) => event)).toEqual(["assigned", "renamed", "closed", "reopened"]);
});

test("labels that do not exist are made in grey for who may push, and dropped without a word for others", async () => {
  world = await aWorld();
  const { octokit, sim } = world;
  const mine = await octokit.issues.create({ ...at, title: "a", labels: ["incident", "Bug"] });
  expect(mine.data.labels.map((label) => (typeof label === "string" ? label : label.name))).toEqual([
    "incident",
    "bug",
  ]);
  expect((await octokit.issues.getLabel({ ...at, name: "incident" })).data.color).toBe("ededed");
  sim.person("eve").openIssue({ title: "b", labels: ["incident"] });
  expect(sim.state().issues[1]?.labels).toEqual([]);
  await expect(octokit.issues.createLabel({ ...at, name: "INCIDENT" })).rejects.toMatchObject({
    status: 422,
    response: { data: { errors: [{ code: "already_exists" }] } },
  });
});

test("a list is found by label, author, state and time, and leads on with links", async () => {
  world = await aWorld();
  const { octokit, clock, sim } = world;
  await octokit.issues.create({ ...at, title: "old", labels: ["incident"] });
  clock.advance(60_000);
  const since = clock.now().toISOString();
  for (const title of ["one", "two", "three"])
    await octokit.issues.create({ ...at, title, labels: ["incident"] });
  sim.person("ada").openIssue({ title: "hers", labels: ["incident"] });
  const found = await octokit.paginate(octokit.issues.listForRepo, {
    ...at,
    labels: "incident",
    creator: "muster[bot]",
    state: "all",
    since,
    per_page: 2,
  });
  expect(found.map(({ title }) => title)).toEqual(["three", "two", "one"]);
  const lists = sim.calls().filter(({ route, method }) => method === "GET" && route.endsWith("/issues"));
  expect(lists).toHaveLength(2);
});

test("comments can be written, changed, reacted to and deleted", async () => {
  world = await aWorld();
  const { octokit } = world;
  await octokit.issues.create({ ...at, title: "a" });
  const { data } = await octokit.issues.createComment({ ...at, issue_number: 1, body: "first" });
  await octokit.issues.updateComment({ ...at, comment_id: data.id, body: "second" });
  const reaction = () =>
    octokit.reactions.createForIssueComment({ ...at, comment_id: data.id, content: "eyes" });
  expect((await reaction()).status).toBe(201);
  expect((await reaction()).status).toBe(200);
  const list = await octokit.issues.listComments({ ...at, issue_number: 1 });
  expect(list.data).toMatchObject([{ body: "second", reactions: { eyes: 1 } }]);
  await octokit.issues.deleteComment({ ...at, comment_id: data.id });
  expect(world.sim.state().issues[0]?.comments).toEqual([]);
});

test("a body longer than GitHub takes is refused", async () => {
  world = await aWorld();
  const { octokit } = world;
  await octokit.issues.create({ ...at, title: "a", body: "x".repeat(65_536) });
  await expect(octokit.issues.create({ ...at, title: "b", body: "x".repeat(65_537) })).rejects.toMatchObject({
    status: 422,
  });
  await expect(
    octokit.issues.createComment({ ...at, issue_number: 1, body: "x".repeat(65_537) }),
  ).rejects.toMatchObject({ status: 422 });
});

test("what has not changed is answered with 304 and costs nothing", async () => {
  world = await aWorld();
  const { octokit } = world;
  await octokit.issues.create({ ...at, title: "a" });
  const first = await octokit.issues.get({ ...at, issue_number: 1 });
  const again = octokit.issues.get({
    ...at,
    issue_number: 1,
    headers: { "if-none-match": first.headers.etag },
  });
  await expect(again).rejects.toMatchObject({ status: 304 });
  await octokit.issues.update({ ...at, issue_number: 1, body: "new" });
  const changed = await octokit.issues.get({
    ...at,
    issue_number: 1,
    headers: { "if-none-match": first.headers.etag },
  });
  expect(changed.status).toBe(200);
});

test("search finds an issue only once the index has caught up", async () => {
  world = await aWorld({ searchLagMs: 10_000 });
  const { octokit, clock } = world;
  await octokit.issues.create({ ...at, title: "a", body: "<!-- marker-7 -->" });
  const search = async () =>
    (await octokit.search.issuesAndPullRequests({ q: "repo:acme/protocol marker-7" })).data.total_count;
  expect(await search()).toBe(0);
  clock.advance(10_000);
  expect(await search()).toBe(1);
});

test("two repositories know nothing of each other", async () => {
  world = await aWorld();
  const { octokit, sim } = world;
  sim.createRepo({ owner: "acme", name: "site", files: { "index.html": "hi" } });
  await octokit.issues.create({ ...at, title: "here" });
  await octokit.issues.create({ owner: "acme", repo: "site", title: "there", labels: ["incident"] });
  expect(sim.state("acme/protocol").issues.map(({ title }) => title)).toEqual(["here"]);
  expect(sim.state("acme/site").issues).toMatchObject([{ number: 1, title: "there" }]);
  expect(sim.state("acme/site").files).toEqual({ "index.html": "hi" });
  const labels = await octokit.paginate(octokit.issues.listLabelsForRepo, at);
  expect(labels.map(({ name }) => name)).not.toContain("incident");
});

test("an issue that was moved leads to where it is, one that was deleted is gone", async () => {
  world = await aWorld();
  const { octokit, sim } = world;
  sim.createRepo({ owner: "acme", name: "site", collaborators: { ada: "admin" } });
  sim.addCollaborator(world.repo, "ada", "admin");
  const ada = sim.person("ada");
  for (const title of ["moves", "goes"]) ada.openIssue({ title });
  expect(ada.transferIssue({ issue: 1, to: "acme/site" })).toBe(1);
  ada.deleteIssue(2);
  const { data } = await octokit.issues.get({ ...at, issue_number: 1 });
  expect(data.html_url).toBe("https://github.com/acme/site/issues/1");
  await expect(octokit.issues.get({ ...at, issue_number: 2 })).rejects.toMatchObject({ status: 410 });
});
