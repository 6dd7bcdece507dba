import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { declared, play } from "@muster/incident/testing";
import { startBench, untilSent, type Bench, type Keeper } from "../../test/bench.ts";

let bench: Bench;
let keeper: Keeper;

beforeEach(async () => {
  bench = await startBench();
  keeper = bench.keeper("hotfix-branch");
});
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const { incident } = play(declared(), [2, { do: "request-hotfix" }]);
const other = { ...incident, id: "inc-id-2", ref: "INC-2" };
const branches = () => bench.sim.state("acme/protocol").branches.toSorted();
const create = "POST /repos/{owner}/{repo}/git/refs";

test("S1-23: makes the branch that the policy names, at the head of the default branch", async () => {
  await untilSent(keeper, incident);
  expect(branches()).toEqual(["hotfix/incident-2026-01-05", "main"]);
  expect(keeper.remote).toMatchObject({
    id: "hotfix/incident-2026-01-05",
    url: expect.stringContaining("/acme/protocol/tree/hotfix/incident-2026-01-05"),
  });
});

test("nothing is made unless somebody asked for it", async () => {
  await keeper.deliver(declared().incident);
  expect(branches()).toEqual(["main"]);
});

test("S1-23: a second incident of the day gets a branch of its own", async () => {
  await untilSent(keeper, incident);
  bench.owners.set("hotfix/incident-2026-01-05", incident.id);
  await untilSent(bench.keeper("hotfix-branch"), other);
  expect(branches()).toEqual(["hotfix/incident-2026-01-05", "hotfix/incident-2026-01-05-2", "main"]);
});

describe("a branch of that name that people made", () => {
  test("is left to them", async () => {
    bench.sim.person("ada").createBranch({ name: "hotfix/incident-2026-01-05" });
    await untilSent(keeper, incident);
    expect(keeper.remote?.id).toBe("hotfix/incident-2026-01-05-2");
  });
});

test.each<["after" | "before", "drop" | "502"]>([
  ["after", "drop"],
  ["after", "502"],
  ["before", "502"],
])("trouble %s it was made (%s) leaves one branch", async (when, fault) => {
  bench.sim.faults.add({ route: create, when, do: fault });
  expect(await keeper.deliver(incident)).toMatchObject({ verdict: "later" });
  await untilSent(keeper, incident);
  expect(branches()).toEqual(["hotfix/incident-2026-01-05", "main"]);
});

test("a death right after making it leaves one branch", async () => {
  keeper.dieAt("github.hotfix-branch.created");
  await untilSent(keeper, incident);
  expect(branches()).toEqual(["hotfix/incident-2026-01-05", "main"]);
});

test("an existing branch is not moved and not asked about again", async () => {
  await untilSent(keeper, incident);
  bench.sim.clearCalls();
  await keeper.deliver(incident);
  expect(bench.sim.calls()).toEqual([]);
});
