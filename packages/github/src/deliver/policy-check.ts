import type { Octokit } from "@octokit/rest";
import { checkName, type CheckRunText } from "../views/policy-check.ts";
import { isStatus, named, type Repo } from "./repository.ts";

/** GitHub lists no more files of one pull request. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const pagesMax = 30;

/** Whether a pull request changes a file, moves it or takes it away. False as well for one that is gone. */
export async function pullTouches(
  octokit: Octokit,
  repo: Repo,
  pull: number,
  path: string,
): Promise<boolean> {
  const pages = octokit.paginate.iterator(octokit.rest.pulls.listFiles, {
    ...named(repo),
    pull_number: pull,
    per_page: 100,
  });
  let page = 0;
  try {
    for await (const { data } of pages) {
      if (data.some((file) => file.filename === path || file.previous_filename === path)) return true;
      page += 1;
      if (page >= pagesMax) return false;
    }
    return false;
  } catch (error) {
    if (isStatus(error, 404)) return false;
    throw error;
  }
}

/** Puts the check run on a commit. `looksFirst`: an earlier try may have done so without anybody knowing. */
export async function putCheckRun(
  octokit: Octokit,
  repo: Repo,
  head: string,
  { conclusion, title, summary, annotations }: CheckRunText,
  looksFirst: boolean,
): Promise<{ id: number; url: string | null }> {
  if (looksFirst) {
    const { data } = await octokit.rest.checks.listForRef({
      ...named(repo),
      ref: head,
      check_name: checkName,
    });
    const [known] = data.check_runs;
    if (known !== undefined) return { id: known.id, url: known.html_url };
  }
  const { data } = await octokit.rest.checks.create({
    ...named(repo),
    name: checkName,
    head_sha: head,
    status: "completed",
    conclusion,
    output: { title, summary, annotations },
  });
  return { id: data.id, url: data.html_url };
}
