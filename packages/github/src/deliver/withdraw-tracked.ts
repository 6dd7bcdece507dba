import type { Octokit } from "@octokit/rest";
import { takeOut } from "@muster/templates";
import type { Remote } from "@muster/incident";
import { commitFiles } from "./commit-files.ts";
import type { Github } from "./connect.ts";
import { NotText, readDefaultHead, readHead, readText, type Repo } from "./repository.ts";
import { findTrackerPull } from "./tracker-pull.ts";

type About = { github: Github; repo: Repo; remote: Remote };

const triesMax = 4;

/**
 * The tracker's pull request is that of all incidents, so only this one's lines are taken out of it, on its branch; where they were merged,
 * merging it takes them out of the file as well. Without an open one what was merged stays for people to take out.
 */
export async function withdrawTracked({ github, repo, remote }: About, path: string): Promise<void> {
  const octokit = await github.forRepo(repo, "pulls");
  const base = await readDefaultHead(octokit, repo);
  const pull = await findTrackerPull(octokit, repo, base.branch);
  if (pull === null) return;
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const head = await readHead(octokit, repo, pull.branch);
    const page = head === null ? null : await pageAt(octokit, repo, path, head);
    if (head === null || page === null) return;
    const content = takeOut(page, remote.id);
    if (content === page) return;
    const files = [{ path, content }];
    const commit = { repo, branch: pull.branch, head, headline: "Lines taken out of the tracker", files };
    if ((await commitFiles(octokit, commit)) === "done") return;
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
