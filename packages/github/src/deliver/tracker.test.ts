import { afterEach, beforeEach, expect, test } from "vitest";
import { bo, declared, play } from "@muster/incident/testing";
import { startBench, untilSent, type Bench, type Keeper } from "../../test/bench.ts";

const path = "docs/plan-tracker.md";
const page = "# Plan\r\n\r\n| a | b |\r\n|---|---|\r\n\r\n- [~] theirs\r\n\tkeep me  ";

let bench: Bench;
let keeper: Keeper;

beforeEach(async () => {
  bench = await startBench({ repo: { files: { "README.md": "#", [path]: page } } });
  keeper = bench.keeper("tracker");
});
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const pulls = () => bench.sim.state("acme/protocol").pulls;
const files = () => bench.sim.state("acme/protocol").files;

/** A level that asks for no postmortem, so its items travel alone. */
const one = play(declared({ level: "P2" }), [
  3,
  { do: "add-action", text: "tune the index", owner: bo, due: "3d" },
]);
const two = play(one, [5, { do: "add-action", text: "alert on p95", owner: bo, due: "5d" }]);
const done = play(two, [9, { do: "complete-action", action: "A1" }]);

test("S1-39: items without a postmortem reach the tracker by a pull request of their own, and people's bytes stay", async () => {
  await untilSent(keeper, one.incident);
  expect(pulls()).toMatchObject([
    { title: "Action items: INC-1 Withdrawals fail", head: "muster/tracker-inc-1-withdrawals-fail" },
  ]);
  const { files: changed } = pulls()[0]!;
  expect(changed[path]!.startsWith(page)).toBe(true);
  expect(changed[path]).toContain("- [ ] INC-1/A1 tune the index, bo, ");
  expect(files()[path]).toBe(page);
});

test("S1-39: more items join the same pull request while it is open", async () => {
  await untilSent(keeper, one.incident);
  await untilSent(keeper, done.incident);
  expect(pulls()).toHaveLength(1);
  expect(pulls()[0]!.files[path]).toMatch(/- \[x\] INC-1\/A1[^]*- \[ \] INC-1\/A2/);
});

test("S1-39: after the merge the next news get a pull request of their own", async () => {
  await untilSent(keeper, one.incident);
  bench.sim.person("ada").merge(1);
  await untilSent(keeper, done.incident);
  expect(pulls()).toHaveLength(2);
  expect(pulls()[1]).toMatchObject({ head: "muster/tracker-inc-1-withdrawals-fail-2", state: "open" });
  expect(pulls()[1]!.files[path]).toMatch(/- \[x\] INC-1\/A1[^]*- \[ \] INC-1\/A2/);
  expect(keeper.remote).toMatchObject({ id: "2", extra: { round: 2 } });
});

test("S1-39: a line that people deleted is not written again", async () => {
  await untilSent(keeper, one.incident);
  bench.sim.person("ada").merge(1);
  bench.sim.person("ada").editFile({ path, content: page });
  await untilSent(keeper, two.incident);
  expect(pulls()[1]!.files[path]).toContain("INC-1/A2");
  expect(pulls()[1]!.files[path]).not.toContain("INC-1/A1");
});

test("without items there is nothing to do, and no branch is made", async () => {
  expect(await keeper.deliver(declared({ level: "P2" }).incident)).toMatchObject({ verdict: "sent" });
  expect(bench.sim.state("acme/protocol").branches).toEqual(["main"]);
});

test("a page with an item twice is left alone, and people are told which", async () => {
  const line = "\n- [ ] x <!-- muster:action=INC-1/A1 -->\n";
  bench.sim.person("ada").editFile({ path, content: page + line + line });
  expect(await keeper.deliver(one.incident)).toMatchObject({
    verdict: "never",
    fix: expect.stringContaining("INC-1/A1"),
  });
  expect(pulls()).toEqual([]);
});

test("a page that is no text is left alone", async () => {
  bench.sim.person("ada").editFile({ path, content: "ok" });
  bench.sim.beforeRefUpdate(() => undefined);
  const { incident } = one;
  const octokit = await bench.github.forRepo({ owner: "acme", name: "protocol" }, "pulls");
  const { data } = await octokit.rest.repos.getContent({ owner: "acme", repo: "protocol", path });
  await octokit.rest.repos.createOrUpdateFileContents({
    owner: "acme",
    repo: "protocol",
    path,
    message: "binary",
    content: Buffer.from([0xff, 0xfe, 0x00]).toString("base64"),
    sha: (data as { sha: string }).sha,
  });
  expect(await keeper.deliver(incident)).toMatchObject({
    verdict: "never",
    fix: expect.stringContaining(path),
  });
});
