import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { createRecordCheck, signerOf, type RecordEntry } from "@muster/store";
import { useDatabase } from "@muster/testkit";
import { expect, test } from "vitest";
import { startAppBench, type AppBench, type AppBenchOptions } from "../../stories/app-bench.ts";

const database = useDatabase();
const day = 86_400_000;
const signer = signerOf(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }));

async function bench(options: AppBenchOptions = {}): Promise<AppBench> {
  const world = await startAppBench(database, {
    ...options,
    settings: { signers: [signer], ...options.settings },
  });
  database.defer(async () => expect(world.sim.violations()).toEqual([]));
  world.engine.timers.work();
  return world;
}

/** As somebody sees it who has cloned the branch alone. */
function git({ sim }: AppBench, ...args: string[]): string {
  const dir = join(sim.dir, `${sim.world().repos[0]!.id}.git`);
  return execFileSync("git", ["-C", dir, ...args], { encoding: "utf8" }).trim();
}
const branch = "muster/checkpoints";
const commits = (world: AppBench): string[] =>
  world.sim.state().branches.includes(branch)
    ? git(world, "log", "--reverse", "--format=%s", branch).split("\n")
    : [];
const published = (world: AppBench): string[] =>
  git(world, "ls-tree", "-r", "--name-only", branch, "checkpoints/")
    .split("\n")
    .map((path) => `${git(world, "show", `${branch}:${path}`)}\n`);

async function checked(world: AppBench, change = (entry: RecordEntry): RecordEntry => entry) {
  const check = createRecordCheck({ published: published(world), pinned: [signer.publicKey] });
  await world.engine.record.export(world.workspaceId, { attachments: false }, (entry) =>
    check.entry(change(entry)),
  );
  return check.finish();
}

test("S3-63, S3-70, B22: each day on which something happened is signed in a branch of its own, by one commit, and nothing else moves", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.settle();
  const before = git(world, "rev-parse", "main");
  const pulls = world.sim.state().pulls.length;

  await world.pass(day);
  expect(commits(world)).toEqual(["Begin the checkpoints of Muster's record", "Checkpoint of 2026-01-06"]);
  expect(git(world, "ls-tree", "-r", "--name-only", branch).split("\n")).toEqual([
    "README.md",
    "checkpoints/2026/2026-01-06.json",
    expect.stringMatching(/^keys\/[0-9a-f]{16}\.pem$/),
    "latest.json",
  ]);
  expect(git(world, "show", `${branch}:latest.json`)).not.toContain(incident.id);

  // The reminders of an open incident change it each day.
  await world.order(incident, { do: "dismiss", reason: "a false positive" });
  await world.pass(day);
  await world.pass(day);
  await world.pass(day);
  expect(commits(world).slice(2)).toEqual(["Checkpoint of 2026-01-07"]);
  expect(git(world, "rev-parse", "main")).toBe(before);
  expect(world.sim.state().pulls).toHaveLength(pulls);

  expect(await checked(world)).toMatchObject({ fault: null, notes: [], checkpoints: 2 });
  const rewritten = await checked(world, (entry) =>
    entry.is === "incident" ? { ...entry, head: { ...entry.head, seq: entry.head.seq + 1 } } : entry,
  );
  expect(rewritten.fault).toContain("is missing at the end");
});

test("a lost answer makes no second commit, and days without GitHub are made up for by one", async () => {
  const world = await bench();
  await world.declare();
  await world.settle();
  world.sim.faults.add({ route: /createCommitOnBranch/, do: "502", when: "after" });
  await world.pass(day);
  await world.pass(60_000);
  expect(commits(world)).toHaveLength(2);

  world.sim.down();
  const first = await world.declare({ title: "In the dark" });
  await world.pass(day).catch(() => undefined);
  await world.order(first, { do: "dismiss", reason: "a false positive" });
  await world.pass(day).catch(() => undefined);
  world.sim.up();
  for (let tries = 0; tries < 2; tries += 1) await world.pass(600_000);
  expect(commits(world)).toHaveLength(3);
  expect(await checked(world)).toMatchObject({ fault: null, notes: [] });
});

test("what only those named may know of is no reason for a checkpoint, and each Monday's covers it", async () => {
  const world = await bench();
  const incident = await world.declare();
  await world.order(incident, { do: "dismiss", reason: "a false positive" });
  await world.order(incident, { do: "restrict", reason: "somebody is named in it" });
  await world.settle();
  await world.pass(day);
  expect(commits(world)).toEqual([]);
  // From Tuesday the 6th to Monday the 12th.
  await world.pass(6 * day);
  expect(commits(world).slice(1)).toEqual(["Checkpoint of 2026-01-12"]);
  expect((await checked(world)).fault).toBeNull();
  const cut = await checked(world, (entry) =>
    entry.is === "row" && entry.table === "checkpoints"
      ? { ...entry, row: { ...entry.row, changed: [] } }
      : entry,
  );
  expect(cut.fault).toContain("does not fit the record any more");
});

test("a database that is older than what the repository shows says so once, and gives no number out again", async () => {
  const world = await bench();
  await world.declare();
  await world.declare({ title: "Keys leaked" });
  await world.settle();
  await world.pass(day);

  // The same repository, and a database that knows nothing of it.
  const workspace = {
    id: `${world.workspaceId}-copy`,
    name: "Acme",
    guildId: null,
    repo: { owner: "acme", name: "protocol" },
  };
  await world.engine.workspaces.put({ ...workspace, preset: "atrium" });
  const copy = await world.startAnother({ workspaces: [workspace] });
  await copy.ready;
  await copy.catchUp();
  const told = world.logged.filter(({ message }) => message.includes("older copy"));
  expect(told.map(({ message }) => message)).toEqual([
    "This database seems to be an older copy: the repository has a signed checkpoint of 2026-01-06 that this database has not, and GitHub has issues of INC-2, INC-1, which this database does not know. New incidents are numbered on from there.",
  ]);
  expect(told[0]!.fields["fix"]).toContain("muster restore");
  const declared = await world.engine.declare({
    workspaceId: workspace.id,
    declaration: {
      title: "After the copy",
      description: null,
      level: "P3",
      source: { kind: "command", ref: null, url: null, name: null },
      detectedAt: null,
      signals: [],
      isDrill: false,
    },
    actor: {
      person: { name: "ada", discord: null, github: "ada" },
      via: "cli",
      isResponder: true,
      groups: [],
      inRoom: false,
    },
    requestId: null,
    sameAs: null,
    reply: null,
  });
  expect(declared.ok && declared.value.incident.ref).toBe("INC-3");
});
