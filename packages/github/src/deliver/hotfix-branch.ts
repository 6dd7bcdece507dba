import type { Octokit } from "@octokit/rest";
import type { Delivery, Remote, Verdict } from "@muster/incident";
import { hotfixBranch } from "../branches.ts";
import { createBranch, named, readDefaultHead, type DefaultHead, type Repo } from "./repository.ts";

/** Whose hotfix branch this name is already; null when no incident is known to have it. */
export type BranchOwner = (workspaceId: string, branch: string) => Promise<string | null>;

/** Incidents of one day that could each want a branch. More than that is a mistake somewhere else. */
const namesMax = 50;

/** Gives the incident a branch of its own at the head of the default branch. An existing one is never moved. */
export async function deliverHotfixBranch(
  delivery: Delivery,
  octokit: Octokit,
  repo: Repo,
  branchOwner: BranchOwner,
): Promise<Verdict> {
  const { incident, policy, remote, workspace } = delivery;
  if (remote !== null || !incident.hotfixWanted) return { verdict: "sent", remote };

  const base = await readDefaultHead(octokit, repo);
  for (let nth = 1; nth <= namesMax; nth += 1) {
    const branch = hotfixBranch(policy, incident, nth);
    const owner = await branchOwner(workspace.id, branch);
    if (owner !== null && owner !== incident.id) continue;
    if (await createBranch(octokit, repo, branch, base.oid)) {
      delivery.checkpoint("github.hotfix-branch.created");
      return { verdict: "sent", remote: remoteOf(base, branch) };
    }
    // Only an earlier try of this very delivery may take a branch that it finds, and only an untouched one.
    if (delivery.attempt > 1 && (await isUntouched(octokit, repo, base.branch, branch))) {
      return { verdict: "sent", remote: remoteOf(base, branch) };
    }
  }
  return {
    verdict: "never",
    why: `All names for a hotfix branch of ${incident.date} are taken.`,
    fix: "Delete hotfix branches that nobody uses, or make one by hand.",
  };
}

async function isUntouched(octokit: Octokit, repo: Repo, base: string, branch: string): Promise<boolean> {
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    ...named(repo),
    basehead: `${base}...${branch}`,
    per_page: 1,
  });
  return data.ahead_by === 0;
}

function remoteOf({ repoUrl, oid }: DefaultHead, branch: string): Remote {
  return { id: branch, url: `${repoUrl}/tree/${branch}`, rendered: null, extra: { startedAt: oid } };
}
