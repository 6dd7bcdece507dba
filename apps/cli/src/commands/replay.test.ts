import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { replay } from "./replay.ts";

const folder = mkdtempSync(join(tmpdir(), "replay-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = join(import.meta.dirname, "..", "..", "..", "..", "docs", "replays");
const yearn = join(files, "yearn-2021-02-04-ydai.json");

/** What the command says; a mistake of the person is said as well. */
async function said(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const out = (line: string): void => void lines.push(line);
  await replay.run(args, { env: {}, cwd: folder, out, err: out }).catch((error: Error) => out(error.message));
  return lines.join("\n");
}

test("an incident is played under a policy, with its times and the documents it ends with", async () => {
  const text = await said(yearn, "--policy", "seal");
  expect(text).toContain("Yearn: ydai, under SEAL incident response");
  expect(text).toMatch(/Started +about 2021-02-04 21:18 UTC/);
  expect(text).toMatch(/Acknowledged +unknown/);
  expect(text).toContain("Incident log: incident-logs/2021-02-04-yearn-ydai.md");
});

test("under all policies its documents are written into a folder for each", async () => {
  const text = await said(yearn, "--policy", "all", "--out", "played");
  expect(text.match(/^Wrote \d+ to /gm)).toHaveLength(4);
  const report = readFileSync(join(folder, "played", "pci", "incidents", "2021-02-04-yearn-ydai.md"), "utf8");
  expect(report).toContain("# Incident Summary Report: Yearn: ydai");
});

test("what cannot be played says what to write", async () => {
  writeFileSync(join(folder, "odd.json"), JSON.stringify({ events: [{ at: "noon" }] }));
  writeFileSync(join(folder, "text.json"), "hello");
  expect(await said("odd.json")).toContain(
    "events[0].at: “noon” is no time that I can read. Write a time in UTC",
  );
  expect(await said("text.json")).toContain("is not JSON");
  expect(await said("nowhere.json")).toContain("I cannot read nowhere.json");
  expect(await said(yearn, "--policy", "nobody")).toContain("Presets are: atrium, pci, seal, trustledger");
});
