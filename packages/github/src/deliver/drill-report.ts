import type { Octokit } from "@octokit/rest";
import { isReported, type Delivery, type Verdict } from "@muster/incident";
import { drillReport, scoreDrill } from "@muster/insights";
import { fillName, inline } from "@muster/templates";
import { pullBranch } from "../branches.ts";
import { digestOf } from "../digest.ts";
import { readPullMemory, readWrote, type PullMemory } from "../pull-memory.ts";
import { pullText } from "../views/pull-text.ts";
import { keepPull, type PullPlan } from "./keep-pull.ts";
import { NotText, sayNotText, type Repo } from "./repository.ts";

/**
 * Keeps a pull request open with the report of a drill that is over. The page follows the record until somebody writes into it; from then on
 * it is theirs.
 */
export async function deliverDrillReport(delivery: Delivery, octokit: Octokit, repo: Repo): Promise<Verdict> {
  const { incident, policy, remote } = delivery;
  const score = scoreDrill(incident, policy);
  const path = incident.drill?.plan.reportPath ?? null;
  // Asked once more right here: nothing of a drill goes out before its end, by whatever mistake before this line.
  if (score === null || path === null || !isReported(incident)) return { verdict: "sent", remote };
  const memory = remote === null ? null : readPullMemory(remote);
  const page = { path: fillName(path, incident), text: drillReport(score, incident, inline) };
  return keepPull(delivery, octokit, repo, planFor(delivery, page, memory));
}

type Page = { path: string; text: string };

function planFor(
  { incident, policy, remotes }: Delivery,
  { path, text }: Page,
  memory: PullMemory | null,
): PullPlan {
  const wrote = { [path]: text };
  return {
    branch: pullBranch("drill-report", incident),
    round: 1,
    paths: [path],
    items: null,
    digest: digestOf(text),
    isDraft: false,
    text: (notes) => pullText("drill-report", { incident, policy, remotes }, notes),
    edit(files) {
      const theirs = files[path] ?? null;
      const base = readWrote(memory, { path, isMain: true });
      if (theirs instanceof NotText) return { changes: [], notes: [sayNotText(theirs)], wrote: null };
      const isOurs = theirs === base;
      if (theirs === text || (!isOurs && (theirs !== null || base !== null)))
        return { changes: [], notes: [], wrote: base === null ? null : { [path]: base } };
      return { changes: [{ path, content: text }], notes: [], wrote };
    },
  };
}
