import { useDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(): Promise<AppBench> {
  const world = await startAppBench(database);
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  world.engine.timers.work();
  return world;
}

/** What may happen to webhooks on their way. What GitHub dropped is in no log; what failed is in the log alone. */
const fates = ["arrives", "dropped", "held", "twice", "failed"] as const;
const acts = ["P0", "P2", "close", "reopen", "words"] as const;

function happen(
  { sim }: AppBench,
  fate: (typeof fates)[number],
  act: (typeof acts)[number],
  turn: number,
): void {
  const { webhooks } = sim;
  if (fate === "failed") webhooks.down();
  if (fate === "dropped") webhooks.drop(1);
  if (fate === "held") webhooks.hold();
  if (fate === "twice") webhooks.duplicate(1);
  const ada = sim.person("ada");
  const issue = sim.state().issues[0]!;
  if (act === "close" && issue.state === "open") ada.close(1);
  else if (act === "reopen" && issue.state === "closed") ada.reopen(1);
  else if (act === "words") ada.editIssue({ issue: 1, body: `word ${turn}\n${issue.body}` });
  else if (act === "P0" || act === "P2") {
    const others = issue.labels.filter((name) => name.startsWith("severity:") && name !== `severity:${act}`);
    ada.label({ issue: 1, add: [`severity:${act}`], remove: others });
  }
}

/** The same seed tells the same story. */
function storyOf(seed: number): [(typeof fates)[number], (typeof acts)[number]][] {
  let state = seed;
  const pick = <One>(from: readonly One[]): One => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return from[Math.floor(state / 65_536) % from.length]!;
  };
  return Array.from({ length: 5 }, () => [pick(fates), pick(acts)]);
}

// 3 is the one in which a later act is heard of first, and the earlier one never.
test.each([2, 3])(
  "whatever becomes of GitHub's webhooks (story %i), after the next look both sides agree and nothing more is written",
  async (seed) => {
    const world = await bench();
    const incident = await world.declare({ level: "P1" });
    await world.settle();
    const words: string[] = [];
    for (const [turn, [fate, act]] of storyOf(seed).entries()) {
      happen(world, fate, act, turn);
      if (act === "words") words.push(`word ${turn}`);
      await world.sim.settleDeliveries();
      world.sim.webhooks.up();
      await world.pass(61_000);
    }
    world.sim.webhooks.release("shuffled");
    await world.pass(300_000);
    for (let look = 0; look < 2; look += 1) {
      await world.app.catchUp();
      await world.pass(120_000);
    }

    const [issue] = world.sim.state().issues;
    const known = (await world.engine.read.byId(incident.id))!;
    const severities = issue!.labels.filter((name) => name.startsWith("severity:"));
    expect(severities).toEqual([`severity:${known.severity?.levelId}`]);
    expect(issue!.labels).toContain(`status:${known.status}`);
    // While a postmortem is owed, whoever closed the issue is not argued with.
    if (known.status !== "resolved") expect(issue!.state).toBe(known.status === "open" ? "open" : "closed");
    for (const word of words) expect(issue!.body).toContain(word);

    world.sim.clearCalls();
    await world.app.catchUp();
    await world.settle();
    const writes = world.sim
      .calls()
      .filter(
        ({ method, route }) => method !== "GET" && route !== "/graphql" && !route.endsWith("/access_tokens"),
      );
    expect(writes.map(({ method, route }) => `${method} ${route}`)).toEqual([]);
  },
);
