import { expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { startAppBench } from "../../stories/app-bench.ts";

const database = useDatabase();
const bo = { name: "bo", discord: null, github: "bo" };
const day = 86_400_000;

test("B19: where the policy has a release gate, a pull request fails while a marked item is overdue, names it with its link, and passes once it is done", async () => {
  const world = await startAppBench(database, {
    repo: {
      files: { "README.md": "#", ".muster/policy.yaml": "extends: atrium\nactions:\n  releaseGate: {}\n" },
    },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  world.engine.timers.work();
  const { sim } = world;
  const ada = sim.person("ada");
  const checks = () => {
    const { pulls } = sim.state("acme/protocol");
    const { checks: all } = pulls.find(({ title }) => title === "Release 2")!;
    return all.filter(({ name }) => name === "Muster release gate").at(-1);
  };

  const incident = await world.declare({ level: "P2" });
  await world.order(incident, { do: "add-action", text: "check return values", owner: bo, due: "3d" });
  await world.order(incident, { do: "add-action", text: "not marked", owner: bo, due: "2d" });
  await world.order(incident, { do: "gate-action", action: "A1", gate: true });
  await world.settle();
  ada.createBranch({ name: "release" });
  ada.editFile({ path: "README.md", content: "# 2", branch: "release" });
  ada.openPull({ title: "Release 2", head: "release", base: "main" });
  await world.settle();
  expect(checks()).toMatchObject({ conclusion: "success", title: "No action item holds it" });

  // Nobody does anything: its day is over.
  await world.pass(4 * day);
  const own = sim.state("acme/protocol").issues.find(({ title }) => title.includes("/A1"))!;
  expect(checks()).toMatchObject({ conclusion: "failure", title: "1 action item overdue" });
  expect(checks()!.summary).toContain(`/issues/${own.number}`);
  expect(checks()!.summary).toContain("check return values");
  expect(checks()!.summary).not.toContain("not marked");

  sim.person("bo").close(own.number);
  await world.settle();
  expect(checks()).toMatchObject({ conclusion: "success" });
});
