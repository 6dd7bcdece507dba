/*
 * Writes the pages of docs/ that follow from the code, so that they cannot say anything else. With --check it only says which
 * of them are not true any more.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandsPage } from "./commands-page.ts";
import { policyReference, policySchemaFile } from "./policy-pages.ts";
import { simulatorsPage } from "./simulators-page.ts";

const root = join(import.meta.dirname, "..", "..");
const pages: Record<string, () => string> = {
  "docs/commands.md": commandsPage,
  "docs/policy-reference.md": policyReference,
  "docs/policy.schema.json": policySchemaFile,
  "docs/simulators-differ.md": () => simulatorsPage((path) => readFileSync(join(root, path), "utf8")),
};

const isCheck = process.argv.includes("--check");
for (const [path, write] of Object.entries(pages)) {
  const file = join(root, path);
  const text = write();
  if (!isCheck) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(`${path} no longer says what the code does. Write it anew: node scripts/pages/write.ts`);
    process.exitCode = 1;
  }
}
