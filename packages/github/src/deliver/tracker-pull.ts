import type { Octokit } from "@octokit/rest";
import { isTrackerBranch, trackerBranch } from "../branches.ts";
import { isStatus, named, type Repo } from "./repository.ts";

/* The one pull request that carries action items into the tracker, for all incidents of a repository. */

export type TrackerPull = { number: number; url: string; branch: string };

/** So many open pull requests are looked through, the newest first. */
const pagesMax = 3;
const rejectedMax = 5;

/** The one that is open. A fork may call its branch what it likes; only one of this repository is ours. */
export async function findTrackerPull(
  octokit: Octokit,
  repo: Repo,
  base: string,
): Promise<TrackerPull | null> {
  const pages = octokit.paginate.iterator(octokit.rest.pulls.list, {
    ...named(repo),
    base,
    state: "open",
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    const found = data.find(
      ({ head, base: onto }) => isTrackerBranch(head.ref) && head.repo?.id === onto.repo.id,
    );
    if (found !== undefined) return { number: found.number, url: found.html_url, branch: found.head.ref };
    page += 1;
    if (page >= pagesMax) break;
  }
  return null;
}

export async function isStillOpen(octokit: Octokit, repo: Repo, { number }: TrackerPull): Promise<boolean> {
  const { data } = await octokit.rest.pulls.get({ ...named(repo), pull_number: number });
  return data.state === "open";
}

/** The branch for the next one: named after where it starts, so that two who open it at once meet there. */
export async function nextTrackerBranch(octokit: Octokit, repo: Repo, from: string): Promise<string> {
  for (let nth = 1; nth < rejectedMax; nth += 1) {
    const branch = trackerBranch(from, nth);
    const { data } = await octokit.rest.pulls.list({
      ...named(repo),
      head: `${repo.owner}:${branch}`,
      state: "closed",
      per_page: 1,
    });
    // What people closed stays closed; news since then begin elsewhere.
    if (data.length === 0) return branch;
  }
  return trackerBranch(from, rejectedMax);
}

export async function openTrackerPull(
  octokit: Octokit,
  repo: Repo,
  { branch, base, title, body }: { branch: string; base: string; title: string; body: string },
): Promise<TrackerPull> {
  try {
    const { data } = await octokit.rest.pulls.create({ ...named(repo), title, body, head: branch, base });
    return { number: data.number, url: data.html_url, branch };
  } catch (error) {
    // Somebody was quicker, or an earlier try was done without anybody knowing.
    const known = isStatus(error, 422) ? await findTrackerPull(octokit, repo, base) : null;
    if (known === null) throw error;
    return known;
  }
}
