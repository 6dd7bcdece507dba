import { learningBranch, proposeFiles, type Proposal } from "@muster/github";
import { everybody, learningErrands } from "@muster/incident";
import {
  isEmptyReport,
  learningReport,
  maturityReport,
  maturityTrend,
  quarterAt,
  quarterBefore,
  quartersUntil,
  readQuarter,
  type LearningReport,
  type MaturityRecord,
  type Quarter,
} from "@muster/insights";
import { learningMarkdown, maturityMarkdown } from "@muster/templates";
import type { ErrandHand } from "./errand-hand.ts";

/** A team that slept longer has other things to read. */
const quartersMax = 4;

/**
 * Proposes the report on each quarter that is over and has none yet, with the maturity report beside it, and plans the next one. Both are for
 * everybody: the repository is read by whoever reads it. Quarters that were slept through are made up for, at most a year of them.
 */
export const proposeLearning: ErrandHand<"learning-report"> = async (
  { engine, github },
  { delivery, errand, repo },
) => {
  const { policy, workspace, now } = delivery;
  const { report: path } = policy.learning;
  const next = learningErrands(policy, now);
  if (path === null) return { verdict: "sent", remote: null };
  const last = quarterBefore(quarterAt(now));
  const record = await engine.read.maturity(workspace.id);
  const octokit = await github.forRepo(repo, "pulls");
  let pull: Awaited<ReturnType<typeof proposeFiles>> = null;
  for (const quarter of quartersUntil(readQuarter(errand.quarter) ?? last, last, quartersMax)) {
    const report = learningReport(record, quarter, { now, audience: everybody });
    // What is owed now stands in the report on the last quarter, and makes no earlier one worth reading.
    const own = quarter.name === last.name ? report : { ...report, overdue: [] };
    if (!isEmptyReport(own))
      pull = await proposeFiles(octokit, repo, proposalOf(record, report, { path, quarter }));
  }
  const remote = pull === null ? null : { id: String(pull.number), url: pull.url, rendered: null, extra: {} };
  return { verdict: "sent", remote, next };
};

function proposalOf(
  record: MaturityRecord,
  report: LearningReport,
  { path, quarter }: { path: string; quarter: Quarter },
): Proposal {
  const maturity = maturityMarkdown(
    maturityReport(record, quarter.until, everybody),
    maturityTrend(record, quarter.until, everybody),
  );
  const page = path.replaceAll("{quarter}", quarter.name);
  const beside = page.replace(/(\.[a-z]+)?$/i, "-maturity$1");
  return {
    branch: learningBranch(quarter.name),
    title: `What ${quarter.name} teaches`,
    headline: `Learning report of ${quarter.name}`,
    body: [
      `What recurred in ${quarter.name}, what is overdue, and what was changed and used since: \`${page}\`. Beside it the maturity report.`,
      "It is made from the record alone, once; I never write to it again. Read it together, add what you conclude, then merge.",
      "`learning: { report: null }` in the policy ends it.",
    ].join("\n\n"),
    files: [
      { path: page, content: learningMarkdown(report, { maturityPage: beside.split("/").at(-1) ?? null }) },
      { path: beside, content: maturity },
    ],
  };
}
