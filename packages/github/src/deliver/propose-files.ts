import type { Octokit } from "@octokit/rest";
import { commitFiles, type FileChange } from "./commit-files.ts";
import {
  createBranch,
  isStatus,
  named,
  readDefaultHead,
  readHead,
  whichExist,
  type Repo,
} from "./repository.ts";

export type Proposal = {
  branch: string;
  title: string;
  body: string;
  headline: string;
  /** Files that are new. The first is the one that the others belong to. */
  files: readonly FileChange[];
};

/** `muster/learning-2026-q4`: always the same, so that an earlier try is found by its name. */
export const learningBranch = (quarter: string): string => `muster/learning-${quarter.toLowerCase()}`;

type Pull = { number: number; url: string };

/**
 * Proposes files by a pull request, once. From then on they belong to people: what stands on the default branch, on a branch that was
 * written before, or in a pull request of whatever state, is left as it is. Null where the first file is there already.
 */
export async function proposeFiles(octokit: Octokit, repo: Repo, proposal: Proposal): Promise<Pull | null> {
  const { branch, headline } = proposal;
  const known = await findPull(octokit, repo, branch);
  if (known !== null) return known;
  const base = await readDefaultHead(octokit, repo);
  const paths = proposal.files.map(({ path }) => path);
  const there = await whichExist(octokit, repo, { paths, at: base.oid });
  if (paths[0] === undefined || there.includes(paths[0])) return null;
  const files = proposal.files.filter(({ path }) => !there.includes(path));

  await createBranch(octokit, repo, branch, base.oid);
  const head = (await readHead(octokit, repo, branch)) ?? base.oid;
  const written = await whichExist(octokit, repo, { paths, at: head });
  // Somebody who was quicker has put them there.
  if (!written.includes(paths[0])) await commitFiles(octokit, { repo, branch, head, headline, files });
  return openPull(octokit, repo, proposal, base.branch);
}

async function openPull(
  octokit: Octokit,
  repo: Repo,
  { branch, title, body }: Proposal,
  base: string,
): Promise<Pull> {
  try {
    const { data } = await octokit.rest.pulls.create({ ...named(repo), title, body, head: branch, base });
    return { number: data.number, url: data.html_url };
  } catch (error) {
    const standing = isStatus(error, 422) ? await findPull(octokit, repo, branch) : null;
    if (standing === null) throw error;
    return standing;
  }
}

async function findPull(octokit: Octokit, repo: Repo, branch: string): Promise<Pull | null> {
  const { data } = await octokit.rest.pulls.list({
    ...named(repo),
    head: `${repo.owner}:${branch}`,
    state: "all",
    per_page: 10,
  });
  const [latest] = data.toSorted((a, b) => b.number - a.number);
  return latest === undefined ? null : { number: latest.number, url: latest.html_url };
}
