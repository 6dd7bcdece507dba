import type { Octokit } from "@octokit/rest";
import { readIssueMark } from "@muster/templates";
import { readPullBranch } from "../branches.ts";
import type { SeenIssue } from "../intake/intent.ts";
import { freshPullMemory, type PullMemory } from "../pull-memory.ts";
import { seenIn } from "./issue.ts";
import { named, type Repo } from "./repository.ts";

/** An issue that carries the mark of an incident, and who opened it. */
export type MarkedIssue = SeenIssue & { author: string; createdAt: string; mayWrite: boolean };

/** A pull request of ours with the documents of an incident. */
export type PostmortemPull = { ref: string; slug: string; number: number; url: string; memory: PullMemory };

/** More incidents than this were never in one repository. */
const pagesMax = 200;

/**
 * All issues of incidents. Whoever may open an issue can write the hidden mark into it, so one that neither our bot nor somebody who may
 * write here has opened is told apart by `mayWrite`.
 */
export async function readMarkedIssues(
  octokit: Octokit,
  repo: Repo,
  { label, botLogin }: { label: string; botLogin: string },
): Promise<MarkedIssue[]> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
    ...named(repo),
    labels: label,
    state: "all",
    per_page: 100,
  });
  const found: MarkedIssue[] = [];
  let page = 0;
  for await (const { data } of pages) {
    for (const issue of data) {
      if (issue.pull_request != null || readIssueMark(issue.body ?? "") === null) continue;
      const author = issue.user?.login ?? "";
      const isTrusted = ["OWNER", "MEMBER", "COLLABORATOR"].includes(issue.author_association ?? "");
      const mayWrite = author === botLogin || isTrusted;
      found.push({ ...seenIn(issue), author, createdAt: issue.created_at, mayWrite });
    }
    page += 1;
    if (page >= pagesMax) break;
  }
  return found;
}

/** Pull requests with postmortems, open and merged, by their branches. */
export async function readPostmortemPulls(octokit: Octokit, repo: Repo): Promise<PostmortemPull[]> {
  const pages = octokit.paginate.iterator(octokit.rest.pulls.list, {
    ...named(repo),
    state: "all",
    per_page: 100,
  });
  const found: PostmortemPull[] = [];
  let page = 0;
  for await (const { data } of pages) {
    for (const pull of data) {
      const ours = readPullBranch(pull.head.ref);
      if (ours?.what !== "postmortem") continue;
      const slug = /^muster\/postmortem-[a-z]+-\d+-(.+)$/.exec(pull.head.ref)?.[1] ?? "";
      const state = pull.merged_at !== null ? "merged" : pull.state === "open" ? "open" : "closed";
      const memory = freshPullMemory({ branch: pull.head.ref, round: 1, state, updatedAt: pull.updated_at });
      found.push({ ref: ours.ref, slug, number: pull.number, url: pull.html_url, memory });
    }
    page += 1;
    if (page >= pagesMax) break;
  }
  return found;
}
