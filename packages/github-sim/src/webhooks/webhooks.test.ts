import { Webhooks } from "@octokit/webhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import { at, aReceiver, aWorld, type TestWorld } from "../testing.ts";

let world: TestWorld;
let receiver: Awaited<ReturnType<typeof aReceiver>>;

beforeEach(async () => {
  receiver = await aReceiver();
  world = await aWorld({ webhookUrl: receiver.url });
  await world.sim.settleDeliveries();
  receiver.received.length = 0;
});
afterEach(async () => {
  expect(world.sim.violations()).toEqual([]);
  await world.sim.close();
  await receiver.close();
});

const settle = () => world.sim.settleDeliveries();
const log = async () => (await world.octokit.apps.listWebhookDeliveries({ per_page: 100 })).data;

test("every delivery carries a signature that Octokit accepts and the headers GitHub sends", async () => {
  const { octokit, sim } = world;
  await octokit.issues.create({ ...at, title: "Ünïcode 🔥", labels: ["incident"] });
  sim.person("ada").comment({ issue: 1, body: "on it" });
  await settle();
  const webhooks = new Webhooks({ secret: "it is a secret" });
  for (const { headers, body } of receiver.received) {
    expect(await webhooks.verify(body, headers["x-hub-signature-256"] ?? "")).toBe(true);
    expect(await webhooks.verify(`${body} `, headers["x-hub-signature-256"] ?? "")).toBe(false);
    expect(headers["x-github-delivery"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers["user-agent"]).toMatch(/^GitHub-Hookshot\//);
    expect(headers["x-github-hook-installation-target-id"]).toBe(String(world.app.id));
  }
  expect(receiver.names()).toEqual([
    "label.created",
    "issues.opened",
    "issues.labeled",
    "issue_comment.created",
  ]);
});

test("payloads tell who did what, where, and what was there before", async () => {
  const { octokit, sim } = world;
  await octokit.issues.create({ ...at, title: "a", body: "ours" });
  sim.person("ada").editIssue({ issue: 1, body: "hers" });
  await octokit.issues.update({ ...at, issue_number: 1, state: "closed" });
  await settle();
  expect(receiver.payload("issues.edited")).toMatchObject({
    changes: { body: { from: "ours" } },
    issue: { number: 1, body: "hers" },
    sender: { login: "ada", type: "User" },
    repository: { full_name: "acme/protocol" },
    organization: { login: "acme" },
    installation: { id: world.installation.id },
  });
  expect(receiver.payload("issues.closed")).toMatchObject({ sender: { login: "muster[bot]", type: "Bot" } });
});

test("a push names the files it brought, changed and took", async () => {
  world.sim.person("ada").editFile({ path: "docs/a.md", content: "a\n", message: "Add a" });
  world.sim.person("ada").editFile({ path: "docs/a.md", content: "b\n" });
  world.sim.person("ada").editFile({ path: "docs/a.md", content: null });
  await settle();
  const pushes = receiver.received.map(({ body }) => JSON.parse(body) as { ref: string; commits: object[] });
  expect(pushes.map(({ ref }) => ref)).toEqual(Array.from({ length: 3 }, () => "refs/heads/main"));
  expect(pushes.map(({ commits }) => commits[0])).toMatchObject([
    { added: ["docs/a.md"], modified: [], removed: [], message: "Add a" },
    { added: [], modified: ["docs/a.md"], removed: [] },
    { added: [], modified: [], removed: ["docs/a.md"] },
  ]);
});

test("merging tells of the push, the issue it closes and the pull request", async () => {
  const { sim } = world;
  const ada = sim.person("ada");
  ada.openIssue({ title: "broken" });
  ada.createBranch({ name: "fix" });
  ada.editFile({ path: "fix.txt", content: "x", branch: "fix" });
  ada.openPull({ head: "fix", base: "main", title: "Fix", body: "Fixes #1" });
  ada.editFile({ path: "fix.txt", content: "y", branch: "fix" });
  ada.merge(2);
  ada.deleteBranch("fix");
  await settle();
  expect(receiver.names().toSorted()).toEqual(
    [
      "issues.opened",
      "create",
      "push",
      "push",
      "pull_request.opened",
      "push",
      "pull_request.synchronize",
      "push",
      "pull_request.closed",
      "issues.closed",
      "push",
      "delete",
    ].toSorted(),
  );
  expect(receiver.payload("pull_request.closed")).toMatchObject({
    number: 2,
    pull_request: { merged: true, merged_by: { login: "ada" } },
  });
});

test("what the app could not take stays in the log, is not tried again, and comes with the same GUID when asked for", async () => {
  receiver.answer(500);
  world.sim.person("ada").openIssue({ title: "a" });
  await settle();
  const [failed] = await log();
  expect(failed).toMatchObject({ event: "issues", action: "opened", status_code: 500, redelivery: false });
  expect(receiver.received).toHaveLength(1);

  receiver.answer(202);
  await world.octokit.apps.redeliverWebhookDelivery({ delivery_id: failed?.id ?? 0 });
  await settle();
  const [again] = await log();
  expect(again).toMatchObject({ guid: failed?.guid, status: "OK", redelivery: true });
  const [first, second] = receiver.received;
  expect(second?.headers["x-github-delivery"]).toBe(first?.headers["x-github-delivery"]);
  expect(second?.body).toBe(first?.body);
  const whole = await world.octokit.apps.getWebhookDelivery({ delivery_id: again?.id ?? 0 });
  expect(whole.data.request.payload).toMatchObject({ action: "opened", issue: { title: "a" } });
});

test("the log is read page by page and forgets after three days", async () => {
  for (const title of ["a", "b", "c"]) world.sim.person("ada").openIssue({ title });
  await settle();
  const page = await world.octokit.apps.listWebhookDeliveries({ per_page: 2, status: "success" });
  expect(page.data).toHaveLength(2);
  const cursor = /cursor=(\w+)>; rel="next"/.exec(page.headers.link ?? "")?.[1];
  const next = await world.octokit.apps.listWebhookDeliveries({ per_page: 100, cursor });
  expect([...page.data, ...next.data].map(({ event }) => event)).toEqual([
    "issues",
    "issues",
    "issues",
    "installation",
  ]);
  world.clock.advance(3 * 24 * 3_600_000 + 1_000);
  expect(await log()).toEqual([]);
});

test("an app that cannot be reached misses what happens, and the log says so", async () => {
  world.sim.webhooks.down();
  world.sim.person("ada").openIssue({ title: "a" });
  await settle();
  world.sim.webhooks.up();
  expect(receiver.received).toEqual([]);
  expect(await log()).toMatchObject([{ status_code: 502, event: "issues" }, { event: "installation" }]);
});

test("webhooks can be held back, turned round, doubled and lost", async () => {
  const { webhooks, person } = world.sim;
  const ada = person("ada");
  webhooks.hold();
  for (const title of ["a", "b"]) ada.openIssue({ title });
  expect(await settle()).toEqual({ settled: true, pending: 0 });
  expect(receiver.received).toEqual([]);
  webhooks.release("reversed");
  await settle();
  const titles = () =>
    receiver.received.map(({ body }) => (JSON.parse(body) as { issue: { title: string } }).issue.title);
  expect(titles()).toEqual(["b", "a"]);

  receiver.received.length = 0;
  webhooks.duplicate(1);
  webhooks.drop(1, ({ action }) => action === "closed");
  ada.openIssue({ title: "c" });
  ada.close(1);
  await settle();
  expect(titles()).toEqual(["c", "c"]);
  expect(new Set(receiver.received.map(({ headers }) => headers["x-github-delivery"])).size).toBe(1);
});

test("an app hears only what it asked for, and a suspended one hears nothing", async () => {
  const { sim, installation } = world;
  world.app.events = ["issues"];
  sim.person("ada").openIssue({ title: "a" });
  sim.person("ada").comment({ issue: 1, body: "b" });
  sim.suspend(installation);
  sim.person("ada").close(1);
  await settle();
  expect(receiver.names()).toEqual(["issues.opened", "installation.suspend"]);
});

test("an owner who changes what an app may reach tells the app", async () => {
  const { sim, installation } = world;
  sim.createRepo({ owner: "acme", name: "site" });
  sim.setRepositories(installation, ["protocol"]);
  sim.setPermissions(installation, { issues: "write" });
  sim.ping(world.app);
  sim.uninstall(installation);
  await settle();
  expect(receiver.names()).toEqual([
    "installation_repositories.removed",
    "installation.new_permissions_accepted",
    "ping",
    "installation.deleted",
  ]);
  expect(receiver.payload("installation_repositories.removed")).toMatchObject({
    repositories_removed: [{ full_name: "acme/site" }],
    installation: { id: installation.id },
  });
});
