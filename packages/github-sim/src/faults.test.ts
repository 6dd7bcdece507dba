import { afterEach, expect, test } from "vitest";
import { at, aWorld, type TestWorld } from "./testing.ts";

let world: TestWorld;
afterEach(() => world.sim.close());

const create = (title = "a") => world.octokit.issues.create({ ...at, title });
const titles = () => world.sim.state().issues.map(({ title }) => title);
const route = "POST /repos/:owner/:repo/issues";

test.each([
  ["500", 500],
  ["502", 502],
  ["404", 404],
  ["409", 409],
  ["422", 422],
] as const)("a %s before the work leaves nothing behind, and only once", async (deed, status) => {
  world = await aWorld();
  world.sim.faults.add({ route, do: deed });
  await expect(create()).rejects.toMatchObject({ status });
  expect(titles()).toEqual([]);
  await create();
  expect(titles()).toEqual(["a"]);
});

test("an answer lost after the work leaves the work done", async () => {
  world = await aWorld();
  world.sim.faults.add({ route, when: "after", do: "drop" });
  await expect(create("done")).rejects.toThrow();
  expect(titles()).toEqual(["done"]);
  world.sim.faults.add({ route, when: "after", do: "502" });
  await expect(create("also")).rejects.toMatchObject({ status: 502 });
  expect(titles()).toEqual(["done", "also"]);
});

test("limits say when to come back", async () => {
  world = await aWorld();
  world.sim.faults.add({ route, do: "403-secondary", retryAfterMs: 7_000 });
  await expect(create()).rejects.toMatchObject({
    status: 403,
    response: { headers: { "retry-after": "7" } },
  });
  world.sim.faults.add({ route, do: "429", retryAfterMs: 1_000 });
  await expect(create()).rejects.toMatchObject({
    status: 429,
    response: { headers: { "retry-after": "1" } },
  });
});

test("a call that hangs gets no answer at all", async () => {
  world = await aWorld();
  world.sim.faults.add({ route, do: "hang" });
  const request = { signal: AbortSignal.timeout(300) };
  await expect(world.octokit.issues.create({ ...at, title: "a", request })).rejects.toThrow();
  expect(titles()).toEqual([]);
});

test("a fault finds its calls by template, by real path, by part and by pattern, and no others", async () => {
  world = await aWorld();
  await create();
  const comment = () => world.octokit.issues.createComment({ ...at, issue_number: 1, body: "b" });
  world.sim.faults.add({ route, do: "500" });
  expect((await comment()).status).toBe(201);
  world.sim.faults.clear();
  for (const wanted of [
    "POST /repos/acme/protocol/issues/1/comments",
    "issues/1/com",
    /comments$/,
    "POST /repos/*/comments",
  ]) {
    world.sim.faults.add({ route: wanted, do: "500" });
    await expect(comment()).rejects.toMatchObject({ status: 500 });
  }
  world.sim.faults.add({ route: "createCommitOnBranch", do: "500" });
  expect(await world.octokit.graphql(`{ viewer { login } }`)).toEqual({ viewer: { login: "muster" } });
});

test("when GitHub is down every connection breaks, and afterwards all is as before", async () => {
  world = await aWorld();
  await create();
  world.sim.down();
  await expect(create("lost")).rejects.toThrow();
  world.sim.up();
  await create("b");
  expect(titles()).toEqual(["a", "b"]);
});

test("content made too fast meets the secondary limit", async () => {
  world = await aWorld({ limits: { contentPerMinute: 2 } });
  await create();
  await create();
  await expect(create()).rejects.toMatchObject({
    status: 403,
    response: { headers: { "retry-after": "60" } },
  });
  world.clock.advance(60_000);
  expect((await create()).status).toBe(201);
});

test("a person's edit can land between our read and our write", async () => {
  world = await aWorld();
  await create();
  const stop = world.sim.beforeIssueUpdate(() => {
    stop();
    world.sim.person("ada").editIssue({ issue: 1, body: "hers" });
  });
  await world.octokit.issues.update({ ...at, issue_number: 1, title: "ours" });
  expect(world.sim.state().issues[0]).toMatchObject({ title: "ours", body: "hers" });
});

test("every call is written down with its route, its outcome and who made it", async () => {
  world = await aWorld();
  const heard: string[] = [];
  world.sim.onCall((call) => heard.push(call.route));
  await create();
  const call = world.sim.calls().at(-1);
  expect(call).toMatchObject({
    platform: "github",
    method: "POST",
    route: "/repos/{owner}/{repo}/issues",
    path: "/repos/acme/protocol/issues",
    status: 201,
    app: "muster",
    body: { title: "a" },
  });
  expect(heard.at(-1)).toBe("/repos/{owner}/{repo}/issues");
  expect(heard).toHaveLength(world.sim.calls().length);
});
