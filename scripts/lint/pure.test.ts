import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");

const asksTheMachine = [
  "export const now = new Date();",
  "export const stamp = Date.now();",
  "export const said = Date();",
  "export const counter = performance.now();",
  "export const dice = Math.random();",
  'export const hidden = Math["random"]();',
  "export const surroundings = process.env;",
];

const asksNobody = ["export const fixed = new Date(0);", "export const given = Date.UTC(2026, 1);"];

/** The lines that the project's own lint configuration objects to in such a file. */
function objections(file: string, lines: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "lint-"));
  const config = readFileSync(join(root, ".oxlintrc.json"), "utf8")
    .replace("./scripts/lint/pure.mjs", join(root, "scripts/lint/pure.mjs"))
    .replace('"typeAware": true', '"typeAware": false');
  writeFileSync(join(folder, ".oxlintrc.json"), config);
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), `${lines.join("\n")}\n`);

  const oxlint = join(root, "node_modules", ".bin", "oxlint");
  const { stdout } = spawnSync(oxlint, ["--format", "unix", file], { cwd: folder, encoding: "utf8" });
  const found = [...stdout.matchAll(/impure\.ts:(\d+):/g)].map(([, line]) => lines[Number(line) - 1]);
  return [...new Set(found)].filter((line) => line !== undefined).toSorted();
}

test("a pure package may not ask the machine for time, chance or surroundings", () => {
  const found = objections("packages/incident/src/impure.ts", [...asksNobody, ...asksTheMachine]);

  expect(found).toEqual(asksTheMachine.toSorted());
});

test("other packages may", () => {
  expect(objections("packages/engine/src/impure.ts", asksTheMachine)).toEqual([]);
});
