import { describe, expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import type { Incident } from "@muster/incident";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(options: Parameters<typeof startAppBench>[1] = {}): Promise<AppBench> {
  const world = await startAppBench(database, options);
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  return world;
}

const issue = ({ sim }: AppBench) => sim.state("acme/protocol").issues[0]!;
const answers = (world: AppBench): string =>
  issue(world)
    .comments.filter(({ author }) => author === "muster[bot]")
    .map(({ body }) => body)
    .join("\n");

async function known(world: AppBench): Promise<Incident> {
  const [incident] = await world.engine.read.list(world.workspaceId, { limit: 5 });
  return incident!;
}

/** An incident with its issue, some time ago. */
async function withIncident(level = "P2"): Promise<{ world: AppBench; incident: Incident }> {
  const world = await bench();
  const incident = await world.declare({ level });
  await world.settle();
  await world.pass(2_000);
  return { world, incident };
}

describe("closing the incident's issue", () => {
  test("S4-35: as completed resolves it with the words that the person closed it with", async () => {
    const { world } = await withIncident();
    world.sim.person("ada").comment({ issue: 1, body: "Rolled back, error rate is at zero." });
    world.sim.person("ada").close(1);
    await world.settle();
    expect(await known(world)).toMatchObject({
      status: "resolved",
      resolution: "Rolled back, error rate is at zero.",
    });
    expect(issue(world)).toMatchObject({ state: "closed" });
    expect(issue(world).labels).toContain("status:resolved");
    expect((await known(world)).timeline.at(-1)).toMatchObject({ by: { github: "ada" } });
    expect(issue(world).comments).toHaveLength(1);
  });

  test("without a word says so, and as not planned dismisses it", async () => {
    const { world } = await withIncident();
    world.sim.person("bo").close(1, undefined, "not_planned");
    await world.settle();
    expect(await known(world)).toMatchObject({
      status: "dismissed",
      resolution: "Closed as not planned on GitHub by bo",
    });
    world.sim.person("bo").reopen(1);
    await world.settle();
    expect(await known(world)).toMatchObject({ status: "open" });
    world.sim.person("ada").close(1);
    await world.settle();
    expect(await known(world)).toMatchObject({
      status: "resolved",
      resolution: "Closed as completed on GitHub by ada, without a word on how",
    });
  });

  test("where the core refuses opens it again, and the person learns what to do", async () => {
    const world = await bench();
    await world.declare({ level: null });
    await world.settle();
    world.sim.person("ada").close(1);
    await world.settle();
    expect(await known(world)).toMatchObject({ status: "open" });
    expect(issue(world)).toMatchObject({ state: "open" });
    expect(answers(world)).toMatch(/INC-\d+ has no severity yet\. Set it first with \/incident severity/);
    expect(answers(world)).toContain("I opened the issue again.");
  });

  test("as a duplicate is not enough: the person is told how to merge", async () => {
    const { world } = await withIncident();
    world.sim.person("ada").close(1, undefined, "duplicate");
    await world.settle();
    expect(await known(world)).toMatchObject({ status: "open" });
    expect(issue(world)).toMatchObject({ state: "open" });
    expect(answers(world)).toContain("/incident merge into:");
  });

  test("by an outsider who opened it ends nothing: it is opened again, and the words say who can", async () => {
    const world = await bench();
    const number = world.sim.person("eve").openIssue({ title: "Withdrawals fail" });
    world.sim.person("bo").label({ issue: number, add: ["incident", "severity:P2"] });
    await world.settle();
    world.sim.person("eve").close(number);
    await world.settle();
    expect(await known(world)).toMatchObject({ status: "open" });
    expect(issue(world)).toMatchObject({ state: "open" });
    expect(answers(world)).toContain("Responders alone close it");
    world.sim.person("ada").close(number);
    await world.settle();
    world.sim.person("eve").reopen(number);
    await world.settle();
    expect(await known(world)).toMatchObject({ status: "resolved" });
    expect(issue(world)).toMatchObject({ state: "closed" });
  });

  test("is one act, told late, twice and in any order; what was decided since stands", async () => {
    const { world, incident } = await withIncident();
    world.sim.webhooks.hold();
    world.sim.webhooks.duplicate(6);
    world.sim.person("ada").close(1);
    world.sim.person("ada").reopen(1);
    world.sim.person("bo").close(1);
    world.sim.webhooks.release("reversed");
    await world.settle();
    const texts = (await known(world)).timeline.map(({ text }) => text);
    expect(texts.filter((text) => /^(Resolved|Reopened)/.test(text))).toEqual([
      "Resolved: Closed as completed on GitHub by bo, without a word on how",
    ]);

    world.sim.webhooks.hold();
    await world.pass(2_000);
    await world.order(incident, { do: "reopen", reason: "slow again" });
    await world.pass(2_000);
    world.sim.person("ada").close(1);
    await world.pass(2_000);
    await world.order(incident, { do: "resolve", summary: "a new index" });
    await world.pass(2_000);
    await world.order(incident, { do: "reopen", reason: "no, it is not" });
    await world.settle();
    world.sim.webhooks.release();
    await world.settle();
    expect(await known(world)).toMatchObject({ status: "open" });
    expect(issue(world)).toMatchObject({ state: "open" });
  });

  test("while nobody listened is found later, and so is a label", async () => {
    const { world } = await withIncident();
    world.sim.webhooks.drop(20);
    world.sim.person("bo").label({ issue: 1, add: ["severity:P3"], remove: ["severity:P2"] });
    world.sim.person("ada").close(1);
    await world.pass(3_000);
    await world.app.catchUp();
    await world.settle();
    expect(await known(world)).toMatchObject({ status: "resolved", severity: { levelId: "P3" } });
    world.sim.clearCalls();
    await world.app.catchUp();
    await world.settle();
    expect(world.sim.calls().filter(({ route }) => route.endsWith("/events"))).toEqual([]);
  });
});

describe("labels", () => {
  test("of two severities that people set at once the later counts, and Muster's own labels say nothing", async () => {
    const { world } = await withIncident();
    world.sim.webhooks.hold();
    world.sim.person("bo").label({ issue: 1, add: ["severity:P3"] });
    world.sim.person("ada").label({ issue: 1, add: ["severity:P0"] });
    world.sim.webhooks.release("reversed");
    await world.settle();
    expect(await known(world)).toMatchObject({ severity: { levelId: "P0" } });
    expect(issue(world).labels.filter((name) => name.startsWith("severity:"))).toEqual(["severity:P0"]);
    expect(issue(world).comments).toEqual([]);
  });

  test.each([
    ["incident", /Close the issue as not planned/i],
    ["severity:P2", /Another severity\? Set its label/],
    ["status:open", /The status follows what happens/],
  ])("%s that is taken away comes back, and the person learns what to do instead", async (label, words) => {
    const { world } = await withIncident();
    world.sim.person("bo").label({ issue: 1, remove: [label] });
    await world.settle();
    expect(issue(world).labels).toContain(label);
    expect(answers(world)).toMatch(words);
    expect(issue(world).comments).toHaveLength(1);
    await world.pass(2_000);
    expect((await known(world)).timeline.filter(({ kind }) => kind === "severity")).toHaveLength(1);
  });
});

describe("assigning people", () => {
  test("oneself takes the lead, and unassigning oneself gives it back", async () => {
    const { world } = await withIncident("P1");
    world.sim.person("bo").assign({ issue: 1, to: ["bo"] });
    await world.settle();
    expect((await known(world)).roles["commander"]?.holder).toMatchObject({ github: "bo" });
    expect(issue(world).assignees).toEqual(["bo"]);
    await world.pass(2_000);
    world.sim.person("bo").unassign({ issue: 1, from: ["bo"] });
    await world.settle();
    expect((await known(world)).roles["commander"]?.holder ?? null).toBeNull();
    expect(issue(world).assignees).toEqual([]);
  });

  test("somebody whom nobody knows in Discord is told about, and who leads is not unassigned by others", async () => {
    const { world } = await withIncident("P1");
    world.sim.person("bo").assign({ issue: 1, to: ["ada"] });
    await world.settle();
    expect(answers(world)).toContain("ada is assigned, but I do not know who that is in Discord");
    await world.pass(2_000);
    world.sim.person("ada").unassign({ issue: 1, from: ["ada"] });
    world.sim.person("ada").assign({ issue: 1, to: ["ada"] });
    await world.settle();
    await world.pass(2_000);
    world.sim.person("bo").unassign({ issue: 1, from: ["ada"] });
    await world.settle();
    expect(answers(world)).toContain("ada is still Incident commander");
    expect(issue(world).assignees).toEqual(["ada"]);
  });
});

describe("a box in Muster's part of the issue", () => {
  const edit = (world: AppBench, change: (body: string) => string, login = "ada"): void =>
    world.sim.person(login).editIssue({ issue: 1, body: change(issue(world).body) });

  test("S1-39, B19: that is ticked closes the action item, and unticked opens it again; told twice it is one act", async () => {
    const { world, incident } = await withIncident();
    const owner = { name: "bo", discord: null, github: "bo" };
    await world.order(incident, { do: "add-action", text: "cap the queue", owner, due: "2026-02-01" });
    await world.settle();
    world.sim.webhooks.duplicate(2);
    edit(world, (body) => body.replace("- [ ] cap the queue", "- [x] cap the queue"));
    await world.settle();
    expect((await known(world)).actions).toMatchObject([{ done: true }]);
    expect(issue(world).body).toContain("- [x] cap the queue");
    await world.pass(2_000);
    edit(world, (body) => body.replace("- [x] cap the queue", "- [ ] cap the queue"));
    await world.settle();
    expect((await known(world)).actions).toMatchObject([{ done: false }]);
    expect((await known(world)).timeline.filter(({ kind }) => kind === "action")).toHaveLength(3);
    expect(issue(world).comments).toEqual([]);
  });

  test("that a step of the phase has is ticked; where the core wants words first it comes back, and says so", async () => {
    const { world } = await withIncident("P1");
    const box = /- \[ \] (.*) <!-- muster:step=(\S+) -->/.exec(issue(world).body)!;
    edit(world, (body) => body.replace(box[0], box[0].replace("[ ]", "[x]")));
    await world.settle();
    expect((await known(world)).checklist.marks[box[2]!]).toMatchObject({
      is: "ticked",
      by: { github: "ada" },
    });
    expect(issue(world).body).toContain(`- [x] ${box[1]!}`);
  });

  test("that an outsider ticks in the issue that they opened is as it was, and they learn who can", async () => {
    const world = await bench();
    world.sim.person("eve").openIssue({ title: "Withdrawals fail" });
    world.sim.person("bo").label({ issue: 1, add: ["incident", "severity:P1"] });
    await world.settle();
    await world.pass(2_000);
    const before = issue(world).body;
    edit(world, (body) => body.replace("- [ ] ", "- [x] "), "eve");
    await world.settle();
    expect(issue(world).body).toBe(before);
    expect(answers(world)).toContain("Responders alone tick the boxes");
  });

  test("that was ticked while nobody listened is found later", async () => {
    const { world, incident } = await withIncident();
    const owner = { name: "bo", discord: null, github: "bo" };
    await world.order(incident, { do: "add-action", text: "cap the queue", owner, due: "2026-02-01" });
    await world.settle();
    world.sim.webhooks.drop(20);
    await world.pass(2_000);
    edit(world, (body) => body.replace("- [ ] cap the queue", "- [x] cap the queue"));
    world.sim.person("ada").label({ issue: 1, add: ["severity:P1"] });
    await world.app.catchUp();
    await world.settle();
    expect(await known(world)).toMatchObject({ actions: [{ done: true }], severity: { levelId: "P1" } });
  });
});

test("words that people write into Muster's part are moved above it, and they are told why; all others stay", async () => {
  const { world } = await withIncident();
  const body = `Mine.  \r\n\r\n${issue(world).body}`;
  world.sim
    .person("ada")
    .editIssue({ issue: 1, body: body.replace("### Latest", "It was the vault!\n\n### Latest") });
  await world.settle();
  expect(issue(world).body).toMatch(/^Mine\. {2}\r\n\r\nIt was the vault!\s+<!-- muster:begin incident -->/);
  expect(answers(world)).toContain("now stands right above it, word for word");
  const { body: after, comments } = issue(world);
  await world.pass(2_000);
  world.sim.person("ada").editIssue({ issue: 1, body: `${after}\n\tP.S.  ` });
  await world.settle();
  expect(issue(world).body.endsWith("\n\tP.S.  ")).toBe(true);
  expect(issue(world).comments).toEqual(comments);
});
