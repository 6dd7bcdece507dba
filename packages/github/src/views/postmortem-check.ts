import { inline, type Finding } from "@muster/templates";
import { annotationsMax, counted, fitted, type Annotation, type CheckRunText } from "./check-run.ts";

export const postmortemCheckName = "Muster postmortem";

export type CheckedFile = { path: string; findings: readonly Finding[] };

/** Who was asked to review, and why others whom the policy names were not. */
export type Reviewers = { asked: readonly string[]; notAsked: readonly { name: string; why: string }[] };

/** More than this nobody reads in one place; the rest stands at its lines. */
const listedMax = 60;

/** What people read at the pull request that brings in a postmortem. `reviewers` is null for one that Muster did not open. */
export function postmortemCheckRun(files: readonly CheckedFile[], reviewers: Reviewers | null): CheckRunText {
  const placed = files.flatMap(({ path, findings }) => findings.map((finding) => ({ path, ...finding })));
  const failures = placed.filter(({ level }) => level === "failure");
  const warnings = placed.filter(({ level }) => level === "warning");
  const annotations = [...failures, ...warnings].slice(0, annotationsMax).map(annotationOf);
  const hints = counted(warnings.length, "hint");
  const title =
    failures.length > 0
      ? [`${counted(failures.length, "thing")} to mend`, ...(warnings.length === 0 ? [] : [hints])].join(", ")
      : warnings.length > 0
        ? `Complete, ${hints}`
        : "Complete";
  const intro =
    failures.length > 0
      ? "**This cannot be published yet.** Each thing stands at its line under *Files changed*, with what to write instead. The check looks again at each commit."
      : "**Nothing is missing.** Merging publishes it.";
  return {
    conclusion: failures.length > 0 ? "failure" : warnings.length > 0 ? "neutral" : "success",
    title,
    summary: fitted([
      intro,
      ...listed("To mend", failures),
      ...listed("Hints, nothing depends on them", warnings),
      ...reviewersText(reviewers),
      "`muster postmortem check FILE` tells the same of a file on your machine.",
    ]),
    annotations,
  };
}

type Placed = Finding & { path: string };

const annotationOf = ({ path, line, level, what, write }: Placed): Annotation => ({
  path,
  start_line: line,
  end_line: line,
  annotation_level: level,
  message: `${what} ${write}`,
});

function listed(heading: string, findings: readonly Placed[]): string[] {
  if (findings.length === 0) return [];
  const byFile = Map.groupBy(findings.slice(0, listedMax), ({ path }) => path);
  const lines = [...byFile].flatMap(([path, list]) => [
    `**${inline(path)}**`,
    "",
    ...list.map(({ line, what, write }) => `- Line ${line}: ${withCode(what)} ${withCode(write)}`),
    "",
  ]);
  const more = findings.length - listedMax;
  return [`### ${heading}`, [...lines, ...(more > 0 ? [`… and ${more} more.`] : [])].join("\n").trimEnd()];
}

/** Our own sentences mark code with backticks, in which GitHub makes nothing of anything. */
const withCode = (text: string): string =>
  text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : spaced(part)))
    .join("");

const spaced = (part: string): string =>
  `${/^\s/.test(part) ? " " : ""}${inline(part)}${part.trim() !== "" && /\s$/.test(part) ? " " : ""}`;

function reviewersText(reviewers: Reviewers | null): string[] {
  if (reviewers === null) return [];
  const { asked, notAsked } = reviewers;
  const lines = [
    ...(asked.length === 0 ? [] : [`- Asked: ${asked.map((login) => inline(login)).join(", ")}`]),
    ...notAsked.map(({ name, why }) => `- Not asked: ${inline(name)}, ${why}`),
  ];
  return lines.length === 0 ? [] : ["### Asked for a review", lines.join("\n")];
}
