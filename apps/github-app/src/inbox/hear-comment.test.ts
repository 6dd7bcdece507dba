import { expect, test } from "vitest";
import type { Incident } from "@muster/incident";
import { useDatabase } from "@muster/testkit";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

type Bench = AppBench & { incident: Incident; issue: number; say(as: string, body: string): Promise<number> };

async function bench(level: string | null = "P1"): Promise<Bench> {
  const world = await startAppBench(database);
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  const incident = await world.declare({ level });
  await world.settle();
  const remotes = await world.engine.read.remotes(incident.id);
  const issue = Number(remotes.issue?.id);
  return {
    ...world,
    incident,
    issue,
    async say(as, body) {
      const id = world.sim.person(as).comment({ issue, body });
      await world.settle();
      return id;
    },
  };
}

const answers = (world: AppBench, issue: number) =>
  world.sim
    .state()
    .issues.find(({ number }) => number === issue)!
    .comments.filter(({ author }) => author === "muster[bot]");
const answer = (world: Bench): string => answers(world, world.issue)[0]?.body.split("\n---\n")[1] ?? "";
const now = async (world: Bench): Promise<Incident> => (await world.engine.read.byId(world.incident.id))!;
const reactions = (world: Bench, id: number): string[] =>
  world.sim
    .state()
    .issues.flatMap(({ comments }) => comments)
    .find((comment) => comment.id === id)!
    .reactions.map(({ content }) => content);

test("an incident is run from its issue, from severity to resolution, with one comment of ours", async () => {
  const world = await bench();
  const ids = [
    await world.say(
      "ada",
      [
        "On it.",
        "/incident severity P0",
        "/incident role take commander",
        "/incident mitigate paused the vault, verified: withdrawals 0 for 5 min",
        "/action add Write a runbook @bo 3d",
      ].join("\r\n"),
    ),
    await world.say(
      "bo",
      "/incident update The vault is paused.\n\nMore at noon.\n/incident decision no refunds because nobody lost\n/action done A1",
    ),
    await world.say("ada", "/incident resolve A bad oracle price; the oracle is replaced."),
  ];
  const incident = await now(world);
  expect(incident).toMatchObject({
    status: "resolved",
    severity: { levelId: "P0" },
    mitigation: { what: "paused the vault", verified: "withdrawals 0 for 5 min", by: { github: "ada" } },
    actions: [{ text: "Write a runbook", owner: { github: "bo" }, due: "2026-01-08", done: true }],
  });
  expect(incident.timeline.map(({ text, by }) => `${by.name}: ${text}`)).toContain(
    "bo: Update: The vault is paused.\n\nMore at noon.",
  );
  expect(ids.map((id) => reactions(world, id))).toEqual(ids.map(() => ["+1"]));
  expect(answers(world, world.issue)).toHaveLength(1);
  expect(answer(world)).toContain("Done** for ada");
  expect(answer(world)).toContain("Resolved: A bad oracle price");
});

test("a refusal has the words that it has in Discord, and what was written to be copied", async () => {
  const world = await bench("P0");
  const id = await world.say("ada", "/incident severity P1");
  expect(reactions(world, id)).toEqual(["confused"]);
  expect(answer(world)).toContain("Lowering from P0 to P1 needs a reason.");
  expect(answer(world)).toContain("```text\n/incident severity P1\n```");

  await world.say("ada", "/incident mitigate paused\n\n/incident shwo");
  expect(answer(world)).toContain("0 of 2 were done.");
  expect(answer(world)).toContain("**1. ❌ Not done**\n\n`verified` is missing. Write it like this:");
  expect(answer(world)).toContain(
    "**2. ❌ Not done**\n\nI know no such command. Did you mean `/incident show`?",
  );
});

test("a secret in a command is not kept and not repeated", async () => {
  const world = await bench();
  const token = `ghp_${"a1B2".repeat(9)}`;
  await world.say("ada", `/incident note the token is ${token}`);
  expect(answer(world)).toContain("looks like it holds a secret");
  expect(answer(world)).not.toContain(token);
  expect(JSON.stringify((await now(world)).timeline)).not.toContain(token);
});

test("looking and help are answered with what can be said next", async () => {
  const world = await bench();
  const id = await world.say("ada", "/incident show");
  expect(reactions(world, id)).toEqual(["eyes"]);
  expect(answer(world)).toContain(`**${world.incident.ref}: Withdrawals fail**`);
  expect(answer(world)).toContain("/incident mitigate");
  await world.say(
    "ada",
    "/incident help\n/checklist show\n/task list\n/assess show\n/incident roles\n/incident help task",
  );
  expect(answer(world)).toContain("/incident mitigate paused the vault, verified: withdrawals 0 for 5 min");
  expect(answer(world)).toContain("/task give Restart the indexer @\u200bbo 15m");
});

test("somebody without rights is told what to do, once an hour, and nothing is done", async () => {
  const world = await bench();
  await world.say("eve", "/incident resolve it works for me");
  expect(answer(world)).toContain("Not done** for eve");
  expect(answer(world)).toContain("Only responders can do this.");
  await world.say("eve", "/incident show");
  expect(answers(world, world.issue)[0]!.body.match(/for eve/g)).toHaveLength(1);
  expect((await now(world)).status).toBe("open");
  expect(answer(world)).not.toContain("timeline");
});

test("bots, edits and quotes are not heard; a webhook that comes twice does nothing more", async () => {
  const world = await bench();
  const id = await world.say("ada", "Nothing yet.\n\n> /incident resolve over");
  world.sim.person("ada").editComment({ id, body: "/incident resolve over" });
  await world.settle();
  expect(answers(world, world.issue)).toEqual([]);

  await world.say("ada", "/incident note once");
  for (const { headers, body, event } of world.sim.deliveries()) {
    if (event !== "issue_comment") continue;
    const again = { ...headers, "X-GitHub-Delivery": crypto.randomUUID() };
    await fetch(`${world.url}/github/webhooks`, { method: "POST", headers: again, body });
  }
  await world.settle();
  const incident = await now(world);
  expect(incident.status).toBe("open");
  expect(incident.timeline.filter(({ text }) => text === "once")).toHaveLength(1);
});

test("on an issue of no incident only a declaration is heard", async () => {
  const world = await bench();
  const other = world.sim.person("eve").openIssue({ title: "Deposits fail", body: "Since noon." });
  world.sim.person("ada").comment({ issue: other, body: "/incident show\n/incident help" });
  await world.settle();
  expect(answers(world, other)).toEqual([]);

  world.sim.person("eve").comment({ issue: other, body: "/incident declare P0" });
  await world.settle();
  expect(answers(world, other)[0]!.body).toContain("Only responders can open an incident.");

  world.sim.person("bo").comment({ issue: other, body: "/incident declare P0" });
  await world.settle();
  const declared = await world.engine.read.byRemote(world.workspaceId, "issue", String(other));
  expect(declared).toMatchObject({
    title: "Deposits fail",
    description: "Since noon.",
    severity: { levelId: "P0" },
    reporter: { github: "bo" },
    source: { kind: "issue", name: "bo" },
  });
  expect(answers(world, other)).toHaveLength(1);
});

test("words that are not public yet are not taken where everybody reads", async () => {
  const world = await bench();
  await world.say("ada", "/comms draft We look into it. next: 1h");
  expect(answer(world)).toContain("this repository is public");
  expect((await now(world)).comms.drafts).toEqual([]);
});

test("of a restricted incident nothing is said where everybody reads, not even that it is one", async () => {
  const world = await bench();
  const id = await world.say("ada", "/access restrict because it is a security matter");
  expect((await now(world)).restricted).not.toBeNull();
  await world.say("ada", "/incident show\n/incident note more");
  await world.say("eve", "/incident show");
  expect(answers(world, world.issue)).toEqual([]);
  expect(reactions(world, id)).toEqual([]);
  expect((await now(world)).timeline.some(({ text }) => text === "more")).toBe(false);
});
