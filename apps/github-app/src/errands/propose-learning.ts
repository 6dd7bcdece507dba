import { learningBranch, proposeFiles } from "@muster/github";
import { everybody, learningErrands } from "@muster/incident";
import {
  isEmptyReport,
  learningReport,
  maturityReport,
  maturityTrend,
  quarterAt,
  quarterBefore,
} from "@muster/insights";
import { learningMarkdown, maturityMarkdown } from "@muster/templates";
import type { ErrandHand } from "./errand-hand.ts";

/**
 * Proposes the report on the quarter that is over, with the maturity report beside it, and plans the next one. Both are for everybody:
 * the repository is read by whoever reads it. Quarters that were slept through are one report, on the last of them.
 */
export const proposeLearning: ErrandHand<"learning-report"> = async (
  { engine, github },
  { delivery, repo },
) => {
  const { policy, workspace, now } = delivery;
  const { report: path } = policy.learning;
  const next = learningErrands(policy, now);
  if (path === null) return { verdict: "sent", remote: null };
  const quarter = quarterBefore(quarterAt(now));
  const record = await engine.read.maturity(workspace.id);
  const report = learningReport(record, quarter, { now, audience: everybody });
  if (isEmptyReport(report)) return { verdict: "sent", remote: null, next };
  const maturity = maturityMarkdown(
    maturityReport(record, quarter.until, everybody),
    maturityTrend(record, quarter.until, everybody),
  );
  const page = path.replaceAll("{quarter}", quarter.name);
  const beside = page.replace(/(\.[a-z]+)?$/i, "-maturity$1");
  const pull = await proposeFiles(await github.forRepo(repo, "pulls"), repo, {
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
  });
  const remote = pull === null ? null : { id: String(pull.number), url: pull.url, rendered: null, extra: {} };
  return { verdict: "sent", remote, next };
};
