import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine, type Engine } from "@muster/engine";
import { inside } from "@muster/incident";
import { openStore } from "@muster/store";
import { freshDatabase } from "@muster/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet } from "../log.ts";
import { importPast } from "./import.ts";
import { metrics } from "./metrics.ts";

const replays = join(import.meta.dirname, "..", "..", "..", "..", "docs", "replays");

let folder = "";
let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-import-"));
  await cp(replays, join(folder, "replays"), { recursive: true });
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function run(command: typeof importPast, args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    env: { DATABASE_URL: database.url },
    cwd: folder,
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
  };
  const code = await command.run(args, io).catch((error: unknown) => String(error));
  return { code, out: out.join("\n") };
}

async function withEngine<Value>(ask: (engine: Engine) => Promise<Value>): Promise<Value> {
  const store = openStore(database.url);
  const engine = createEngine({ store, clock: { now: () => new Date() }, log: quiet });
  try {
    return await ask(engine);
  } finally {
    await engine.stop();
    await store.close();
  }
}

const file = (name: string, json: unknown) => writeFile(join(folder, name), JSON.stringify(json));

test("S4-111, S4-112: past incidents are imported once, counted, and told to nobody", async () => {
  const first = await run(importPast, ["replays"]);
  expect(first).toMatchObject({ code: 0 });
  // The earliest gets the first number; the list is in the order of the files.
  expect(first.out).toContain("replays/github-2018-10-21-mysql-failover.json: INC-1, GitHub: mysql failover");
  expect(first.out).toContain("5 imported.");

  const again = await run(importPast, ["replays", "replays/yearn-2021-02-04-ydai.json"]);
  expect(again.code).toBe(0);
  expect(again.out).toContain("Nothing new: nothing was changed. 6 known already.");

  const { code, out } = await run(metrics, ["--json", "--by", "severity"]);
  expect(code).toBe(0);
  const said = JSON.parse(out);
  expect(said.timeToResolve).toEqual({
    n: 4,
    unknown: 1,
    medianMin: 655,
    meanMin: 702.5,
    minMin: 49,
    maxMin: 1451,
    from: "start",
    to: "resolved",
  });
  expect(said.drills.timeToResolve).toMatchObject({ n: 0, unknown: 0, medianMin: null });
  const groups = said.groups.map((group: { key: string; incidents: { counted: number } }) => [
    group.key,
    group.incidents.counted,
  ]);
  expect(groups).toEqual([
    ["P0 (atrium)", 2],
    ["P1 (atrium)", 2],
    [null, 1],
  ]);
  // Months stand in their order, whatever the levels in them.
  const months = JSON.parse((await run(metrics, ["--json", "--by", "month"])).out).groups;
  expect(months.map(({ key }: { key: string }) => key)).toEqual([
    "2018-10",
    "2021-02",
    "2021-05",
    "2021-06",
    "2023-12",
  ]);

  await withEngine(async (engine) => {
    const all = await engine.read.list("default", { limit: 9, audience: inside });
    expect(all.map(({ isDrill, status, imported }) => [isDrill, status, imported !== null])).toEqual(
      all.map(() => [false, "closed", true]),
    );
    for (const { id } of all) {
      expect(await engine.read.effects(id)).toEqual([]);
      expect(await engine.read.timers(id)).toEqual([]);
    }
    // What is told each week, month and quarter is the workspace's own.
    const errands = (await engine.errands.open("default")).map(({ errand }) => errand.do);
    expect(errands.filter((what) => !/-digest$|^learning-report$/.test(what))).toEqual([]);
  });
});

test("S4-111: a file that was put right is imported again, what it changes is told, and the figures follow", async () => {
  await run(importPast, ["replays"]);
  const json = JSON.parse(await readFile(join(replays, "yearn-2021-02-04-ydai.json"), "utf8"));
  await file("other.json", { ...json, anchors: { ...json.anchors, resolved: "2021-02-04T23:07:00Z" } });
  const resolved = async () =>
    JSON.parse((await run(metrics, ["--json", "--until", "2021-02"])).out).timeToResolveFromDetected;
  // 2018: 1449 minutes from the detection; February 2021: 22.
  expect(await resolved()).toMatchObject({ n: 2, minMin: 22 });
  const said = await run(importPast, ["other.json"]);
  expect(said.code).toBe(0);
  expect(said.out).toContain("other.json: known already as INC-2, and told otherwise now");
  expect(said.out).toContain("The resolution was 2021-02-04 22:07 UTC and is 2021-02-04 23:07 UTC.");
  expect(said.out).toContain("1 changed.");
  expect(await resolved()).toMatchObject({ n: 2, minMin: 82 });
  expect((await run(importPast, ["other.json"])).out).toContain("1 known already.");
  await run(importPast, ["replays"]);
  expect(await resolved()).toMatchObject({ n: 2, minMin: 22 });
});

test("one wrong file among others is told with what to write, and nothing of them is imported", async () => {
  await file("good.json", {
    id: "G1",
    slug: "acme-2022-01-01-good",
    anchors: { detected: "2022-01-01T10:00:00Z" },
  });
  await file("bad.json", { id: "B1", events: [{ at: "noon" }] });
  await writeFile(join(folder, "text.json"), '{"id": "T1",\n "events": [],}');
  await file("clash.json", { id: "G1", slug: "another", anchors: { detected: "2022-01-01T10:00:00Z" } });

  const wrong = await run(importPast, ["good.json", "bad.json", "text.json", "gone.json"]);
  expect(wrong.code).toContain(
    "bad.json cannot be read as an incident:\n  events[0].at: “noon” is no time that I can read. Write a time in UTC",
  );
  expect(wrong.code).toContain("text.json is not JSON: look at line 2, column 15.");
  expect(wrong.code).toContain("I cannot read gone.json. Is it there?");
  expect(wrong.code).toContain("Nothing was imported.");

  const clash = await run(importPast, ["good.json", "clash.json"]);
  expect(clash.code).toContain("clash.json: its id is G1, but good.json has that id, too and another slug.");
  const known = await withEngine((engine) => engine.read.complete("default", "good", 5, inside));
  expect(known).toEqual([]);
});

test("without files, with a wrong grouping or a day that there is not, it says what to write", async () => {
  expect((await run(importPast, [])).code).toContain("Say which files");
  expect((await run(metrics, ["--by", "moon"])).code).toContain(
    "Write one of severity, type, service, month.",
  );
  expect((await run(metrics, ["--since", "2026-02-30"])).code).toContain("Write a day such as 2026-11-21");
});
