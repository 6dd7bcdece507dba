import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { presets } from "./index.ts";

const root = join(import.meta.dirname, "..", "..", "..", "..");

/** Where a preset may be named: its own data, tests, and the settings that say which one holds when nobody chose. */
const mayName = /\/presets\/|\.test\.ts$|\/testing[\w-]*\.ts$|\/(stories|test|bench|scripts|testkit)\//;
const isDefault = /(?:\bdefault(?:\(|: )|\?\? |policy = |policy: )"\w+"/;

/** `"seal":"…"` in a file is what sealed a record. */
const jsonKey = /"\w+":/g;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", ".tsbuild", ".turbo"].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : entry.name.endsWith(".ts") ? [path] : [];
  });
}

test("no code knows a policy by its name: outside the presets one is only named as the setting's default", () => {
  const names = new RegExp(`(["'\`])(?:${Object.keys(presets).join("|")})\\1`, "i");
  const files = ["apps", "packages"].flatMap((folder) => sources(join(root, folder)));
  expect(files.length).toBeGreaterThan(300);
  const named = files
    .filter((file) => !mayName.test(file))
    .flatMap((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .flatMap((line, index) =>
          names.test(line.replaceAll(jsonKey, ""))
            ? [`${relative(root, file)}:${index + 1} ${line.trim()}`]
            : [],
        ),
    )
    .filter((found) => !isDefault.test(found));
  expect(named).toEqual([]);
});

test("no code compares the id of a policy with anything", () => {
  const compared =
    /\b(?:policyId|policy\.id)\b\s*(?:===|!==|==|!=)|(?:===|!==|case)\s*\S*\b(?:policyId|policy\.id)\b/;
  const found = ["apps", "packages"]
    .flatMap((folder) => sources(join(root, folder)))
    .filter((file) => !mayName.test(file) && compared.test(readFileSync(file, "utf8")))
    .map((file) => relative(root, file));
  expect(found).toEqual([]);
});
