import type { Octokit } from "@octokit/rest";
import type { Suspect, Suspects } from "@muster/incident";
import { isStatus, named, type Repo } from "./repository.ts";

const shownMax = 10;
const readMax = 100;

/** Commits on the default branch and deployments of that time, the newest first. What Muster itself committed is left out. */
export async function changesBefore(
  octokit: Octokit,
  repo: Repo,
  { from, until, botLogin }: { from: Date; until: Date; botLogin: string },
): Promise<Suspects> {
  const commits = await commitsOf(octokit, repo, { from, until, botLogin });
  const deployments = await deploymentsOf(octokit, repo, { from, until });
  const found = [...commits, ...(deployments ?? [])].sort((a, b) => b.at.localeCompare(a.at));
  return {
    from: from.toISOString(),
    until: until.toISOString(),
    list: found.slice(0, shownMax),
    more: Math.max(0, found.length - shownMax),
    unread: deployments === null ? ["deployments, for which the GitHub App lacks Deployments: read"] : [],
  };
}

async function commitsOf(
  octokit: Octokit,
  repo: Repo,
  { from, until, botLogin }: { from: Date; until: Date; botLogin: string },
): Promise<Suspect[]> {
  try {
    const { data } = await octokit.rest.repos.listCommits({
      ...named(repo),
      since: from.toISOString(),
      until: until.toISOString(),
      per_page: readMax,
    });
    return data
      .filter(({ author }) => author?.login !== botLogin)
      .map(({ sha, html_url, commit, author }) => ({
        is: "commit",
        id: sha,
        title: cut(commit.message.split("\n")[0] ?? ""),
        by: author?.login ?? commit.author?.name ?? "unknown",
        at: iso(commit.committer?.date ?? commit.author?.date ?? from.toISOString()),
        url: html_url,
      }));
  } catch (error) {
    // Nothing can have changed in a repository without a commit.
    if (isStatus(error, 409)) return [];
    throw error;
  }
}

/** Null when the App may not read them. */
async function deploymentsOf(
  octokit: Octokit,
  repo: Repo,
  { from, until }: { from: Date; until: Date },
): Promise<Suspect[] | null> {
  try {
    const { data } = await octokit.rest.repos.listDeployments({ ...named(repo), per_page: readMax });
    return data
      .filter(({ created_at }) => new Date(created_at) >= from && new Date(created_at) <= until)
      .map(({ id, sha, environment, ref, creator, created_at }) => ({
        is: "deployment",
        id: String(id),
        title: cut(`${ref === sha ? sha.slice(0, 7) : ref} to ${environment}`),
        by: creator?.login ?? "unknown",
        at: iso(created_at),
        url: null,
      }));
  } catch (error) {
    if (isStatus(error, 403) || isStatus(error, 404)) return null;
    throw error;
  }
}

const iso = (at: string): string => new Date(at).toISOString();
const cut = (text: string): string => [...text].slice(0, 200).join("");
