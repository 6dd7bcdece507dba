import { afterEach, expect, test } from "vitest";
import { at, aWorld, type TestWorld } from "../testing.ts";
import { checkAnswer } from "./check.ts";

let world: TestWorld | null = null;
afterEach(async () => {
  await world?.sim.close();
  world = null;
});

test("a field that GitHub would ignore without a word is a violation", async () => {
  world = await aWorld();
  await world.octokit.request("POST /repos/{owner}/{repo}/issues", {
    ...at,
    title: "a",
    lables: ["incident"],
  });
  expect(world.sim.violations()).toEqual([
    {
      kind: "request",
      route: "POST /repos/{owner}/{repo}/issues",
      path: "/repos/acme/protocol/issues",
      problems: ["/lables is not a field of this request"],
    },
  ]);
});

test("so is one deeper down, and an unknown query parameter", async () => {
  world = await aWorld();
  const head = (await world.octokit.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
  const slip = { title: "t", summary: "s", txt: "x" };
  await ask("POST /repos/{owner}/{repo}/check-runs", { ...at, name: "gate", head_sha: head, output: slip });
  await world.octokit.request("GET /repos/{owner}/{repo}/issues", { ...at, label: "incident" });
  expect(world.sim.violations().flatMap(({ problems }) => problems)).toEqual([
    "/output/txt is not a field of this request",
    "?label is not a parameter of this route",
  ]);
});

test("what GitHub refuses is refused too", async () => {
  world = await aWorld();
  const untitled = ask("POST /repos/{owner}/{repo}/issues", { ...at, body: "no title" });
  await expect(untitled).rejects.toMatchObject({ status: 422 });
  const misspelt = ask("GET /repos/{owner}/{repo}/issues", { ...at, state: "opne" });
  await expect(misspelt).rejects.toMatchObject({ status: 422 });
  expect(world.sim.violations()).toHaveLength(2);
});

test("a route the simulator does not have answers 404 as GitHub would, and is a violation", async () => {
  world = await aWorld();
  await expect(world.octokit.request("GET /repos/{owner}/{repo}/stargazers", at)).rejects.toMatchObject({
    status: 404,
    response: { data: { message: "Not Found", documentation_url: expect.any(String) } },
  });
  expect(world.sim.violations()).toMatchObject([
    { kind: "unknown-route", route: "GET /repos/acme/protocol/stargazers" },
  ]);
});

test("our own answers are held to GitHub's description", () => {
  expect(
    checkAnswer("GET /repos/{owner}/{repo}/labels/{name}", { status: 200, body: { name: "x" } }),
  ).toContain("must have required property 'color'");
  expect(checkAnswer("POST /repos/{owner}/{repo}/labels", { status: 200, body: {} })).toEqual([
    "GitHub does not describe an answer with status 200",
  ]);
});

/** A request with the mistakes that Octokit's types would catch: callers without types make them. */
function ask(route: string, parameters: Record<string, unknown>): Promise<unknown> {
  if (world === null) throw new Error("There is no world yet.");
  return world.octokit.request(route, parameters);
}
