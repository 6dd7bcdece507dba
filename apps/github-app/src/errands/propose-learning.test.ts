import { useDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();
const day = 86_400_000;

/** The bench's clock stands at 2026-01-05. */
async function bench(policy: string): Promise<AppBench> {
  const world = await startAppBench(database, {
    repo: { files: { "README.md": "# protocol\n", ".muster/policy.yaml": policy } },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  world.engine.timers.work();
  await world.app.ready;
  await world.settle();
  return world;
}

const reports = (world: AppBench) =>
  world.sim.state().pulls.filter(({ head }) => head.startsWith("muster/learning-"));

test("S0-69, S4-71, S4-116, S3-62: once a quarter is over its report is proposed once, without what is restricted, and what people write in it stays", async () => {
  const world = await bench("extends: atrium\n");
  const path = "incidents/learning/2026-Q1.md";
  const seen = await world.declare({ title: "Withdrawals fail", level: "P3" });
  await world.order(seen, { do: "note-service", name: "Vault", impact: "none", isCritical: true });
  await world.order(seen, { do: "resolve", summary: "fixed" });
  const hidden = await world.declare({ title: "Zugspitze leaks", level: "P3" });
  await world.order(hidden, { do: "restrict", reason: "it is open" });
  await world.order(hidden, { do: "resolve", summary: "closed" });
  world.sim.faults.add({ route: "POST /repos/:owner/:repo/pulls", do: "drop", when: "after" });
  await world.pass(86 * day);
  const [pull] = reports(world);
  expect(pull).toMatchObject({ title: "What 2026-Q1 teaches", state: "open", draft: false });
  const page = pull!.files[path]!;
  expect(page).toContain("1 incident in the quarter.");
  expect(page).toContain("2026-Q1: 1 incident");
  const maturity = pull!.files["incidents/learning/2026-Q1-maturity.md"]!;
  expect(maturity).toContain("# Maturity report");
  expect(page + maturity).not.toContain("Zugspitze");

  // The answer was lost, so it is tried again: by then somebody has written in it.
  world.sim.person("ada").editFile({ path, content: "Ours now\n", branch: "muster/learning-2026-q1" });
  for (let round = 0; round < 3; round += 1) await world.pass(5_000);
  expect(reports(world).map((one) => one.files[path])).toEqual(["Ours now\n"]);
});

test("a policy that wants no report gets none", async () => {
  const world = await bench("extends: atrium\nlearning: { report: null }\n");
  const incident = await world.declare({ title: "Withdrawals fail", level: "P3" });
  await world.order(incident, { do: "resolve", summary: "fixed" });
  await world.pass(86 * day);
  expect(reports(world)).toEqual([]);
});

test("a quarter that was slept through gets its report when Muster is awake again, and one in which nothing was gets none", async () => {
  const world = await bench("extends: atrium\n");
  const before = reports(world).length;
  const incident = await world.declare({ title: "Withdrawals fail", level: "P3" });
  await world.order(incident, { do: "resolve", summary: "fixed" });
  await world.pass(270 * day);
  expect(
    reports(world)
      .slice(before)
      .map(({ title }) => title),
  ).toEqual(["What 2026-Q1 teaches"]);
});
