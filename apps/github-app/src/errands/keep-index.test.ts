import { expect, test } from "vitest";
import { useDatabase } from "@muster/testkit";
import { startAppBench, type AppBench } from "../../stories/app-bench.ts";

const database = useDatabase();

async function bench(policy = "extends: atrium\n"): Promise<AppBench> {
  const started = await startAppBench(database, {
    repo: {
      files: {
        "README.md": "# protocol\n",
        ".muster/policy.yaml": policy,
        "incidents/2024-03-12-api.md": "# Postmortem: API down\n\n**Severity:** SEV2\n",
      },
    },
  });
  database.defer(async () => expect(started.sim.violations()).toEqual([]));
  await started.app.ready;
  await started.settle();
  return started;
}

const index = (world: AppBench) =>
  world.sim.state().pulls.filter(({ head }) => head === "muster/incident-index");

async function resolved(world: AppBench, title: string): Promise<number> {
  const incident = await world.declare({ title, level: "P1" });
  await world.order(incident, { do: "resolve", summary: "fixed" });
  await world.settle();
  const pull = world.sim.state().pulls.find((one) => one.title.startsWith(`Postmortem: ${incident.ref} `));
  return pull!.number;
}

async function merge(world: AppBench, number: number): Promise<void> {
  world.sim.person("ada").readyForReview(number);
  world.sim.person("ada").merge(number);
  await world.settle();
}

test("S1-40, S0-71: two postmortems that are merged one after the other conflict nowhere, and one more merge lists both with the feed", async () => {
  const world = await bench();
  const [first, second] = [await resolved(world, "Withdrawals fail"), await resolved(world, "Feed stalls")];
  await merge(world, first);
  expect(index(world)).toHaveLength(1);
  await merge(world, second);
  const [pull, ...more] = index(world);
  expect(more).toEqual([]);
  expect(pull).toMatchObject({ title: "Index of incidents", state: "open", draft: false });
  const page = pull!.files["incidents/README.md"]!;
  expect(page.split("\n").filter((line) => line.startsWith("| 20"))).toEqual(
    [
      "| 2026-01-05 | INC-2 | [Feed stalls](2026-01-05-feed-stalls.md) | P1 | 0 hours |",
      "| 2026-01-05 | INC-1 | [Withdrawals fail](2026-01-05-withdrawals-fail.md) | P1 | 0 hours |",
      "| 2024-03-12 |   | [API down](2024-03-12-api.md) | SEV2 |   |",
    ].map((line) => expect.stringContaining(line.split(" | P1")[0]!)),
  );
  expect(pull!.files["incidents/feed.xml"]!.match(/<entry>/g)).toHaveLength(2);
});

test("an answer that was lost opens no second one", async () => {
  const world = await bench();
  const number = await resolved(world, "Withdrawals fail");
  world.sim.faults.add({ route: "POST /repos/:owner/:repo/pulls", do: "drop", when: "after" });
  await merge(world, number);
  await world.pass(5_000);
  await world.pass(5_000);
  expect(index(world)).toHaveLength(1);
});

test("S0-72, S0-79, S4-73: a published postmortem is drafted for the places that the policy names, and waits there for its approval", async () => {
  const world = await bench(
    "extends: atrium\npublications: { Announcements: { postmortems: true }, Twitter: { postmortems: true } }\n",
  );
  const number = await resolved(world, "Withdrawals fail");
  await merge(world, number);
  for (const { headers, body } of world.sim.deliveries().slice(-3)) {
    const another = { ...headers, "X-GitHub-Delivery": crypto.randomUUID() };
    await fetch(`${world.url}/github/webhooks`, { method: "POST", headers: another, body });
  }
  await world.settle();
  const incident = await world.engine.read.byRef(world.workspaceId, "INC-1");
  expect(
    incident!.comms.drafts
      .map(({ where, published, approval, authors }) => [where, published, approval, authors[0]!.name])
      .toSorted(),
  ).toEqual([
    ["Announcements", null, null, "Muster"],
    ["Twitter", null, null, "Muster"],
  ]);
  expect(incident!.comms.drafts[0]!.text).toContain(
    "https://github.com/acme/protocol/blob/main/incidents/2026-01-05-withdrawals-fail.md",
  );
});

test("what stays inside is announced nowhere, and a policy can do without index and feed", async () => {
  const world = await bench(
    "extends: atrium\npublications: { Twitter: { postmortems: true } }\ncommunications: { reports: { share: internal } }\npostmortem: { index: false, feed: false }\n",
  );
  await merge(world, await resolved(world, "Withdrawals fail"));
  expect((await world.engine.read.byRef(world.workspaceId, "INC-1"))!.comms.drafts).toEqual([]);
  expect(index(world)).toEqual([]);
});
