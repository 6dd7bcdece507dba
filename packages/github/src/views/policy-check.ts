import type { LoadedPolicy, Problem, SaidDifferently } from "@muster/policy";
import type { Result } from "@muster/kernel";
import { inline, link, visible } from "@muster/templates";
import { annotationsMax, counted, fitted, type Annotation, type CheckRunText } from "./check-run.ts";

/** An incident of the past, and what the proposed policy would have changed in it. */
export type HappenedOtherwise = { ref: string; url: string | null; severity: string; sentences: string[] };

export type PolicyCheck = {
  read: Result<LoadedPolicy, Problem[]>;
  /** What the policy in force is warned of already. */
  known: string[];
  /** What the proposed policy says differently from the one in force. */
  changes: SaidDifferently[];
  /** The latest incidents, the newest first. */
  incidents: HappenedOtherwise[];
};

export const policyCheckName = "Muster policy";

/** Longer lists are not read; the file itself is one click away. */
const changesShown = 40;

/** What people read at the pull request that changes their policy. */
export function policyCheckRun({ read, known, changes, incidents }: PolicyCheck): CheckRunText {
  // What was so before is no reason to look twice at this pull request.
  const warnings = read.ok ? read.value.warnings.filter(({ message }) => !known.includes(message)) : [];
  const problems = read.ok ? warnings : read.refused;
  const annotations = problems
    .slice(0, annotationsMax)
    .map((problem) => annotationOf(problem, read.ok ? "warning" : "failure"));
  if (!read.ok) {
    const title = `${counted(problems.length, "thing")} to mend`;
    const summary = [
      "**This policy cannot be used yet.** Each problem stands at its line under *Files changed*. If it were merged as it is, the policy in force would stay in force, and #ops-alerts would be told.",
      listed(problems),
    ];
    return { conclusion: "failure", title, summary: fitted(summary), annotations };
  }
  const earlier = read.value.warnings.length - warnings.length;
  const warned = [
    ...(warnings.length === 0 ? [] : [`### ${counted(warnings.length, "new warning")}`, listed(warnings)]),
    ...(earlier === 0
      ? []
      : [`${counted(earlier, "warning")} stood before; \`muster policy check\` lists them.`]),
  ];
  const summary = [
    `**This policy can be used:** ${inline(read.value.policy.name)}. It comes into force when it is merged; incidents that are under way keep the one they were declared under.`,
    ...saidDifferently(changes),
    ...otherwise(incidents),
    ...warned,
  ];
  const touched = incidents.filter(({ sentences }) => sentences.length > 0).length;
  return {
    conclusion: problems.length === 0 ? "success" : "neutral",
    title: [
      "The policy can be used",
      ...(problems.length === 0 ? [] : [counted(problems.length, "new warning")]),
      touched === 0
        ? "no incident would have gone differently"
        : `${counted(touched, "incident")} would have gone differently`,
    ].join(", "),
    summary: fitted(summary),
    annotations,
  };
}

function annotationOf({ file, line, message }: Problem, level: Annotation["annotation_level"]): Annotation {
  return { path: file, start_line: line, end_line: line, annotation_level: level, message };
}

const listed = (problems: readonly Problem[]): string =>
  problems.map(({ line, message }) => `- Line ${line}: ${withCode(message)}`).join("\n");

/** Our own sentences mark code with backticks; what stands between them may be people's words. */
const withCode = (text: string): string =>
  text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? `\`${visible(part.slice(1, -1))}\`` : spaced(part)))
    .join("");

/** Harmless, with the spaces at its ends: a part of a sentence. */
const spaced = (part: string): string =>
  `${/^\s/.test(part) ? " " : ""}${inline(part)}${part.trim() !== "" && /\s$/.test(part) ? " " : ""}`;

function saidDifferently(changes: readonly SaidDifferently[]): string[] {
  if (changes.length === 0) return ["It says the same as the policy in force, in other words at most."];
  const lines = changes.flatMap(({ of, gone, added }) => [
    `- **${of === null ? "Every incident" : inline(of)}**`,
    ...gone.map((line) => `  - no longer: ${inline(line)}`),
    ...added.map((line) => `  - new: ${inline(line)}`),
  ]);
  const more = lines.length - changesShown;
  const shown = more > 0 ? [...lines.slice(0, changesShown), `- … and ${more} more lines`] : lines;
  return ["### What it says differently", shown.join("\n")];
}

function otherwise(incidents: readonly HappenedOtherwise[]): string[] {
  if (incidents.length === 0) return ["No incident is on record yet that it could be held against."];
  const touched = incidents.filter(({ sentences }) => sentences.length > 0);
  const same = incidents
    .filter(({ sentences }) => sentences.length === 0)
    .map(({ ref, url }) => link(ref, url));
  const heading = `### The last ${counted(incidents.length, "incident")}, had it been in force`;
  if (touched.length === 0) return [heading, `Nothing would have been different in ${same.join(", ")}.`];
  return [
    heading,
    touched
      .flatMap(({ ref, url, severity, sentences }) => [
        `- **${link(ref, url)}** (${inline(severity)})`,
        ...sentences.map((sentence) => `  - ${inline(sentence)}`),
      ])
      .join("\n"),
    ...(same.length === 0 ? [] : [`Nothing would have been different in ${same.join(", ")}.`]),
  ];
}
