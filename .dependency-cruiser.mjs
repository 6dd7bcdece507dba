// Who may import whom. The picture is in docs/how-it-works.md; `npm test` checks it.

const pure = ["kernel", "policy", "incident", "templates", "alerts", "insights", "web"];
const plain = ["kernel", "policy", "incident", "templates", "insights"];

/** Parts of the process that know no other part. Who holds which role, and who takes part, is for all of them to read. */
const parts = [
  "aftercare",
  "assess",
  "calls",
  "chain",
  "checklist",
  "comms",
  "evidence",
  "filings",
  "prompts",
  "restored",
  "tasks",
  "times",
];

const both = [...plain, "alerts", "store", "engine", "discord", "github"];

/** For each package and app: the workspace members its code (not its tests) may import. */
const mayImport = {
  "packages/kernel": [],
  "packages/policy": ["kernel"],
  "packages/incident": ["kernel", "policy"],
  "packages/templates": ["kernel", "policy", "incident", "insights"],
  "packages/insights": ["kernel", "policy", "incident"],
  "packages/web": plain,
  "packages/alerts": ["kernel"],
  "packages/store": ["kernel", "policy", "incident"],
  "packages/outgoing": [],
  "packages/discord": [...plain, "outgoing"],
  "packages/github": [...plain, "outgoing"],
  "packages/engine": ["kernel", "policy", "incident", "insights", "store", "alerts"],
  // A simulator that shared our views would share our misunderstandings.
  "packages/discord-sim": ["kernel"],
  "packages/github-sim": ["kernel"],
  // Each app holds one platform's secrets and knows nothing of the other's.
  "apps/discord-bot": [...plain, "alerts", "store", "engine", "discord"],
  "apps/github-app": [...plain, "alerts", "store", "engine", "github", "web"],
  "apps/sandbox": [...both, "discord-sim", "github-sim", "discord-bot", "github-app"],
  "apps/cli": [...both, "discord-bot", "github-app", "sandbox"],
};

const test = "(\\.test\\.ts$)|(/(test|stories)/)|(/testing\\.ts$)";
const code = (member) => ({ path: `^${member}/src/`, pathNot: test });
const either = (names) => `(${names.join("|")})`;

const layers = Object.entries(mayImport).map(([member, names]) => ({
  name: `layers: ${member}`,
  comment: names.length === 0 ? "It imports no other package." : `It may import ${names.join(", ")}.`,
  severity: "error",
  from: code(member),
  to: {
    path: "^(packages|apps)/",
    pathNot: `^(${member}|(packages|apps)/${either(names.length === 0 ? ["-"] : names)})/`,
  },
}));

export default {
  forbidden: [
    ...layers,
    {
      name: "pure packages do no I/O",
      comment: "Time, chance, files and the network are for the packages further out.",
      severity: "error",
      from: code(`packages/${either(pure)}`),
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "pure packages know no platform",
      comment: "The core does not know which chat, forge or database it lives in.",
      severity: "error",
      from: code(`packages/${either(pure)}`),
      to: { path: "node_modules/(discord\\.js|@discordjs|discord-api-types|@octokit|postgres|drizzle-orm)/" },
    },
    {
      name: "deciding does not act",
      comment:
        "commands, views and intake say what should be; only the door around them hands it to deliver.",
      severity: "error",
      from: { path: "^packages/(discord|github)/src/(commands|views|intake)/", pathNot: test },
      to: { path: "^packages/(discord|github)/src/deliver/" },
    },
    ...parts.map((part) => ({
      name: `parts: ${part}`,
      comment: "What a part needs of another one it reads from the incident.",
      severity: "error",
      from: { path: `^packages/incident/src/${part}/`, pathNot: test },
      to: {
        path: `^packages/incident/src/${either(parts)}/`,
        pathNot: `^packages/incident/src/${part}/`,
      },
    })),
    {
      name: "testkit is for tests",
      comment: "What ships must not depend on what checks it.",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: `${test}|(^packages/testkit/)` },
      to: { path: "^packages/testkit/" },
    },
    {
      name: "drizzle has one door",
      comment: "Importing it costs half a second at each start: docs/decisions/0019-drizzle-by-require.md.",
      severity: "error",
      from: { pathNot: "^packages/store/src/drizzle\\.ts$" },
      to: { path: "drizzle-orm" },
    },
    {
      name: "no circles",
      comment: "Two files that need each other are one file, or three.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "everything resolves",
      comment: "An import that is not found is an import that no rule has seen.",
      severity: "error",
      from: { path: "^(packages|apps)/" },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(\\.tsbuild|/generated/)" },
    // With symbolic links resolved, `@muster/kernel` becomes packages/kernel/src/index.ts, which the rules know.
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".mjs", ".js", ".json", ".d.ts"],
    },
  },
};
