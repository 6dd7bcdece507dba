import { useDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { startAppBench, type AppBench } from "../stories/app-bench.ts";

const database = useDatabase();

async function bench(): Promise<AppBench> {
  const permissions = {
    issues: "write",
    contents: "write",
    pull_requests: "write",
    checks: "write",
    deployments: "read",
  } as const;
  const world = await startAppBench(database, { permissions });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  world.engine.timers.work();
  world.sim.clearCalls();
  return world;
}

const refused = ({ sim }: AppBench) => sim.calls().filter(({ status }) => status === 403 || status === 429);

test("a whole life with people at work on both sides creates one issue and one comment on GitHub, and else edits", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.settle();
  const [ada, eve] = [world.sim.person("ada"), world.sim.person("eve")];
  for (let n = 1; n <= 2; n += 1) {
    ada.comment({ issue: 1, body: `/incident note seen ${n}` });
    eve.comment({ issue: 1, body: "/incident severity P0" });
    await world.settle();
    await world.order(incident, { do: "update", text: `Update ${n}` });
    await world.pass(20 * 60_000);
  }
  ada.label({ issue: 1, add: ["severity:P2"], remove: ["severity:P1"] });
  ada.label({ issue: 1, remove: ["status:open"] });
  await world.settle();
  await world.order(incident, { do: "mitigate", what: "paused", verified: "no loss" });
  await world.order(incident, { do: "reopen", reason: "it is back" });
  ada.comment({ issue: 1, body: "/incident mitigate paused again, verified: no loss" });
  await world.settle();
  await world.order(incident, { do: "resolve", summary: "fixed" });
  await world.settle();
  await world.pass(86_400_000);

  const created = world.sim
    .calls()
    .filter(({ app, method, status }) => app === "muster" && method === "POST" && status === 201)
    .map(({ route }) => route)
    .filter((route) => route.endsWith("/issues") || route.endsWith("/comments"));
  expect(created.toSorted()).toEqual([
    "/repos/{owner}/{repo}/issues",
    "/repos/{owner}/{repo}/issues/{issue_number}/comments",
  ]);
  expect(refused(world)).toEqual([]);
});

test("twenty incidents at one moment are all filed without GitHub asking for a pause", async () => {
  const world = await bench();
  await Promise.all(Array.from({ length: 20 }, (_, n) => world.declare({ title: `Storm ${n}` })));
  await world.pass(0);
  // What a minute does not hold goes out in the next ones.
  for (let minute = 0; minute < 2; minute += 1) await world.pass(60_000);
  const { issues } = world.sim.state();
  expect(issues).toHaveLength(20);
  expect(refused(world)).toEqual([]);
});
