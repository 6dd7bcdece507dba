import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepSigner, publicPem } from "@muster/store";
import { freshDatabase } from "@muster/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CliCommand } from "../command.ts";
import { exportIncident } from "./export.ts";
import { restore } from "./restore.ts";
import { verify } from "./verify.ts";
import { ada, declaredIn } from "../testing.ts";

let folder = "";
let key = "";
let databases: Awaited<ReturnType<typeof freshDatabase>>[] = [];

async function run(command: CliCommand, args: string[], database = databases[0]!) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    env: { DATABASE_URL: database.url, MUSTER_SIGNING_KEY_FILE: key },
    cwd: folder,
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
  };
  const code = await command.run(args, io).catch((error: unknown) => String(error));
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** One incident with three entries, signed on a day, exported whole and alone. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-verify-"));
  key = join(folder, "key.pem");
  const signer = keepSigner(key);
  databases = [await freshDatabase(), await freshDatabase()];
  const { store, engine, incident } = await declaredIn(databases[0]!.url);
  const command = { do: "update", text: "We look at it" } as const;
  await engine.order({
    workspaceId: "acme",
    incident: { id: incident.id },
    command,
    actor: ada,
    requestId: null,
  });
  const taken = await engine.checkpoints.take("acme", { day: "2026-11-21", signers: [signer] });
  await writeFile(join(folder, "2026-11-21.json"), taken!.text);
  await writeFile(join(folder, "public.pem"), publicPem(signer.publicKey));
  await engine.stop();
  await store.close();
  await run(exportIncident, ["--all", "--out", "all.jsonl"]);
  await run(exportIncident, ["--all", "--format", "json", "--out", "all.json"]);
  await run(exportIncident, ["INC-1", "--out", "one.json"]);
}, 60_000);

afterAll(async () => {
  for (const database of databases) await database.giveBack();
  await rm(folder, { recursive: true });
});

const against = ["--checkpoints", ".", "--key", "public.pem"];

async function changed(file: string, change: (text: string) => string): Promise<string> {
  const text = await readFile(join(folder, file), "utf8");
  const after = change(text);
  expect(after).not.toBe(text);
  await writeFile(join(folder, `changed-${file}`), after);
  return `changed-${file}`;
}

test("S3-63, S3-70: what was exported and what the database holds is whole, also against the repository's checkpoints and key", async () => {
  for (const what of [["all.jsonl"], ["all.json"], ["one.json"], [], ["INC-1"]]) {
    const { code, out } = await run(verify, [...what, ...against]);
    expect([what, code]).toEqual([what, 0]);
    expect(out).toMatch(/INC-1: \d+ entries, complete and unchanged/);
  }
  expect((await run(verify, ["one.json"])).out).toContain("Signed on 2026-11-21: all of it.");
});

test("S3-63, S3-70: the first entry that was changed, removed or moved is named, with an exit code for scripts", async () => {
  const word = (text: string) => text.replace("We look at it", "We sleep");
  const all = await run(verify, [await changed("all.jsonl", word)]);
  expect(all).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Line \d+ was changed after it was written: INC-1, entry \d+\.$/),
  });
  expect(await run(verify, [await changed("all.json", word)])).toMatchObject({ code: 1, err: all.err });
  const one = await run(verify, [
    await changed("one.json", (text) => text.replaceAll("We look at it", "We sleep")),
  ]);
  expect(one).toMatchObject({
    code: 1,
    err: expect.stringMatching(/INC-1: Entry \d+ was changed after it was written/),
  });
  const beside = await run(verify, [
    await changed("one.json", (text) => text.replace('"status": "open"', '"status": "closed"')),
  ]);
  expect(beside).toMatchObject({
    code: 1,
    err: expect.stringContaining("`status`, which does not follow from its entries"),
  });
  const cut = await run(verify, [
    await changed("all.jsonl", (text) => text.split("\n").slice(0, -4).join("\n")),
  ]);
  expect(cut).toMatchObject({ code: 1, err: expect.stringContaining("was cut off after line") });
  const half = await run(verify, [await changed("one.json", (text) => text.slice(0, -200))]);
  expect(half).toMatchObject({ code: 1, err: expect.stringContaining("cut off or changed") });

  await writeFile(join(folder, "words.txt"), "hello");
  for (const wrong of ["nowhere.jsonl", "words.txt"]) {
    expect(await run(verify, [wrong])).toMatchObject({ code: 2, err: expect.stringContaining(wrong) });
  }
});

test("S3-71: a restored database verifies as the first one does; what was changed is not brought back, nor into a database in use", async () => {
  const [used, empty] = databases as [(typeof databases)[number], (typeof databases)[number]];
  const word = (text: string) => text.replace("We look at it", "We sleep");
  const bad = await run(restore, [await changed("all.jsonl", word)], empty);
  expect(bad.code).toContain("I bring nothing back from it");
  expect((await run(restore, ["one.json"], empty)).code).toContain("is no whole record");
  expect((await run(restore, ["all.jsonl"], used)).code).toContain("There are incidents in this database");

  const good = await run(restore, ["all.jsonl"], empty);
  expect(good.code).toBe(0);
  expect(good.out).toContain("acme: 1 incident with");
  expect(good.out).toContain("Not restored: inbox.");
  const [before, after] = [await run(verify, against, used), await run(verify, against, empty)];
  expect(after.code).toBe(0);
  expect(after.out).toBe(before.out);
});
