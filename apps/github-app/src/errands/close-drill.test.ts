import type { Errand } from "@muster/incident";
import { expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { startAppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

test("S4-104: a drill that was held closes its period's issue, once, and leaves one that people write in to them", async () => {
  const world = await startAppBench(database, {
    repo: { files: { "README.md": "# protocol\n", ".muster/policy.yaml": "extends: seal\n" } },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  await world.app.ready;
  await world.settle();
  const workspaceId = (await world.engine.workspaces.list())[0]!.id;
  const put = (key: string, errand: Errand) => world.engine.errands.put(workspaceId, [{ key, errand }]);
  const opens = { do: "open-drill", period: "2026-Q1" } as const;
  await put("one", { ...opens, drill: "tabletop" });
  await put("other", { ...opens, drill: "reachability" });
  await world.settle();
  const issue = (title: string) => world.sim.state().issues.find((one) => one.title.startsWith(title))!;
  const { number } = issue("Roll-call of signers");
  world.sim.person("ada").comment({ issue: number, body: "On Thursday, please." });

  const met = { period: "2026-Q1", ref: "INC-3", name: "DNS *hijack*", on: "2026-01-05" };
  const closes = { do: "close-drill", ...met } as const;
  await put("first", { ...closes, drill: "tabletop" });
  await put("again", { ...closes, drill: "tabletop" });
  await put("theirs", { ...closes, drill: "reachability" });
  await world.settle();

  const tabletop = issue("Tabletop exercise");
  expect(tabletop).toMatchObject({ state: "closed" });
  expect(tabletop.body.match(/\*\*Held\*\*/g)).toHaveLength(1);
  expect(tabletop.body).toContain("**Held** on 2026-01-05 as INC-3: DNS \\*hijack\\*.");
  expect(tabletop.body).toContain("- [ ] A date is set");
  expect(issue("Roll-call of signers")).toMatchObject({ state: "open" });
  expect(issue("Roll-call of signers").body).toContain("**Held** on 2026-01-05");
});
