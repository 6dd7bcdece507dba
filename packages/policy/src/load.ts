import { no, yes, type Result } from "@muster/kernel";
import { checkPolicy } from "./check.ts";
import { explainIssues, whatToWrite } from "./explain-issue.ts";
import { listed, type Finding } from "./finding.ts";
import { isEntry } from "./fields.ts";
import { isTree, merge } from "./merge.ts";
import { nearest } from "./nearest.ts";
import { presets as ownPresets } from "./presets/index.ts";
import { sayPath, sayValue, type Path, type Problem } from "./problem.ts";
import { readYaml, type YamlTree } from "./read-yaml.ts";
import { policySchema, type Policy } from "./schema.ts";

export type LoadedPolicy = { policy: Policy; warnings: Problem[] };
export type LoadOptions = {
  /** The file's name, for messages. */
  file: string;
  /** What `extends` may name. The presets that come with Muster unless told otherwise. */
  presets?: Record<string, unknown>;
};

/** A file with more problems than this is mended from the top; the rest is counted. */
const problemsMax = 50;

/**
 * The policy that a file describes: a preset named by `extends` with the file's changes laid over it, or, without `extends`,
 * a whole policy. All problems at once, each with its line and what to write. Never throws, and takes bounded time for any text.
 */
export function loadPolicy(
  text: string,
  { file, presets = ownPresets }: LoadOptions,
): Result<LoadedPolicy, Problem[]> {
  const read = readYaml(text);
  if (!read.ok) {
    return no(shorten(read.refused.map(({ path, ...rest }) => ({ file, ...rest, path: sayPath(path) }))));
  }
  const tree = read.value;
  const place = (finding: Finding): Problem => {
    const { line, column } = finding.at === "name" ? tree.nameOf(finding.path) : tree.placeOf(finding.path);
    return { file, line, column, path: sayPath(finding.path), message: finding.message };
  };
  const refuse = (findings: Finding[]) => no(shorten(findings.map(place)));

  const whole = wholeTree(tree, presets);
  if (!whole.ok) return refuse(whole.refused);

  const parsed = policySchema.safeParse(whole.value.tree, { error: whatToWrite });
  if (!parsed.success) return refuse(explainIssues(parsed.error.issues, whole.value.tree));

  const { errors, warnings } = checkPolicy(parsed.data);
  if (errors.length > 0) return refuse(errors);
  return yes({ policy: parsed.data, warnings: shorten([...whole.value.idle, ...warnings].map(place)) });
}

type Whole = { tree: unknown; idle: Finding[] };

function wholeTree({ value }: YamlTree, presets: Record<string, unknown>): Result<Whole, Finding[]> {
  const names = Object.keys(presets);
  const start = `Start it with \`extends: ${names[0] ?? "…"}\` and write your changes below. Presets: ${listed(names)}.`;
  if (!isTree(value)) {
    const stands = value === null ? "empty" : `${sayValue(value)}, not a group of fields`;
    return no([{ path: [], at: "value", message: `The policy is ${stands}. ${start}` }]);
  }
  if (!Object.hasOwn(value, "extends")) return yes({ tree: merge({}, value, isEntry), idle: [] });

  const base = presetTree(value["extends"], presets);
  if (!base.ok) {
    return no([
      {
        path: ["extends"],
        at: "value",
        message: `extends is ${sayValue(value["extends"])}. ${base.refused}`,
      },
    ]);
  }
  const { extends: _, ...change } = value;
  return yes({ tree: merge(base.value, change, isEntry), idle: removalsOfNothing(base.value, change) });
}

/** A preset with all that it extends itself, or what to write instead. */
function presetTree(name: unknown, presets: Record<string, unknown>): Result<unknown, string> {
  const names = Object.keys(presets);
  const chain: Record<string, unknown>[] = [];
  const seen: string[] = [];
  for (let next = name; next !== undefined;) {
    if (typeof next !== "string" || !Object.hasOwn(presets, next)) {
      const meant = typeof next === "string" ? nearest(next, names) : null;
      const advice = meant === null ? "" : `Did you mean \`${meant}\`? `;
      return no(`${advice}Write one of ${listed(names)}.`);
    }
    if (seen.includes(next)) {
      return no(
        `It leads back to itself: ${[...seen, next].join(" → ")}. Take one \`extends\` of these out.`,
      );
    }
    seen.push(next);
    const preset: unknown = presets[next];
    if (!isTree(preset)) return no(`The preset \`${next}\` has no fields. Write the name of another one.`);
    const { extends: further, ...tree } = preset;
    chain.unshift(tree);
    next = further;
  }
  return yes(chain.reduce((whole: unknown, tree) => merge(whole, tree, isEntry), {}));
}

/** `P9: null` where the preset has no P9 changes nothing; most often the name is misspelt. */
function removalsOfNothing(base: unknown, change: unknown, at: Path = []): Finding[] {
  if (!isTree(change)) return [];
  const known = isTree(base) ? base : {};
  return Object.entries(change).flatMap(([name, value]): Finding[] => {
    const path = [...at, name];
    const stands = Object.hasOwn(known, name);
    if (value !== null) return removalsOfNothing(stands ? known[name] : undefined, value, path);
    if (stands || !isEntry(path)) return [];
    const meant = nearest(name, Object.keys(known));
    const advice = meant === null ? "Take the line out." : `Did you mean \`${meant}\`?`;
    return [{ path, at: "name", message: `${sayPath(path)} takes nothing out: there is none. ${advice}` }];
  });
}

function shorten(problems: Problem[]): Problem[] {
  // One slip often trips the parser several times in the same line.
  const told = new Map(
    problems.map((problem) => [`${problem.line} ${problem.path} ${problem.message}`, problem]),
  );
  const sorted = [...told.values()].sort((a, b) => a.line - b.line || a.column - b.column);
  if (sorted.length <= problemsMax) return sorted;
  const shown = sorted.slice(0, problemsMax - 1);
  const next = sorted[problemsMax - 1]!;
  const message = `From here on there are ${sorted.length - shown.length} more. Mend the ones above first.`;
  return [...shown, { ...next, path: "", message }];
}
