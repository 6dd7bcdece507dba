import { describe, expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import type { Command, Incident } from "@muster/incident";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();
const tracker = "docs/plan-tracker.md";
const bo = { name: "bo", discord: null, github: "bo" };

type World = AppBench & {
  say(command: Command): Promise<Incident>;
  item(id?: string): Promise<Incident["actions"][number]>;
  own(id?: string): ReturnType<AppBench["sim"]["state"]>["issues"][number];
  pull(): ReturnType<AppBench["sim"]["state"]>["pulls"][number];
  page(): string;
  last(): Promise<Incident["timeline"][number]>;
};

/** An incident without a postmortem, whose item is on record since a while: in an issue of its own, and merged into the tracker. */
async function withItem(level = "P2"): Promise<World> {
  const world = await startAppBench(database, { repo: { files: { "README.md": "#" } } });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  const state = () => world.sim.state("acme/protocol");
  const incident = await world.declare({ level });
  const now = async () => (await world.engine.read.byId(incident.id))!;
  const made: World = {
    ...world,
    say: (command) => world.order(incident, command),
    item: async (id = "A1") => (await now()).actions.find((one) => one.id === id)!,
    own: (id = "A1") => state().issues.find(({ title }) => title.includes(`/${id}`))!,
    pull: () => state().pulls.at(-1)!,
    page: () => state().files[tracker]!,
    last: async () => (await now()).timeline.at(-1)!,
  };
  await made.say({ do: "add-action", text: "check return values", owner: bo, due: "9d" });
  await world.settle();
  await world.pass(5_000);
  return made;
}

async function merged(): Promise<World> {
  const world = await withItem();
  world.sim.person("ada").merge(world.pull().number);
  await world.settle();
  await world.pass(5_000);
  return world;
}

const edited = (world: World, from: string, to: string, branch?: string) => {
  const content = (branch === undefined ? world.page() : world.pull().files[tracker]!).replace(from, to);
  world.sim.person("ada").editFile({ path: tracker, content, ...(branch === undefined ? {} : { branch }) });
};

describe("what people do on an item's own issue", () => {
  test("B19, S0-74: closing it ticks the item off everywhere, and reopening it opens it everywhere", async () => {
    const world = await merged();
    const { number } = world.own();
    world.sim.person("bo").close(number);
    await world.settle();
    expect(await world.item()).toMatchObject({ done: true });
    expect(await world.last()).toMatchObject({ text: "Action A1 done (its issue)", by: { github: "bo" } });
    expect(world.sim.state("acme/protocol").issues[0]!.body).toContain("- [x] check return values");
    expect(world.pull()).toMatchObject({ state: "open" });
    expect(world.pull().files[tracker]).toContain("- [x] INC-1/A1");

    await world.pass(5_000);
    world.sim.person("bo").reopen(number);
    await world.settle();
    expect(await world.item()).toMatchObject({ done: false });
    expect(world.sim.state("acme/protocol").issues[0]!.body).toContain("- [ ] check return values");
    expect(world.pull().files[tracker]).toContain("- [ ] INC-1/A1");
    expect(world.sim.state("acme/protocol").pulls).toHaveLength(2);
  });

  test("as not planned drops it; a title, a date and an assignee become the item's own, and its line in the tracker follows", async () => {
    const world = await merged();
    const { number, body } = world.own();
    const ada = world.sim.person("ada");
    ada.editIssue({ issue: number, title: "Check all return values" });
    ada.editIssue({ issue: number, body: body.replace(/\*\*Due:\*\* \S+/, "**Due:** 2026-03-01") });
    ada.assign({ issue: number, to: ["ada"] });
    ada.unassign({ issue: number, from: ["bo"] });
    await world.settle();
    expect(await world.item()).toMatchObject({
      text: "Check all return values",
      due: "2026-03-01",
      owner: { github: "ada" },
    });
    expect(world.own().title).toBe("INC-1/A1: Check all return values");
    expect(world.own().assignees).toEqual(["ada"]);
    expect(world.pull().files[tracker]).toContain(
      "- [ ] INC-1/A1 Check all return values, ada, 2026-03-01 <!--",
    );

    await world.pass(5_000);
    ada.unassign({ issue: number, from: ["ada"] });
    ada.close(number, undefined, "not_planned");
    await world.settle();
    expect(await world.item()).toMatchObject({ stands: "dropped", owner: { github: "ada" } });
    expect(world.own().comments.at(-1)!.body).toContain("INC-1/A1 is still ada's");
    expect(world.pull().files[tracker]).toContain("- [-] INC-1/A1");
  });

  test("B19: commands in comments there are about the item, and what is meant for the incident is shown the way", async () => {
    const world = await merged();
    const { number } = world.own();
    const bo = world.sim.person("bo");
    const said = async (body: string) => {
      bo.comment({ issue: number, body });
      await world.settle();
      await world.pass(2_000);
    };
    await said("/action due 2026-03-01\n/action snooze until 3d because the release comes first");
    expect(await world.item()).toMatchObject({ due: "2026-03-01", snoozed: { until: "2026-01-08" } });
    await said("/action owner @ada");
    expect(await world.item()).toMatchObject({ owner: { github: "ada" } });
    await said("/action done");
    expect(await world.item()).toMatchObject({ done: true });
    expect(world.own()).toMatchObject({ state: "closed" });
    await said("/action reopen");
    expect(await world.item()).toMatchObject({ done: false });
    await said("/incident resolve all is well");
    const answers = world.own().comments.filter(({ author }) => author === "muster[bot]");
    expect(answers).toHaveLength(1);
    expect(answers[0]!.body).toContain("This is the issue of the action item INC-1/A1");
    expect(answers[0]!.body).toContain("All else is said on #1");
    expect(await world.engine.read.byRef(world.workspaceId, "INC-1")).toMatchObject({ status: "open" });
    const forged = world.sim.person("eve").openIssue({ title: "INC-1/A1", body: world.own().body });
    bo.comment({ issue: forged, body: "/action done" });
    await world.settle();
    expect(await world.item()).toMatchObject({ done: false });
  });

  test("a copy of the mark in an issue of somebody else means nothing", async () => {
    const world = await merged();
    const { body } = world.own();
    const forged = world.sim.person("eve").openIssue({ title: "INC-1/A1", body });
    await world.settle();
    world.sim.person("eve").close(forged);
    await world.settle();
    expect(await world.item()).toMatchObject({ done: false });
  });
});

test("B19: words, a date and a tick that people save in the moment in which we write are neither lost nor overheard", async () => {
  const world = await withItem();
  const { number } = world.own();
  const ada = world.sim.person("ada");
  const acts: Record<number, () => unknown> = {
    [number]: () =>
      ada.editIssue({
        issue: number,
        body: `See the audit.\r\n\r\n${world.own().body.replace(/\*\*Due:\*\* \S+/, "**Due:** 2026-03-01")}`,
      }),
    1: () => {
      const { body } = world.sim.state("acme/protocol").issues[0]!;
      ada.editIssue({ issue: 1, body: body.replace("- [ ] check return", "- [x] check return") });
    },
  };
  world.sim.beforeIssueUpdate(({ path: of }) => {
    const nth = Number(/\/issues\/(\d+)$/.exec(of)?.[1]);
    const act = acts[nth];
    delete acts[nth];
    act?.();
  });
  await world.pass(2_000);
  await world.say({ do: "reword-action", action: "A1", text: "check each return value" });
  await world.settle();

  expect(await world.item()).toMatchObject({
    text: "check each return value",
    due: "2026-03-01",
    done: true,
  });
  expect(world.own().body).toMatch(/^See the audit\.\r\n\r\n[^]*- \*\*Due:\*\* 2026-03-01/);
  expect(world.own()).toMatchObject({ state: "closed" });
  expect(world.sim.state("acme/protocol").issues[0]!.body).toContain("- [x] check each return value");
});

describe("what people do in the tracker", () => {
  test("S1-39, B19: a box that is ticked on the default branch is done everywhere, and no pull request says it again", async () => {
    const world = await merged();
    edited(world, "- [ ] INC-1/A1", "- [x] INC-1/A1");
    await world.settle();
    expect(await world.item()).toMatchObject({ done: true });
    expect(await world.last()).toMatchObject({ text: "Action A1 done (the tracker)", by: { github: "ada" } });
    expect(world.own()).toMatchObject({ state: "closed", stateReason: "completed" });
    expect(world.sim.state("acme/protocol").pulls).toHaveLength(1);
  });

  test("S1-39: marks of the legend are heard, with the reason that stands beside them", async () => {
    const world = await merged();
    const marks = [
      ["-", { stands: "dropped", why: "obsolete" }],
      ["M", { stands: "blocked", why: "put off until mainnet" }],
      [" ", { done: false }],
    ] as const;
    for (const [mark, wanted] of marks) {
      const reason = mark === "-" ? ' reason: "obsolete"' : "";
      const content = world
        .page()
        .replace(/- \[.\] INC-1\/A1([^<]*)(<!-- \S+ -->).*/, `- [${mark}] INC-1/A1$1$2${reason}`);
      world.sim.person("ada").editFile({ path: tracker, content });
      await world.settle();
      expect(await world.item()).toMatchObject(wanted);
      await world.pass(5_000);
    }
    expect(await world.item()).not.toHaveProperty("stands");
  });

  test("S1-39: a box that is ticked on our branch counts at once; merging it says nothing new", async () => {
    const world = await withItem();
    edited(world, "- [ ] INC-1/A1", "- [x] INC-1/A1", world.pull().head);
    await world.settle();
    expect(await world.item()).toMatchObject({ done: true });
    await world.pass(5_000);
    await world.say({ do: "reopen-action", action: "A1" });
    await world.settle();
    expect(world.pull().files[tracker]).toContain("- [ ] INC-1/A1");
    world.sim.person("ada").merge(world.pull().number, "squash");
    await world.settle();
    expect(await world.item()).toMatchObject({ done: false });
    expect(world.own()).toMatchObject({ state: "open" });
  });

  test("S1-39: a line that people took out is told once and not written again", async () => {
    const world = await merged();
    edited(world, /.*INC-1\/A1.*\n/.exec(world.page())![0], "");
    await world.settle();
    expect(await world.item()).toMatchObject({ untracked: ["tracker"] });
    await world.say({ do: "complete-action", action: "A1" });
    await world.settle();
    expect(world.page()).not.toContain("INC-1/A1");
    expect(world.sim.state("acme/protocol").pulls).toHaveLength(1);
    const told = (await world.engine.read.list(world.workspaceId, { limit: 1 }))[0]!.timeline;
    expect(told.filter(({ text }) => text.includes("taken out of the tracker"))).toHaveLength(1);
  });

  test("S1-39, B19: another owner, day or wording in its line is the item's everywhere, and merging what Muster wrote says nothing new", async () => {
    const world = await merged();
    edited(
      world,
      "check return values, bo, 2026-01-14",
      "check all return values, @ada, 2026-02-01 (after #12)",
    );
    await world.settle();
    expect(await world.item()).toMatchObject({
      text: "check all return values",
      owner: { github: "ada" },
      due: "2026-02-01",
    });
    expect(world.own()).toMatchObject({ title: "INC-1/A1: check all return values", assignees: ["ada"] });
    expect(world.sim.state("acme/protocol").pulls).toHaveLength(1);

    // A day is said in Discord, then another one; the pull request with the first is merged late.
    await world.pass(5_000);
    await world.say({ do: "schedule-action", action: "A1", due: "2026-02-02" });
    await world.settle();
    expect(world.pull().files[tracker]).toContain(
      "INC-1/A1 check all return values, ada, 2026-02-02 (after #12) <!--",
    );
    world.sim.webhooks.hold();
    world.sim.person("ada").merge(world.pull().number);
    await world.pass(5_000);
    world.sim.webhooks.release();
    await world.say({ do: "schedule-action", action: "A1", due: "2026-02-03" });
    await world.settle();
    expect(await world.item()).toMatchObject({ due: "2026-02-03" });
  });

  test("S1-39: a line whose owner nobody knows, or that lost its day, changes nothing, and whoever wrote it hears what to write", async () => {
    const world = await merged();
    edited(world, "check return values, bo, 2026-01-14", "check return values, Zed");
    await world.settle();
    expect(await world.item()).toMatchObject({ owner: { github: "bo" }, due: "2026-01-14" });
    // Nobody's words are fought: the line stays as it is until somebody mends it.
    await world.say({ do: "complete-action", action: "A1" });
    await world.settle();
    expect(world.pull().files[tracker]).toContain("- [x] INC-1/A1 check return values, Zed <!--");
    const answers = world.sim.state("acme/protocol").issues[0]!.comments;
    expect(answers.at(-1)!.body).toContain("INC-1/A1 is still bo's and is still due 2026-01-14");
    expect(answers.at(-1)!.body).toContain("- [ ] INC-1/A1 check return values, bo, 2026-01-14");
  });

  test("S1-39, B19: a line that somebody writes by hand among an incident's items becomes one, gets its anchor, and is told once", async () => {
    const world = await merged();
    const end = "<!-- muster:end INC-1 -->";
    const byHand = "* [ ] Page the oracle team, @ada, 2026-02-01";
    edited(world, end, `${byHand}\n- [ ] Something nobody owns\n${end}`);
    await world.settle();
    expect(await world.item("A2")).toMatchObject({ text: "Page the oracle team", owner: { github: "ada" } });
    expect(await world.item("A3")).toBeUndefined();
    expect(await world.last()).toMatchObject({
      text: "Action A2: Page the oracle team, ada, 2026-02-01 (the tracker)",
      by: { github: "ada" },
    });
    expect(world.own("A2")).toMatchObject({ assignees: ["ada"] });
    const anchored = "* [ ] INC-1/A2 Page the oracle team, @ada, 2026-02-01 <!-- muster:action=INC-1/A2 -->";
    expect(world.pull().files[tracker]).toContain(anchored);
    const [answer, ...others] = world.sim.state("acme/protocol").issues[0]!.comments;
    expect(others).toEqual([]);
    expect(answer!.body).toContain("“Something nobody owns” is no action item yet");
    expect(answer!.body).toMatch(/- \[ \] Something nobody owns, @\u200b?login, 2026-01-12/);

    // Whatever else is written, and once the anchor is merged, nothing is told or made again.
    edited(world, "# Plan tracker", "# The plan tracker");
    await world.settle();
    world.sim.person("ada").merge(world.pull().number);
    await world.settle();
    await world.app.catchUp();
    await world.settle();
    expect(world.page()).toContain(anchored);
    expect(await world.item("A3")).toBeUndefined();
    expect(world.sim.state("acme/protocol").issues[0]!.comments).toEqual([answer]);
    expect(world.sim.state("acme/protocol").pulls).toHaveLength(2);
  });

  test("S1-39: a line that lost its anchor is still the item's, and gets it back", async () => {
    const world = await merged();
    edited(world, " <!-- muster:action=INC-1/A1 -->", "");
    await world.settle();
    expect(await world.item()).not.toHaveProperty("untracked");
    expect(world.pull().files[tracker]).toContain(
      "INC-1/A1 check return values, bo, 2026-01-14 <!-- muster:",
    );
    expect(world.pull().files[tracker]!.match(/INC-1\/A1 check/g)).toHaveLength(1);
  });

  test("B19: pushes and closings that nobody told of are found by looking", async () => {
    const world = await merged();
    world.sim.webhooks.drop(9);
    edited(world, "- [ ] INC-1/A1", "- [~] INC-1/A1");
    await world.settle();
    await world.app.catchUp();
    await world.settle();
    expect(await world.item()).toMatchObject({ stands: "doing" });
    world.sim.webhooks.drop(9);
    world.sim.person("bo").close(world.own().number);
    await world.settle();
    await world.pass(10_000);
    await world.app.catchUp();
    await world.settle();
    expect(await world.item()).toMatchObject({ done: true });
  });
});

test("B19: what was meant last counts, whenever it is heard, and whoever meant something else earlier is told", async () => {
  const world = await merged();
  const { number } = world.own();
  world.sim.person("bo").close(number);
  await world.settle();
  await world.pass(5_000);
  world.sim.webhooks.hold();
  world.sim.person("bo").reopen(number);
  await world.pass(5_000);
  await world.say({ do: "move-action", action: "A1", status: "dropped", reason: "the vault is gone" });
  await world.settle();
  world.sim.webhooks.release();
  await world.settle();
  expect(await world.item()).toMatchObject({ stands: "dropped" });
  expect(world.own()).toMatchObject({ state: "closed", stateReason: "not_planned" });
  expect((await world.last()).text).toBe(
    'Action A1 stays as it is (dropped): "open" was said earlier, in its issue',
  );

  // The other way round: the later word comes from GitHub.
  world.sim.webhooks.hold();
  await world.pass(5_000);
  await world.say({ do: "complete-action", action: "A1" });
  await world.settle();
  await world.pass(5_000);
  world.sim.person("bo").reopen(number);
  world.sim.webhooks.release();
  await world.settle();
  expect(await world.item()).toMatchObject({ done: false });
  expect(world.own()).toMatchObject({ state: "open" });
});

test("S1-37: in the postmortem's pull request a box counts as well, and the published page follows by the tracker's", async () => {
  const world = await withItem("P1");
  await world.say({ do: "mitigate", what: "paused", verified: "no transfers" });
  await world.say({ do: "resolve", summary: "fixed" });
  await world.settle();
  await world.pass(5_000);
  const pull = world.pull();
  const path = Object.keys(pull.files).find((name) => name.startsWith("incidents/"))!;
  const content = pull.files[path]!.replace("- [ ] check return values", "- [x] check return values");
  world.sim.person("ada").editFile({ path, content, branch: pull.head });
  await world.settle();
  expect(await world.item()).toMatchObject({ done: true });
  expect(world.own()).toMatchObject({ state: "closed" });
  expect(world.pull().files[tracker]).toContain("- [x] INC-1/A1");

  world.sim.person("ada").readyForReview(pull.number);
  world.sim.person("ada").merge(pull.number);
  await world.settle();
  await world.pass(5_000);
  world.sim.person("bo").reopen(world.own().number);
  await world.settle();
  expect(world.pull().number).not.toBe(pull.number);
  expect(world.pull().files[path]).toContain("- [ ] check return values");
  expect(world.pull().files[tracker]).toContain("- [ ] INC-1/A1");
});

test("S1-37, B19: a line that is written by hand in the postmortem becomes an item as well, and another day in its line counts", async () => {
  const world = await withItem("P1");
  await world.say({ do: "mitigate", what: "paused", verified: "no transfers" });
  await world.say({ do: "resolve", summary: "fixed" });
  await world.settle();
  await world.pass(5_000);
  const pull = world.pull();
  const path = Object.keys(pull.files).find((name) => name.startsWith("incidents/"))!;
  const line = "- [ ] check return values, bo, 2026-01-14 <!-- muster:action=INC-1/A1 -->";
  const byHand = "- [ ] Page the oracle team, @ada, 2026-02-01\n- [ ] Tell partners, Zed, 2026-02-01";
  const content = pull.files[path]!.replace(line, `${line.replace("01-14", "01-20")}\n${byHand}`);
  world.sim.person("ada").editFile({ path, content, branch: pull.head });
  await world.settle();
  await world.pass(5_000);
  await world.settle();
  expect(await world.item()).toMatchObject({ due: "2026-01-20" });
  expect(await world.item("A2")).toMatchObject({ text: "Page the oracle team", owner: { github: "ada" } });
  expect(await world.item("A3")).toBeUndefined();
  const now = world.pull();
  expect(now.files[path]).toContain(
    "- [ ] Page the oracle team, @ada, 2026-02-01 <!-- muster:action=INC-1/A2 -->\n- [ ] Tell partners, Zed",
  );
  expect(now.files[path]!.match(/Page the oracle team/g)).toHaveLength(2); // In the timeline, too.
  expect(now.files[tracker]).toContain("INC-1/A1 check return values, bo, 2026-01-20 <!--");
  expect(now.files[tracker]).toContain("INC-1/A2 Page the oracle team, ada, 2026-02-01 <!--");
  expect(now.comments.map(({ body }) => body).join("\n")).toContain("I know nobody called “Zed”");
});
