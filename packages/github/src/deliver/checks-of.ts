import type { Octokit } from "@octokit/rest";
import { isStatus, named, type Repo } from "./repository.ts";

const passing = ["success", "neutral", "skipped"];

export type Checks = { result: "passing" | "failing"; failed: string[]; url: string; at: string };

/** What all checks of a commit but our own come to; null while one of them runs, or when there is none. */
export async function checksOf(
  octokit: Octokit,
  repo: Repo,
  commit: string,
  botLogin: string,
): Promise<Checks | null> {
  const all = await runsOf(octokit, repo, commit);
  const runs = all.filter(({ app }) => `${app?.slug ?? ""}[bot]` !== botLogin);
  const failed = runs.filter(
    ({ status, conclusion }) => status === "completed" && !passing.includes(conclusion ?? ""),
  );
  // One that failed decides already.
  if (runs.length === 0 || (failed.length === 0 && runs.some(({ status }) => status !== "completed")))
    return null;
  const shown = failed[0] ?? runs[0]!; // There is at least one.
  const ends = runs.map(({ completed_at }) => completed_at ?? "").sort();
  return {
    result: failed.length === 0 ? "passing" : "failing",
    failed: failed.map(({ name }) => name).slice(0, 20),
    url: shown.html_url ?? shown.details_url ?? "",
    at: ends.at(-1) ?? "",
  };
}

/** None where the App may not read them. */
async function runsOf(octokit: Octokit, repo: Repo, commit: string) {
  try {
    return await octokit.paginate(octokit.rest.checks.listForRef, {
      ...named(repo),
      ref: commit,
      per_page: 100,
    });
  } catch (error) {
    if (isStatus(error, 403) || isStatus(error, 404)) return [];
    throw error;
  }
}

/** Whether the history of `head` has the commit in it. */
export async function holdsCommit(
  octokit: Octokit,
  repo: Repo,
  { commit, head }: { commit: string; head: string },
): Promise<boolean> {
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
      ...named(repo),
      basehead: `${commit}...${head}`,
      per_page: 1,
    });
    return data.status === "ahead" || data.status === "identical";
  } catch (error) {
    // Deployed from somewhere that this repository knows nothing of.
    if (isStatus(error, 404) || isStatus(error, 422)) return false;
    throw error;
  }
}
