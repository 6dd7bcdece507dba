import type { Octokit } from "@octokit/rest";
import { takeOut } from "@muster/templates";
import { commitFiles } from "./commit-files.ts";
import type { Github } from "./connect.ts";
import { trackerPullText } from "../views/tracker-pull-text.ts";
import { createBranch, NotText, readDefaultHead, readHead, readText, type Repo } from "./repository.ts";
import { findTrackerPull, nextTrackerBranch, openTrackerPull } from "./tracker-pull.ts";

type About = { github: Github; repo: Repo; ref: string };

const triesMax = 4;

/**
 * The tracker's pull request is that of all incidents, so only this one's lines are taken out of it, on its branch; merging it takes those
 * out of the file as well that were merged before. Where none is open one is opened for them. It says nothing of why: whoever reads it
 * may not know.
 */
export async function withdrawTracked({ github, repo, ref }: About, path: string): Promise<void> {
  const octokit = await github.forRepo(repo, "pulls");
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const base = await readDefaultHead(octokit, repo);
    const open = await findTrackerPull(octokit, repo, base.branch);
    const branch = open?.branch ?? (await nextTrackerBranch(octokit, repo, base.oid));
    const standing = await readHead(octokit, repo, branch);
    const head = standing ?? base.oid;
    const page = await pageAt(octokit, repo, path, head);
    const content = page === null ? null : takeOut(page, ref);
    const isAhead = open === null && standing !== null && standing !== base.oid;
    if ((content === null || content === page) && !isAhead) return;
    if (standing === null && !(await createBranch(octokit, repo, branch, head))) continue;
    if (content !== null && content !== page) {
      const files = [{ path, content }];
      const commit = { repo, branch, head, headline: "Plan tracker brought up to date", files };
      if ((await commitFiles(octokit, commit)) === "stale") continue;
    }
    if (open === null)
      await openTrackerPull(octokit, repo, { branch, base: base.branch, ...trackerPullText(path, []) });
    return;
  }
  throw new Error("The branch of the tracker keeps changing.");
}

async function pageAt(octokit: Octokit, repo: Repo, path: string, at: string): Promise<string | null> {
  try {
    return await readText(octokit, repo, path, at);
  } catch (error) {
    if (error instanceof NotText) return null;
    throw error;
  }
}
