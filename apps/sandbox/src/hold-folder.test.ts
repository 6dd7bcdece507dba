import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdFolder } from "./hold-folder.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "muster-hold-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

test("a second sandbox in the same folder is refused and learns where the first one is, until that one stops", async () => {
  const first = await holdFolder(dir);
  first.say("http://127.0.0.1:4600");
  await expect(holdFolder(dir)).rejects.toThrow(`${dir}: http://127.0.0.1:4600. Stop it`);
  await first.release();
  const second = await holdFolder(dir);
  await second.release();
});

test("a folder whose sandbox was killed is free", async () => {
  const script = `require("node:net").createServer().listen(${JSON.stringify(join(dir, "in-use.sock"))}, () => process.kill(process.pid, "SIGKILL"))`;
  spawnSync(process.execPath, ["-e", script]);
  await (await holdFolder(dir)).release();
});
