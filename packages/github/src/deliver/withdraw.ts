import type { Octokit } from "@octokit/rest";
import type { Remote, Surface } from "@muster/incident";
import { answersMark } from "@muster/templates";
import { readActionIssues } from "../action-issue-memory.ts";
import { readPullMemory } from "../pull-memory.ts";
import type { Github } from "./connect.ts";
import { withdrawTracked } from "./withdraw-tracked.ts";
import { isStatus, named, readDefaultHead, type Repo } from "./repository.ts";

/** What stands instead of the words of an incident that was restricted. It tells nothing of it. */
const withdrawn = { title: "Withdrawn", body: "This was withdrawn." } as const;

const pagesMax = 10;

/** `ref` is the incident's. */
type About = { github: Github; repo: Repo; remote: Remote; ref: string };

/**
 * Takes back what stands in a repository that others read. GitHub keeps the history of edits and what was sent by e-mail; people are told
 * so. Doing it twice changes nothing.
 */
export async function withdraw(surface: Surface, about: About, trackerPath: string): Promise<void> {
  if (surface === "issue") return withdrawIssue(about, Number(about.remote.id));
  if (surface === "action-issues") {
    const { items } = readActionIssues(about.remote);
    for (const { number, isGone } of Object.values(items)) if (!isGone) await withdrawIssue(about, number);
    return;
  }
  // One pull request carries the items of all incidents; an older Muster gave each incident one of its own.
  if (surface === "tracker" && readPullMemory(about.remote) === null)
    return withdrawTracked(about, trackerPath);
  if (surface === "hotfix-branch") return withdrawBranch(about);
  await withdrawPull(about);
  // A merged postmortem has brought its items into the tracker.
  if (readPullMemory(about.remote)?.state === "merged") await withdrawTracked(about, trackerPath);
}

async function withdrawIssue({ github, repo }: About, number: number): Promise<void> {
  const octokit = await github.forRepo(repo, "issues");
  const at = { ...named(repo), issue_number: number };
  try {
    await octokit.rest.issues.update({
      ...at,
      ...withdrawn,
      labels: [],
      assignees: [],
      state: "closed",
      state_reason: "not_planned",
    });
    await withdrawComments(octokit, repo, at.issue_number, await github.botLogin());
  } catch (error) {
    if (!isStatus(error, 404) && !isStatus(error, 410)) throw error;
  }
}

/** Our answers there may quote what people asked for. */
async function withdrawComments(octokit: Octokit, repo: Repo, issue: number, bot: string): Promise<void> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    ...named(repo),
    issue_number: issue,
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    const ours = data.filter(
      ({ user, body }) => user?.login === bot && body?.startsWith(answersMark) === true,
    );
    for (const { id } of ours) {
      await octokit.rest.issues.updateComment({ ...named(repo), comment_id: id, body: withdrawn.body });
    }
    page += 1;
    if (page >= pagesMax) break;
  }
}

/** A branch with work on it is left: taking it away would lose the work, and its name tells nothing but a day. */
async function withdrawBranch({ github, repo, remote }: About): Promise<void> {
  const octokit = await github.forRepo(repo, "branches");
  const base = await readDefaultHead(octokit, repo);
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...named(repo),
      basehead: `${base.branch}...${remote.id}`,
      per_page: 1,
    });
    if (data.ahead_by === 0) await deleteBranch(octokit, repo, remote.id);
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
  }
}

/** What was merged is on record in the repository's history: only people can rewrite that. */
async function withdrawPull({ github, repo, remote }: About): Promise<void> {
  const memory = readPullMemory(remote);
  const number = Number(remote.id);
  if (memory?.state === "merged" || !Number.isInteger(number)) return;
  const octokit = await github.forRepo(repo, "pulls");
  try {
    await octokit.rest.pulls.update({ ...named(repo), pull_number: number, ...withdrawn, state: "closed" });
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
  }
  if (memory !== null) await deleteBranch(octokit, repo, memory.branch);
}

async function deleteBranch(octokit: Octokit, repo: Repo, branch: string): Promise<void> {
  try {
    await octokit.rest.git.deleteRef({ ...named(repo), ref: `heads/${branch}` });
  } catch (error) {
    // GitHub says 422 of a branch that is not there.
    if (!isStatus(error, 404) && !isStatus(error, 422)) throw error;
  }
}
