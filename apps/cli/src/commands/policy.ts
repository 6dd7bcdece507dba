import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  diffPolicies,
  explainPolicy,
  loadPolicy,
  policyJsonSchema,
  presets,
  sayProblem,
  type Policy,
} from "@muster/policy";
import { UsageError, type CliCommand, type Io } from "../command.ts";

const usage =
  "muster policy check FILE | explain FILE-or-PRESET | diff FILE-or-PRESET FILE-or-PRESET | schema";

export const policy: CliCommand = {
  summary: "Checks a policy file, explains one in words, compares two, or prints the JSON Schema for editors",
  usage,
  async run(args, io) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    const [verb, ...what] = positionals;
    switch (verb) {
      case "check":
        return check(need(what[0]), io);
      case "explain":
        explainPolicy(await read(need(what[0]), io)).forEach((line) => io.out(line));
        return 0;
      case "diff":
        return diff(await read(need(what[0]), io), await read(need(what[1]), io), io);
      case "schema":
        io.out(JSON.stringify(policyJsonSchema(), null, 2));
        return 0;
      default:
        throw new UsageError("Say what to do with which policy.");
    }
  },
};

function need(value: string | undefined): string {
  if (value === undefined) throw new UsageError("A file is missing, for example .muster/policy.yaml.");
  return value;
}

async function check(file: string, io: Io): Promise<number> {
  const loaded = loadPolicy(await text(file, io), { file });
  const problems = loaded.ok ? [] : loaded.refused;
  const warnings = loaded.ok ? loaded.value.warnings : [];
  problems.forEach((problem) => io.err(`error    ${sayProblem(problem)}`));
  warnings.forEach((problem) => io.out(`warning  ${sayProblem(problem)}`));
  if (loaded.ok) io.out(`${file} is a policy: ${loaded.value.policy.name}. ${warnings.length} warnings.`);
  else io.err(`${file} cannot be used yet: ${problems.length} to mend.`);
  return loaded.ok ? 0 : 1;
}

/** A preset by its name, or a file. */
async function read(what: string, io: Io): Promise<Policy> {
  const source = Object.hasOwn(presets, what) ? `extends: ${what}\n` : await text(what, io);
  const loaded = loadPolicy(source, { file: what });
  if (loaded.ok) return loaded.value.policy;
  throw new UsageError(loaded.refused.map(sayProblem).join("\n"));
}

async function text(file: string, io: Io): Promise<string> {
  const path = resolve(io.cwd, file);
  try {
    return await readFile(path, "utf8");
  } catch {
    throw new UsageError(
      `I cannot read ${relative(io.cwd, path)}. Presets are: ${Object.keys(presets).join(", ")}.`,
    );
  }
}

function diff(a: Policy, b: Policy, io: Io): number {
  const changes = diffPolicies(a, b);
  for (const { path, before, after } of changes)
    io.out(`${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`);
  if (changes.length === 0) io.out("The two say the same.");
  return 0;
}
