import type { z } from "zod";
import { listed, type Finding } from "./finding.ts";
import { nearest } from "./nearest.ts";
import { sayPath, sayValue, type Path } from "./problem.ts";
import { fieldsAt } from "./fields.ts";

const kinds: Record<string, string> = {
  string: "Write text.",
  number: "Write a number.",
  int: "Write a whole number.",
  boolean: "Write `true` or `false`.",
  array: "Write a list, one entry per line after `- `, or `[]` for none.",
  object: "Write fields below it, indented.",
  record: "Write entries below it, indented, or `{}` for none.",
};

/** What to write, for every rule of the schema that has no words of its own. Given to zod, which keeps the schema's words where there are some. */
export function whatToWrite(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return kinds[issue.expected] ?? "Write another value.";
    case "invalid_value":
      return `Write ${issue.values.map((value) => `\`${String(value)}\``).join(" or ")}.`;
    case "too_small":
      return issue.origin === "number"
        ? `Write ${issue.minimum} or more.`
        : `Write at least ${issue.minimum}.`;
    case "too_big":
      if (issue.origin === "number") return `Write ${issue.maximum} or less.`;
      return issue.origin === "string"
        ? `Keep it to ${issue.maximum} characters.`
        : `Keep it to ${issue.maximum} entries.`;
    default:
      return "Write another value.";
  }
}

/** The schema's complaints as findings: one per place, each saying what is so and then what to write. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], value: unknown): Finding[] {
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const issue of issues) {
    const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    if (issue.code === "unrecognized_keys") {
      for (const name of issue.keys) findings.push(unknownField(path, name));
      continue;
    }
    // One wrong value may break several rules; the first says enough.
    if (told.has(JSON.stringify(path))) continue;
    told.add(JSON.stringify(path));
    if (issue.code === "invalid_key") {
      const rule = issue.issues[0]?.message ?? "Choose another name.";
      findings.push({ path, at: "name", message: `${sayPath(path)} cannot be named so. ${rule}` });
    } else {
      const stands = sayValue(valueAt(value, path));
      findings.push({
        path,
        at: "value",
        message: `${sayPath(path) || "The policy"} is ${stands}. ${issue.message}`,
      });
    }
  }
  return findings;
}

/** A longer list is not read; `docs/policy-reference.md` has them all. */
const knownShownMax = 16;

function unknownField(path: Path, name: string): Finding {
  const known = path.length === 0 ? ["extends", ...fieldsAt(path)] : fieldsAt(path);
  const meant = nearest(name, known);
  const some = listed(known.slice(0, knownShownMax));
  const here = known.length > knownShownMax ? `Here I know ${some} and others.` : `Here I know ${some}.`;
  const advice = meant === null ? here : `Did you mean \`${meant}\`?`;
  return {
    path: [...path, name],
    at: "name",
    message: `${sayPath([...path, name])} is not a field that I know. ${advice}`,
  };
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}
