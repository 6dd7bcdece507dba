import type { Deliver, Delivery, Person, Surface, Verdict } from "@muster/incident";
import { whileHeld } from "@muster/outgoing";
import type { Github } from "./connect.ts";
import { deliverPlaced } from "./deliver-placed.ts";
import { deliverActionIssues } from "./action-issues.ts";
import { deliverDisclosure } from "./disclosure.ts";
import { deliverDrillReport } from "./drill-report.ts";
import { deliverHotfixBranch, type BranchOwner } from "./hotfix-branch.ts";
import { deliverIssue } from "./issue.ts";
import { judge } from "./judge.ts";
import type { Repo } from "./repository.ts";
import { deliverPostmortem } from "./postmortem.ts";
import { deliverStatusPage } from "./status-page.ts";
import { deliverTracker } from "./tracker.ts";

export type GithubDeliverParts = {
  github: Github;
  /** Whose hotfix branch a name is, so that two incidents of one day never share one. */
  branchOwner: BranchOwner;
  /** People of a workspace with the ids that are known of them. */
  people: (workspaceId: string) => Promise<readonly Person[]>;
};

type Hand = {
  doing: string;
  /** It is for everybody to read, whoever may know of the incident. */
  isPublic?: boolean;
  deliver: (delivery: Delivery, parts: GithubDeliverParts, repo: Repo) => Promise<Verdict>;
};

const hands: Partial<Record<Surface, Hand>> = {
  issue: {
    doing: "keep the incident's issue",
    deliver: async (delivery, { github }, repo) => {
      const octokit = await github.forRepo(repo, "issues");
      return deliverIssue(delivery, { octokit, repo, botLogin: () => github.botLogin() });
    },
  },
  "hotfix-branch": {
    doing: "make the hotfix branch",
    deliver: async (delivery, { github, branchOwner }, repo) =>
      deliverHotfixBranch(delivery, await github.forRepo(repo, "branches"), repo, branchOwner),
  },
  postmortem: {
    doing: "write the postmortem",
    deliver: async (delivery, { github, people }, repo) =>
      deliverPostmortem(
        delivery,
        await github.forRepo(repo, "pulls"),
        repo,
        await people(delivery.workspace.id),
      ),
  },
  "status-page": {
    doing: "write the status page",
    isPublic: true,
    deliver: async (delivery, { github }, repo) =>
      deliverStatusPage(delivery, await github.forRepo(repo, "branches"), repo),
  },
  "action-issues": {
    doing: "keep the issues of action items",
    deliver: async (delivery, { github }, repo) => {
      const octokit = await github.forRepo(repo, "issues");
      return deliverActionIssues(delivery, { octokit, repo, botLogin: () => github.botLogin() });
    },
  },
  "drill-report": {
    doing: "open the pull request with the report of a drill",
    deliver: async (delivery, { github }, repo) =>
      deliverDrillReport(delivery, await github.forRepo(repo, "pulls"), repo),
  },
  disclosure: {
    doing: "open the pull request with the public account",
    isPublic: true,
    deliver: async (delivery, { github }, repo) =>
      deliverDisclosure(delivery, await github.forRepo(repo, "pulls"), repo),
  },
  tracker: {
    doing: "write the plan tracker",
    deliver: async (delivery, { github }, repo) =>
      deliverTracker(delivery, await github.forRepo(repo, "pulls"), repo),
  },
};

/** Notices are words for the public, which people approved: they go where everybody reads. All else goes where it may be read. */
function deliverHere(
  delivery: Delivery,
  parts: GithubDeliverParts,
  { deliver, isPublic = false }: Hand,
  repo: Repo,
): Promise<Verdict> {
  const { effect } = delivery;
  const here = (now: Delivery, at: Repo): Promise<Verdict> => deliver(now, parts, at);
  if (isPublic || effect.kind !== "keep") return here(delivery, repo);
  return deliverPlaced(delivery, { github: parts.github, repo, surface: effect.surface, deliver: here });
}

/** The hands of the lane "github". Every trouble becomes a verdict; only bugs are thrown. */
export function createGithubDeliver(parts: GithubDeliverParts): Deliver {
  return async (delivery) => {
    const { effect, workspace } = delivery;
    const hand = effect.kind === "keep" ? hands[effect.surface] : undefined;
    if (hand === undefined) throw new Error(`The lane github knows no way to deliver ${delivery.key}.`);
    if (workspace.repo === null) {
      return {
        verdict: "never",
        why: "This workspace has no repository.",
        fix: "Write owner/name of a repository into GITHUB_REPO, install the GitHub App there and start Muster again.",
      };
    }
    const { repo } = workspace;
    try {
      return await whileHeld(delivery, () => deliverHere(delivery, parts, hand, repo));
    } catch (error) {
      return judge(error, { doing: hand.doing, repo: `${repo.owner}/${repo.name}`, now: delivery.now });
    }
  };
}
