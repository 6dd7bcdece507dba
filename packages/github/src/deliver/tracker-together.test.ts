import { afterEach, beforeEach, expect, test } from "vitest";
import { bo, declared, play } from "@muster/incident/testing";
import { startBench, untilSent, type Bench, type Keeper } from "../../test/bench.ts";

/* Muster writes to the tracker while others do, and while GitHub has its troubles. */

const path = "docs/plan-tracker.md";
const page = "# Plan\r\n\r\n- [~] theirs\r\n\tkeep me  ";

let bench: Bench;
let keeper: Keeper;

beforeEach(async () => {
  bench = await startBench({
    repo: { files: { [path]: page }, collaborators: { ada: "write", bo: "write" } },
  });
  keeper = bench.keeper("tracker");
});
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const pulls = () => bench.sim.state("acme/protocol").pulls;
const written = (): string => pulls()[0]!.files[path]!;
const commits = () => bench.sim.calls().filter(({ graphql }) => graphql === "createCommitOnBranch");
const edit = (login: string, change: (page: string) => string): unknown =>
  bench.sim.person(login).editFile({ path, content: change(written()), branch: pulls()[0]!.head });

const one = play(declared({ level: "P2" }), [
  3,
  { do: "add-action", text: "tune the index", owner: bo, due: "3d" },
]);
const two = play(one, [5, { do: "add-action", text: "alert on p95", owner: bo, due: "5d" }]);
const done = play(two, [9, { do: "complete-action", action: "A1" }]);

test("S1-39, B19: two people and Muster change the tracker at once: the head is stale twice, and nobody loses a byte", async () => {
  await untilSent(keeper, one.incident);
  const before = written();
  const others = [
    () => edit("ada", (text) => text.replace("# Plan\r\n", "# Plan\r\n\r\nAda was here.  \r\n")),
    () => edit("bo", (text) => `${text}\n\n## Notes of bo\n\n- [ ] ask the auditors\n`),
  ];
  bench.sim.beforeRefUpdate(() => void others.shift()?.());
  bench.sim.clearCalls();
  expect(await keeper.deliver(done.incident)).toMatchObject({ verdict: "sent" });

  expect(commits()).toHaveLength(3);
  const theirs = before
    .replace("# Plan\r\n", "# Plan\r\n\r\nAda was here.  \r\n")
    .concat("\n\n## Notes of bo\n\n- [ ] ask the auditors\n");
  const [a1, a2] = ["- [x] INC-1/A1", /- \[ \] INC-1\/A2 .*-->\r?\n/.exec(written())![0]];
  expect(written().replace(a2, "")).toBe(theirs.replace("- [ ] INC-1/A1", a1));
});

test("S1-39: a box that somebody sets at that moment is left to them until it is heard", async () => {
  await untilSent(keeper, one.incident);
  const acts = [() => edit("ada", (text) => text.replace("- [ ] INC-1/A1", "- [!] INC-1/A1"))];
  bench.sim.beforeRefUpdate(() => void acts.shift()?.());
  await untilSent(keeper, done.incident);
  expect(written()).toMatch(/- \[!\] INC-1\/A1[^]*- \[ \] INC-1\/A2/);
});

test("S1-39: a commit that was made although its answer was lost is found, and each item stands there once", async () => {
  await untilSent(keeper, one.incident);
  bench.sim.faults.add({ route: "createCommitOnBranch", when: "after", do: "502" });
  expect(await keeper.deliver(done.incident)).toMatchObject({ verdict: "later" });
  edit("ada", (text) => `${text}\nAnd Ada.\n`);
  bench.sim.clearCalls();
  await untilSent(keeper, done.incident);

  expect(commits()).toEqual([]);
  expect(written().match(/\] INC-1\/A[12] /g)).toEqual(["] INC-1/A1 ", "] INC-1/A2 "]);
  expect(written()).toMatch(/- \[x\] INC-1\/A1[^]*And Ada\.\n$/);
  expect(pulls()).toHaveLength(1);
});

test("S1-39: when GitHub finds that we write too much in the middle of a delivery, it waits as long as GitHub says, and goes on from there", async () => {
  bench.sim.faults.add({ route: "createCommitOnBranch", do: "403-secondary", retryAfterMs: 45_000 });
  expect(await keeper.deliver(one.incident)).toMatchObject({ verdict: "later", afterMs: 45_000 });
  bench.sim.clearCalls();
  bench.pass(44_000);
  expect(await keeper.deliver(one.incident)).toMatchObject({ verdict: "later", afterMs: 1_000 });
  expect(bench.sim.calls()).toEqual([]);
  bench.pass(1_001);
  await untilSent(keeper, one.incident);
  expect(pulls()).toHaveLength(1);
  expect(written().match(/\] INC-1\/A1 /g)).toHaveLength(1);
});
