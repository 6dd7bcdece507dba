import { afterEach, beforeEach, expect, test } from "vitest";
import { bo, cy, declared, play } from "@muster/incident/testing";
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
    {
      title: "Action items for docs/plan-tracker.md",
      head: expect.stringMatching(/^muster\/tracker-[0-9a-f]{10}$/),
    },
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
  expect(pulls()[1]).toMatchObject({ state: "open" });
  expect(pulls()[1]!.head).not.toBe(pulls()[0]!.head);
  expect(pulls()[1]!.files[path]).toMatch(/- \[x\] INC-1\/A1[^]*- \[ \] INC-1\/A2/);
  expect(keeper.remote).toMatchObject({ id: "INC-1", url: expect.stringMatching(/\/pull\/2$/) });
});

test("S1-39: a line that people deleted is not written again", async () => {
  await untilSent(keeper, one.incident);
  bench.sim.person("ada").merge(1);
  bench.sim.person("ada").editFile({ path, content: page });
  await untilSent(keeper, two.incident);
  expect(pulls()[1]!.files[path]).toContain("INC-1/A2");
  expect(pulls()[1]!.files[path]).not.toContain("INC-1/A1");
});

const other = play(declared({ level: "P2", title: "Prices are old" }), [
  3,
  { do: "add-action", text: "alert on the age", owner: bo, due: "9d" },
]);

test("S1-39: the items of all incidents travel in one pull request, and each is done in its own line", async () => {
  const second = bench.keeper("tracker");
  await untilSent(keeper, one.incident);
  await untilSent(second, { ...other.incident, id: "inc-id-2", ref: "INC-2" });
  await untilSent(keeper, done.incident);
  expect(pulls()).toHaveLength(1);
  const written = pulls()[0]!.files[path]!;
  expect(written.startsWith(page)).toBe(true);
  expect(written).toMatch(/- \[x\] INC-1\/A1[^]*- \[ \] INC-1\/A2[^]*- \[ \] INC-2\/A1 alert on the age/);
});

test("S1-39: what people closed without merging is not opened again; news since then are", async () => {
  await untilSent(keeper, one.incident);
  bench.sim.person("ada").closePull(1);
  await untilSent(keeper, one.incident);
  expect(pulls()).toHaveLength(1);
  await untilSent(keeper, two.incident);
  expect(pulls()).toHaveLength(2);
  expect(pulls()[1]!.files[path]).toContain("INC-1/A2");
  expect(pulls()[1]!.files[path]).not.toContain("INC-1/A1");
});

test.each(["github.tracker.branched", "github.tracker.committed", "github.tracker.opened"])(
  "S1-39: a process that dies at %s leaves one pull request with each item once",
  async (name) => {
    keeper.dieAt(name);
    await untilSent(keeper, one.incident);
    expect(pulls()).toHaveLength(1);
    expect(pulls()[0]!.files[path]!.match(/\] INC-1\/A1 /g)).toHaveLength(1);
  },
);

test("S1-39: the mark, the owner and the date follow in the line, and a line that people reworded keeps their words", async () => {
  await untilSent(keeper, two.incident);
  bench.sim.person("ada").editFile({
    path,
    content: pulls()[0]!.files[path]!.replace(/INC-1\/A2 [^<]*/, "the p95 alert (#12) "),
    branch: pulls()[0]!.head,
  });
  const changed = play(
    two,
    [6, { do: "move-action", action: "A1", status: "doing", reason: null }],
    [7, { do: "assign-action", action: "A1", owner: cy }],
    [8, { do: "move-action", action: "A2", status: "blocked", reason: "the audit" }],
    [9, { do: "assign-action", action: "A2", owner: cy }],
  );
  await untilSent(keeper, changed.incident);
  expect(pulls()[0]!.files[path]).toContain("- [~] INC-1/A1 tune the index, cy, 2026-01-08 <!--");
  expect(pulls()[0]!.files[path]).toContain("- [!] the p95 alert (#12) <!-- muster:action=INC-1/A2 -->");
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
