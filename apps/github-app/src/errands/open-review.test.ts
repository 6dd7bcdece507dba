import { expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();
const day = 86_400_000;

/** The bench's clock stands at 2026-01-05. */
async function bench(policy: string): Promise<AppBench> {
  const world = await startAppBench(database, {
    repo: { files: { "README.md": "# protocol\n", ".muster/policy.yaml": policy } },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  await world.app.ready;
  await world.settle();
  return world;
}

const titles = (world: AppBench): string[] => world.sim.state().issues.map(({ title }) => title);

test("S4-104, S4-105, S4-106, S4-115, S4-116, S4-117, S4-127: TrustLedger reviews tools and process each month, and its runbooks each quarter, as issues", async () => {
  const world = await bench("extends: trustledger\n");
  expect(titles(world)).toEqual([]);
  await world.pass(27 * day);
  expect(titles(world)).toEqual(["Review tools and process (2026-02)"]);
  expect(world.sim.state().issues[0]).toMatchObject({ labels: ["review"] });
  expect(world.sim.state().issues[0]!.body).toContain(
    "- [ ] New versions and tools of the stack: does anything in the response change?",
  );
  expect(world.sim.state().issues[0]!.body).toContain("<!-- muster:review tools-and-process 2026-02 -->");
  // Two months are slept through: one issue for the month that it is now.
  await world.pass(62 * day);
  expect(titles(world).filter((title) => title.startsWith("Review"))).toEqual([
    "Review tools and process (2026-02)",
    "Review tools and process (2026-04)",
    "Review the runbooks (2026-Q2)",
  ]);
  const runbooks = world.sim.state().issues.find(({ title }) => title.includes("runbooks"))!.body;
  expect(runbooks).toContain("- [ ] Lessons of the incidents since the last review are in.");
  expect(runbooks).toContain("its date of last update is set anew");
  // What is practised begins with an issue as well: each quarter a drill, each year a whole simulation.
  expect(titles(world)).toContain("Incident response drill (2026-Q2)");
  await world.pass(272 * day);
  expect(titles(world)).toContain("Full-scale simulation (2027)");
});

test("S0R-21, S4-104: SEAL's tabletop exercise, roll-call, contacts and runbooks are an issue each quarter", async () => {
  const world = await bench("extends: seal\n");
  await world.pass(90 * day);
  expect(titles(world).toSorted()).toEqual([
    "Check the contacts (2026-Q2)",
    "Go through the runbooks (2026-Q2)",
    "Roll-call of signers and contacts (2026-Q2)",
    "Tabletop exercise (2026-Q2)",
  ]);
  const tabletop = world.sim.state().issues.find(({ title }) => title.startsWith("Tabletop"))!;
  expect(tabletop).toMatchObject({ labels: ["drill"] });
  expect(tabletop.body).toContain("`/drill start`");
  expect(tabletop.body).toContain("- Key compromise: ");
  expect(tabletop.body).toContain("<!-- muster:drill tabletop 2026-Q2 -->");
});

test("S3R-1: PCI's plan is reviewed and tested each year, and what the policy drops ends", async () => {
  const world = await bench("extends: pci\n");
  await world.pass(361 * day);
  // One database serves all tests of a file, so other teams' reviews come along.
  const plans = () => titles(world).filter((title) => title.includes("response plan"));
  expect(plans()).toEqual(["Review and test the incident response plan (2027)"]);
  world.sim.person("ada").editFile({
    path: ".muster/policy.yaml",
    content: "extends: pci\nreviews: { plan: null }\n",
  });
  await world.settle();
  await world.pass(366 * day);
  expect(plans()).toHaveLength(1);
});

test("an answer that was lost makes no second issue, and GitHub's absence only puts it off", async () => {
  const world = await bench("extends: atrium\nreviews: { keys: { title: Rotate the keys, every: month } }\n");
  world.sim.faults.add({ route: "POST /repos/:owner/:repo/issues", do: "drop", when: "after" });
  await world.pass(27 * day);
  for (let round = 0; round < 4; round++) await world.pass(5_000);
  expect(titles(world).filter((title) => title.startsWith("Rotate"))).toEqual(["Rotate the keys (2026-02)"]);
});
