import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { postmortem } from "../postmortem.ts";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "muster-postmortem-"));
  mkdirSync(join(cwd, "incidents"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const good =
  "# API down\n## Impact\nLogins failed.\n## Root cause\nA full disk.\n## Timeline\n09:00 alert, cause found, mitigated, resolved\n## Next steps\n- [ ] alert, bo, 2030-01-01\n## Lessons\nWatch disks.\n";

const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(cwd, name), content);

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const say = (text: string): void => void lines.push(text);
  const code = await postmortem.run(["check", "--today", "2026-01-06", ...args], {
    env: {},
    cwd,
    out: say,
    err: say,
  });
  return { code, out: lines.join("\n") };
}

test("files, folders and patterns are looked through without any database, each finding with its line", async () => {
  put("incidents/2024-01-01-a.md", good);
  put("incidents/b.md", good.replace("A full disk.", "TBD"));
  put("incidents/README.md", "# Ours");
  const { code, out } = await run("incidents");
  expect(code).toBe(1);
  expect(out).toContain("incidents/b.md:4  failure  Nobody has written down the root cause yet.");
  expect(out).toContain("1 file to mend, 1 file in order, 4 warnings. Held against atrium;");
  expect((await run("incidents/2024*.md")).code).toBe(0);
  expect((await run("--strict", "incidents/2024-01-01-a.md")).code).toBe(1);
});

test("the policy of the repository counts; another can be named", async () => {
  put("a.md", good);
  mkdirSync(join(cwd, ".muster"));
  put(".muster/policy.yaml", "extends: atrium\npostmortem: { sections: [Customer Letter] }\n");
  expect((await run("a.md")).out).toContain("I could not find a part called “Customer Letter”.");
  expect((await run("--policy", "atrium", "a.md")).code).toBe(0);
});

test("what cannot be read is said in words, one by one, and the rest is looked through all the same", async () => {
  put("a.md", good);
  put("empty.md", " \n");
  put("bin.md", new Uint8Array([1, 0, 2]));
  put("latin.md", new Uint8Array([0xe9, 0x61]));
  put("huge.md", "x".repeat(600_000));
  mkdirSync(join(cwd, "none"));
  const { code, out } = await run(
    "a.md",
    "empty.md",
    "bin.md",
    "latin.md",
    "huge.md",
    "none",
    "gone.md",
    "x*.md",
  );
  expect(code).toBe(1);
  for (const words of [
    "empty.md  failure  This file is empty.",
    "bin.md  failure  This is a binary file.",
    "latin.md  failure  This file is not UTF-8 text. Save it as UTF-8.",
    "huge.md  failure  This file is larger than 512 KiB.",
    "none  failure  This folder has no Markdown files.",
    "gone.md  failure  There is no such file.",
    "x*.md  failure  No Markdown file is called like that.",
    "7 files to mend, 1 file in order",
  ])
    expect(out).toContain(words);
});

test("JSON has every file with its findings, for scripts", async () => {
  put("a.md", good.replace("bo, ", ""));
  const { code, out } = await run("--json", "a.md", "gone.md");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    policy: "atrium",
    files: [
      { file: "gone.md", ok: false, problem: { what: "There is no such file." }, findings: [] },
      {
        file: "a.md",
        ok: false,
        problem: null,
        findings: expect.arrayContaining([
          expect.objectContaining({ line: 9, level: "failure", topic: "actions" }),
        ]),
      },
    ],
  });
});

test("a command without a file, or another word than check, says how it is used", async () => {
  await expect(run()).rejects.toThrow("A file is missing");
  await expect(postmortem.run(["publish"], { env: {}, cwd, out() {}, err() {} })).rejects.toThrow(
    "I cannot “publish”",
  );
});
