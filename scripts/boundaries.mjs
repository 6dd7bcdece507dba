// Checks who imports whom, by the rules in .dependency-cruiser.mjs. A check that looks at nothing passes, so this one
// also counts what it looked at and makes sure that it still finds violations that are planted for it.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cruise } from "dependency-cruiser";
import rules from "../.dependency-cruiser.mjs";

const root = dirname(import.meta.dirname);

const planted = {
  "packages/kernel/src/index.ts": 'export type { Engine } from "../../engine/src/index.ts";\n',
  "packages/engine/src/index.ts": "export type Engine = 1;\n",
  "packages/incident/src/index.ts":
    'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
  "packages/discord/src/views/card.ts": 'export { send } from "../deliver/send.ts";\n',
  "packages/discord/src/deliver/send.ts": 'export { issue } from "../../../github/src/issue.ts";\n',
  "packages/github/src/issue.ts": 'export { fresh } from "../../testkit/src/index.ts";\n',
  "packages/testkit/src/index.ts": 'export { fresh } from "./fresh.ts";\n',
  "packages/testkit/src/fresh.ts": 'import "./index.ts";\nimport "./gone.ts";\nexport const fresh = 1;\n',
};

const mustBeFound = [
  "layers: packages/kernel",
  "pure packages do no I/O",
  "deciding does not act",
  "layers: packages/discord",
  "testkit is for tests",
  "no circles",
  "everything resolves",
];

const problems = [...(await checkTheCheck()), ...(await check())];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);

async function check() {
  const seen = await look(root);
  const modules = seen.modules.filter((module) => /^(packages|apps)\//.test(module.source)).length;
  const members = ["packages", "apps"].flatMap((folder) => readdirSync(join(root, folder)));
  console.log(
    `${modules} modules in ${members.length} packages, ${seen.summary.totalDependenciesCruised} imports`,
  );
  if (modules < members.length)
    return [`Only ${modules} modules were looked at: the check itself is broken.`];
  return seen.summary.violations.map(
    ({ rule, from, to }) => `${from} imports ${to}\n  ${rule.name}. ${commentOf(rule.name)}`,
  );
}

async function checkTheCheck() {
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const folder = mkdtempSync(join(root, ".tmp", "planted-"));
  try {
    for (const [path, text] of Object.entries(planted)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const found = new Set((await look(folder)).summary.violations.map(({ rule }) => rule.name));
    return mustBeFound
      .filter((name) => !found.has(name))
      .map(
        (name) => `The rule “${name}” did not find the violation planted for it: the check itself is broken.`,
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function look(folder) {
  const { forbidden, options } = rules;
  const cruised = await cruise(
    ["packages", "apps"].filter((name) => readdirSync(folder).includes(name)),
    { ...options, validate: true, ruleSet: { forbidden }, baseDir: folder, outputType: "json" },
    options.enhancedResolveOptions,
  );
  return JSON.parse(cruised.output);
}

function commentOf(name) {
  return rules.forbidden.find((rule) => rule.name === name)?.comment ?? "";
}
