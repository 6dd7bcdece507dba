import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startGithubSim } from "./sim.ts";
import { at, aReceiver, aWorld } from "./testing.ts";

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), "github-sim-test-"))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("issues, files and deliveries not yet made are there after a restart", async () => {
  const receiver = await aReceiver();
  const persistTo = join(dir, "world.json");
  const first = await aWorld({ dir, persistTo, webhookUrl: receiver.url });
  await first.sim.settleDeliveries();
  receiver.received.length = 0;
  first.sim.webhooks.hold();
  await first.octokit.issues.create({ ...at, title: "kept", labels: ["incident"] });
  first.sim.person("ada").editFile({ path: "a.txt", content: "kept\n" });
  const before = first.sim.state();
  await first.sim.close();

  const second = await startGithubSim({ dir, persistTo, now: first.clock.now });
  expect(second.state()).toEqual(before);
  expect(second.state().files["a.txt"]).toBe("kept\n");
  expect(receiver.received).toEqual([]);
  second.webhooks.release();
  await second.settleDeliveries();
  expect(receiver.names()).toEqual(["label.created", "issues.opened", "issues.labeled", "push"]);
  second.person("ada").openIssue({ title: "next" });
  expect(second.state().issues.map(({ number }) => number)).toEqual([1, 2]);
  await second.close();
  await receiver.close();
});

test("a snapshot brings back issues and branches alike", async () => {
  const { sim } = await aWorld();
  const ada = sim.person("ada");
  ada.openIssue({ title: "before" });
  const snapshot = sim.snapshot();
  ada.close(1);
  ada.createBranch({ name: "later" });
  ada.editFile({ path: "README.md", content: "later\n" });
  sim.restore(snapshot);
  expect(sim.state()).toMatchObject({
    issues: [{ state: "open" }],
    branches: ["main"],
    files: { "README.md": "# Protocol\n" },
  });
  await sim.close();
});
