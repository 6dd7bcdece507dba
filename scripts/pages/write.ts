/*
 * Writes the pages of docs/ that follow from the code, so that they cannot say anything else. With --check it only says which
 * of them are not true any more.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { commandsPage } from "./commands-page.ts";
import { maturityPage } from "./maturity-page.ts";
import { policyReference, policySchemaFile } from "./policy-pages.ts";
import { presetPages, type PresetSource } from "./preset-pages.ts";
import { simulatorsPage } from "./simulators-page.ts";

const root = join(import.meta.dirname, "..", "..");
const presetFolder = "packages/policy/src/presets";

/** The preset's own file and those of its parts. */
function presetSources(preset: string): PresetSource[] {
  const folder = `${presetFolder}/${preset}`;
  const parts = readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .toSorted()
    .map((name) => `${folder}/${name}`);
  return [`${presetFolder}/${preset}.ts`, ...parts].map((path) => ({
    path,
    text: readFileSync(join(root, path), "utf8"),
  }));
}

const pages: Record<string, () => string> = {
  "docs/commands.md": commandsPage,
  "docs/policy-reference.md": policyReference,
  "docs/policy.schema.json": policySchemaFile,
  "docs/maturity.md": maturityPage,
  "docs/simulators-differ.md": () => simulatorsPage((path) => readFileSync(join(root, path), "utf8")),
  ...presetPages(presetSources),
};

const isCheck = process.argv.includes("--check");
for (const [path, write] of Object.entries(pages)) {
  const file = join(root, path);
  const text = write();
  if (!isCheck) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(`${path} no longer says what the code does. Write it anew: node scripts/pages/write.ts`);
    process.exitCode = 1;
  }
}
