import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { declared, play } from "@muster/incident/testing";
import type { Fault } from "@muster/github-sim";
import { startBench, untilSent, type Bench, type BenchOptions } from "../../test/bench.ts";
import { Held } from "./gate.ts";
import { judge } from "./judge.ts";

const { incident } = declared();
const create = "POST /repos/{owner}/{repo}/issues";

let bench: Bench;
const start = async (options: BenchOptions = {}): Promise<void> => void (bench = await startBench(options));

afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

describe("weather", () => {
  beforeEach(() => start());

  test.each<[string, Omit<Fault, "route">, number]>([
    ["500", { do: "500" }, 0],
    ["502", { do: "502" }, 0],
    ["503", { do: "503" }, 0],
    ["409", { do: "409" }, 0],
    ["a cut line", { do: "drop" }, 0],
    ["429 with a time", { do: "429", retryAfterMs: 7_000 }, 7_000],
    ["403 for writing too much, with a time", { do: "403-secondary", retryAfterMs: 30_000 }, 30_000],
    ["403 for writing too much", { do: "403-secondary" }, 60_000],
  ])("%s means later, and then it is done once", async (_, fault, afterMs) => {
    bench.sim.faults.add({ route: create, ...fault });
    const keeper = bench.keeper("issue");
    expect(await keeper.deliver(incident)).toMatchObject({ verdict: "later", afterMs });
    bench.pass(afterMs + 1_000);
    await untilSent(keeper, incident);
    expect(bench.sim.state("acme/protocol").issues).toHaveLength(1);
  });

  test("a spent hourly budget waits until GitHub gives a new one", async () => {
    bench.sim.faults.add({ route: create, do: "403-primary" });
    const verdict = await bench.keeper("issue").deliver(incident);
    expect(verdict.verdict).toBe("later");
    if (verdict.verdict === "later") expect(verdict.afterMs).toBeGreaterThan(1_000);
  });

  test("a pause that GitHub asked for holds for every incident, without another call", async () => {
    bench.sim.faults.add({ route: create, do: "403-secondary", retryAfterMs: 30_000 });
    await bench.keeper("issue").deliver(incident);
    bench.sim.clearCalls();
    const other = { ...incident, id: "inc-id-2", ref: "INC-2" };
    expect(await bench.keeper("issue").deliver(other)).toMatchObject({ verdict: "later", afterMs: 30_000 });
    expect(bench.sim.calls()).toEqual([]);
  });

  test("a token that ended is renewed within the same delivery", async () => {
    const keeper = bench.keeper("issue");
    await untilSent(keeper, incident);
    bench.pass(2 * 3_600_000);
    const { incident: next } = play(declared(), [5, { do: "mitigate", what: "paused", verified: "no loss" }]);
    expect(await keeper.deliver(next)).toMatchObject({ verdict: "sent" });
  });

  test("a token that GitHub took back is renewed, and nothing is filed twice", async () => {
    bench.sim.faults.add({ route: create, do: "401" });
    expect(await bench.keeper("issue").deliver(incident)).toMatchObject({ verdict: "sent" });
    expect(bench.sim.state("acme/protocol").issues).toHaveLength(1);
  });
});

test("no answer at all means later, and then it is done once", async () => {
  await start({ callMaxMs: 1_000 });
  bench.sim.faults.add({ route: create, do: "hang" });
  const keeper = bench.keeper("issue");
  expect(await keeper.deliver(incident)).toMatchObject({ verdict: "later", afterMs: 0 });
  await untilSent(keeper, incident);
  expect(bench.sim.state("acme/protocol").issues).toHaveLength(1);
});

describe("what trying again cannot mend", () => {
  test.each<[string, Fault["do"], RegExp]>([
    ["a permission that is missing", "403", /permission/],
    ["a repository that is not shown", "404", /installed there/],
    ["a rule of the repository", "422", /rule of the repository/],
  ])("%s is said with what to do", async (_, fault, fix) => {
    await start();
    bench.sim.faults.add({ route: create, do: fault, times: 3 });
    const verdict = await bench.keeper("issue").deliver(incident);
    expect(verdict).toMatchObject({ verdict: "never", fix: expect.stringMatching(fix) });
  });

  test("an App that is not installed", async () => {
    await start({ isInstalled: false });
    expect(await bench.keeper("issue").deliver(incident)).toMatchObject({
      verdict: "never",
      fix: expect.stringContaining("GitHub App is installed there"),
    });
  });

  test("an App that is suspended", async () => {
    await start();
    bench.sim.suspend(bench.installation!);
    expect(await bench.keeper("issue").deliver(incident)).toMatchObject({
      verdict: "never",
      fix: expect.stringContaining("Unsuspend"),
    });
  });

  test("an App that may only read", async () => {
    await start({ permissions: { issues: "read", contents: "read" } });
    expect(await bench.keeper("issue").deliver(incident)).toMatchObject({
      verdict: "never",
      fix: expect.stringContaining("permission"),
    });
  });

  test("a workspace without a repository", async () => {
    await start();
    const workspace = { id: "acme", name: "Acme", guildId: null, repo: null };
    expect(await bench.keeper("issue").deliver(incident, { workspace })).toMatchObject({
      verdict: "never",
      fix: expect.stringContaining("GITHUB_REPO"),
    });
  });
});

describe("an answer of GitHub", () => {
  beforeEach(() => start());
  const deed = { doing: "keep the incident's issue", repo: "acme/protocol", now: new Date(0) };
  const answer = (status: number, message = "", headers = {}, errors: object[] = []) =>
    judge(
      Object.assign(new Error(message), {
        name: "HttpError",
        status,
        response: { headers, data: { message, errors } },
      }),
      deed,
    );
  const graphql = (type: string) =>
    judge(
      Object.assign(new Error("x"), { name: "GraphqlResponseError", errors: [{ type }], headers: {} }),
      deed,
    );

  test.each<[number, string, "later" | "never", RegExp]>([
    [401, "Bad credentials", "never", /GITHUB_APP_ID/],
    [403, "Resource not accessible by integration", "never", /permission/],
    [403, "Repository was archived so is read-only.", "never", /Unarchive/],
    [403, "You have exceeded a secondary rate limit.", "later", /pause/],
    [409, "Git Repository is empty.", "never", /first commit/],
    [410, "Issues are disabled for this repo", "never", /Switch issues on/],
    [429, "", "later", /pause/],
    [451, "Repository access blocked", "never", /GITHUB_REPO/],
    [500, "Server Error", "later", /500/],
    [504, "Timeout", "later", /504/],
    [418, "", "never", /418/],
  ])("%i %j is judged %s", (status, message, verdict, words) => {
    const judged = answer(status, message);
    expect(judged.verdict).toBe(verdict);
    expect(JSON.stringify(judged)).toMatch(words);
  });

  test("names the permission that GitHub says is missing", () => {
    const judged = answer(403, "Resource not accessible by integration", {
      "x-accepted-github-permissions": "issues=write",
    });
    expect(judged).toMatchObject({ fix: expect.stringContaining("issues=write") });
  });

  test("never passes on what it holds, only what kind of trouble it is", () => {
    const judged = answer(422, "secret title", {}, [
      { field: "title", code: "invalid", value: "secret title" },
    ]);
    expect(judged).toMatchObject({ verdict: "never", why: expect.stringContaining("title invalid") });
    expect(JSON.stringify(judged)).not.toContain("secret");
  });

  test.each<[string, "later" | "never"]>([
    ["RATE_LIMITED", "later"],
    ["SERVICE_UNAVAILABLE", "later"],
    ["STALE_DATA", "later"],
    ["FORBIDDEN", "never"],
    ["NOT_FOUND", "never"],
    ["UNPROCESSABLE", "never"],
  ])("GraphQL's %s is judged %s", (type, verdict) => {
    expect(graphql(type).verdict).toBe(verdict);
  });

  test("that was never asked for waits for its turn", () => {
    expect(judge(new Held(1_500, "full"), deed)).toEqual({ verdict: "later", afterMs: 1_500, why: "full" });
  });

  test("that is no answer but a bug is not taken for weather", () => {
    expect(() => judge(new TypeError("x is not a function"), deed)).toThrow("not a function");
  });
});
