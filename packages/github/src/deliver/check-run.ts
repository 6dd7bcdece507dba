import type { Octokit } from "@octokit/rest";
import type { CheckRunText } from "../views/check-run.ts";
import { isStatus, named, type Repo } from "./repository.ts";

/** GitHub lists no more files of one pull request. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const pagesMax = 30;

export type PullFile = { path: string; before: string | null; isGone: boolean };

/** What a pull request changes, by its paths; none for one that is gone. */
export async function pullFiles(octokit: Octokit, repo: Repo, pull: number): Promise<PullFile[]> {
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listFiles, {
    ...named(repo),
    pull_number: pull,
    per_page: 100,
  });
  const files: PullFile[] = [];
  let page = 0;
  try {
    for await (const { data } of pages) {
      files.push(
        ...data.map(({ filename, previous_filename: before, status }) => ({
          path: filename,
          before: before ?? null,
          isGone: status === "removed",
        })),
      );
      page += 1;
      if (page >= pagesMax) break;
    }
    return files;
  } catch (error) {
    if (isStatus(error, 404)) return [];
    throw error;
  }
}

/** Where a pull request stands and whose review it waits for; null for one that is gone or no longer open. */
export async function openPullAt(
  octokit: Octokit,
  repo: Repo,
  pull: number,
): Promise<{ head: string; waitsFor: string[] } | null> {
  try {
    const { data } = await octokit.rest.pulls.get({ ...named(repo), pull_number: pull });
    const waitsFor = (data.requested_reviewers ?? []).map(({ login }) => login);
    return data.state === "open" ? { head: data.head.sha, waitsFor } : null;
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

/** `looksFirst`: an earlier try may have put it there without anybody knowing. `digest` tells whether it says the same. */
export type CheckRunPlan = { name: string; head: string; looksFirst: boolean; digest?: string };

/**
 * Puts the check run on a commit, once. Another digest makes it another run of the same name, which GitHub shows in place of the
 * first: an edit would leave the old annotations standing beside the new ones.
 */
export async function putCheckRun(
  octokit: Octokit,
  repo: Repo,
  { name, head, looksFirst, digest = "" }: CheckRunPlan,
  { conclusion, title, summary, annotations }: CheckRunText,
): Promise<{ id: number; url: string | null }> {
  if (looksFirst) {
    const { data } = await octokit.rest.checks.listForRef({ ...named(repo), ref: head, check_name: name });
    const [known] = data.check_runs;
    if (known !== undefined && (known.external_id ?? "") === digest)
      return { id: known.id, url: known.html_url };
  }
  const { data } = await octokit.rest.checks.create({
    ...named(repo),
    name,
    head_sha: head,
    status: "completed",
    conclusion,
    ...(digest === "" ? {} : { external_id: digest }),
    output: { title, summary, annotations },
  });
  return { id: data.id, url: data.html_url };
}
