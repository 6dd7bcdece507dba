import { createEngine } from "@muster/engine";
import { inside } from "@muster/incident";
import { freshDatabase, useDatabase } from "@muster/testkit";
import { openStore } from "@muster/store";
import { expect, test } from "vitest";
import { limitMs, startAppBench } from "../../stories/app-bench.ts";
import { restoreFromRepository } from "./restore-from-repository.ts";
import { startGithubApp } from "../app.ts";

const database = useDatabase();
const quiet = { info() {}, warn() {}, error() {} };

test("S3-57, S3-71, B30: with the database lost, incidents come back from the repository, with what is unknown said, and nothing is filed again", async () => {
  const world = await startAppBench(database);
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  world.engine.timers.work();
  // One is over, with its postmortem merged and an item ticked; one goes on; one is fake.
  const over = await world.declare({ title: "Keys *leaked* @here", level: "P0" });
  await world.order(over, { do: "mitigate", what: "rotated", verified: "no use of the old ones" });
  await world.order(over, {
    do: "add-action",
    text: "rotate keys yearly",
    owner: { name: "bo", discord: null, github: "bo" },
    due: "2026-02-01",
  });
  await world.order(over, { do: "resolve", summary: "all keys are new" });
  await world.settle();
  const pull = world.sim.state().pulls.find(({ head }) => head.startsWith("muster/postmortem-inc-1"))!;
  world.sim.person("ada").readyForReview(pull.number);
  world.sim.person("ada").merge(pull.number);
  await world.settle();
  const open = await world.declare({ title: "Withdrawals fail", level: "P1" });
  await world.order(open, { do: "mitigate", what: "paused", verified: "no loss" });
  await world.settle();
  const fake = world.sim.state().issues[0]!.body.replaceAll(over.id, "forged").replaceAll("INC-1", "INC-99");
  const forged = world.sim.person("eve").openIssue({ title: "INC-99: forged", body: fake });
  world.sim.person("ada").label({ issue: forged, add: ["incident"] });
  await world.app.stop();
  const before = world.sim.state();

  const { url, giveBack } = await freshDatabase();
  const store = openStore(url);
  const clock = { now: world.now };
  const engine = createEngine({ store, clock, log: quiet });
  const workspace = { id: "acme", name: "Acme", guildId: null, repo: { owner: "acme", name: "protocol" } };
  const settings = {
    appId: String(world.githubApp.id),
    privateKey: world.githubApp.privateKey,
    apiBase: world.sim.apiUrl,
  };
  try {
    await engine.workspaces.put({ ...workspace, preset: "atrium" });
    const told = await restoreFromRepository(engine, workspace, { ...settings, clock, log: quiet });
    expect(told.restored).toEqual(["INC-1", "INC-2"]);
    expect(told.leftOut[0]).toMatchObject({ what: `issue #${forged}`, why: expect.stringContaining("eve") });

    const [second, first] = await engine.read.list("acme", { limit: 9, audience: inside });
    expect(first).toMatchObject({
      id: over.id,
      ref: "INC-1",
      title: over.title,
      status: "closed",
      severity: { levelId: "P0" },
      date: over.date,
      anchors: { declared: { at: "2026-01-05T09:00:00.000Z", precision: "minute" } },
      mitigation: { what: "rotated", verified: "no use of the old ones" },
      resolution: "all keys are new",
      actions: [
        { id: "A1", text: "rotate keys yearly", owner: { name: "bo" }, due: "2026-02-01", done: false },
      ],
      postmortem: { publishedUrl: expect.stringContaining("/pull/") },
    });
    expect(first!.anchors.resolved).toBeUndefined();
    expect(first!.timeline.at(-1)!.text).toMatch(
      /^The record of this incident was lost\. .* Unknown: when it was resolved, who held which role, the timeline but for its last lines/,
    );
    expect(second).toMatchObject({ id: open.id, status: "mitigated", severity: { levelId: "P1" } });

    // It goes on: the app starts, nothing is made twice, and a new incident has a new number.
    const app = await startGithubApp({
      ...settings,
      engine,
      clock,
      log: quiet,
      webhookSecret: "x",
      workspaces: [workspace],
      alertTokens: {},
      port: 0,
      host: "127.0.0.1",
    });
    engine.lanes.work("discord", async ({ remote }) => ({ verdict: "sent", remote }));
    engine.errands.work("discord", async () => ({ verdict: "sent", remote: null }));
    await app.ready;
    const { settled } = await engine.settle({ limitMs });
    expect(settled).toBe(true);
    const after = world.sim.state();
    expect(after.issues.map(({ number }) => number)).toEqual(before.issues.map(({ number }) => number));
    expect(after.pulls.map(({ number }) => number)).toEqual(before.pulls.map(({ number }) => number));
    // What is over stays as it ended, byte for byte.
    expect(after.issues[0]).toEqual(before.issues[0]);
    await engine.order({
      workspaceId: "acme",
      incident: { ref: "INC-2" },
      command: { do: "resolve", summary: "back" },
      actor: {
        person: { name: "ada", discord: null, github: "ada" },
        via: "cli",
        isResponder: true,
        groups: [],
        inRoom: false,
      },
      requestId: null,
    });
    await engine.settle({ limitMs });
    const issue = world.sim.state().issues.find(({ title }) => title.startsWith("INC-2"))!;
    expect(issue.labels).toContain("status:resolved");
    expect(issue.body).toContain("Unknown: who held which role");
    // Done again it changes nothing.
    expect(
      (await restoreFromRepository(engine, workspace, { ...settings, clock, log: quiet })).restored,
    ).toEqual([]);
    await app.stop();
  } finally {
    await engine.stop();
    await store.close();
    await giveBack();
  }
});
