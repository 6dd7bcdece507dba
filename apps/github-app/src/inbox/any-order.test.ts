import { useDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();
const path = "docs/plan-tracker.md";
const bo = { name: "bo", discord: null, github: "bo" };

async function bench(): Promise<AppBench> {
  const world = await startAppBench(database, {
    repo: { files: { [path]: "# Plan\n" }, collaborators: { ada: "write", bo: "write" } },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  return world;
}

test("B19, S1-39: webhooks that come shuffled, twice and again change nothing of where it ends: as the last ones meant it, on all sides", async () => {
  const world = await bench();
  const { sim } = world;
  const incident = await world.declare({ level: "P2" });
  for (const text of ["check return values", "alert on p95"])
    await world.order(incident, { do: "add-action", text, owner: bo, due: "9d" });
  await world.settle();
  const state = () => sim.state("acme/protocol");
  const numbers = Object.fromEntries(
    ["A1", "A2"].map((id) => [id, state().issues.find(({ title }) => title.includes(`/${id}`))!.number]),
  );
  const own = (id: string) => state().issues.find(({ number }) => number === numbers[id])!;
  const page = (): string => state().pulls[0]!.files[path]!;
  const [ada, person] = [sim.person("ada"), sim.person("bo")];
  const { head } = state().pulls[0]!;

  sim.webhooks.hold();
  const edit = (login: string, from: string, to: string) =>
    sim.person(login).editFile({ path, content: page().replace(from, to), branch: head });
  sim.webhooks.duplicate(3);
  ada.close(numbers["A1"]!, undefined, "not_planned");
  ada.editIssue({ issue: numbers["A2"]!, title: "Alert on p95, by Friday" });
  edit("bo", "- [ ] INC-1/A2", "- [~] INC-1/A2");
  ada.editIssue({ issue: 1, body: `Ada's words.\n\n${state().issues[0]!.body}` });
  await world.pass(2_000);
  person.reopen(numbers["A1"]!);
  person.editIssue({ issue: numbers["A2"]!, title: "Alert on p95" });
  await world.pass(2_000);
  sim.webhooks.duplicate(2);
  ada.editIssue({
    issue: 1,
    body: state().issues[0]!.body.replace("- [ ] check return", "- [x] check return"),
  });
  edit("ada", "- [~] INC-1/A2", "- [!] INC-1/A2");
  const told = sim.deliveries().filter(({ state: is }) => is === "held");
  expect(told.length).toBeGreaterThan(new Set(told.map(({ guid }) => guid)).size + 4);
  sim.webhooks.release("shuffled");
  await world.settle();
  // Each comes once more under another name, long after.
  await world.pass(5_000);
  for (const { headers, body, id } of told.toReversed())
    await fetch(`${world.url}/github/webhooks`, {
      method: "POST",
      headers: { ...headers, "x-github-delivery": `again-${id}` },
      body,
    });
  await world.settle();

  const { actions } = (await world.engine.read.byId(incident.id))!;
  expect(actions).toMatchObject([
    { text: "check return values", done: true },
    { text: "Alert on p95", done: false, stands: "blocked" },
  ]);
  expect(page()).toMatch(
    /- \[x\] INC-1\/A1 check return values, [^]*- \[!\] INC-1\/A2 (?:Alert|alert) on p95, /,
  );
  expect(own("A1")).toMatchObject({ state: "closed", stateReason: "completed" });
  expect(own("A2")).toMatchObject({ state: "open", title: "INC-1/A2: Alert on p95" });
  const { body } = state().issues[0]!;
  expect(body).toMatch(/- \[x\] check return values/);
  expect(body.split("Ada's words.")).toHaveLength(2);
});
