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
  const [runs, statuses] = await Promise.all([
    runsOf(octokit, repo, commit),
    statusesOf(octokit, repo, commit),
  ]);
  const all: Check[] = [
    ...runs
      .filter(({ app }) => `${app?.slug ?? ""}[bot]` !== botLogin)
      .map((run): Check => {
        const ended = passing.includes(run.conclusion ?? "") ? "good" : "bad";
        return {
          name: run.name,
          is: run.status === "completed" ? ended : "running",
          url: run.html_url ?? run.details_url ?? "",
          at: run.completed_at ?? "",
        };
      }),
    ...statuses.map(({ context: name, state, target_url: url, updated_at: at }): Check => {
      const ended = state === "success" ? "good" : "bad";
      return { name, is: state === "pending" ? "running" : ended, url: url ?? "", at };
    }),
  ];
  const failed = all.filter(({ is }) => is === "bad");
  // One that failed decides already.
  if (all.length === 0 || (failed.length === 0 && all.some(({ is }) => is === "running"))) return null;
  const shown = failed[0] ?? all[0]!; // There is at least one.
  const ends = all.map(({ at }) => at).sort();
  return {
    result: failed.length === 0 ? "passing" : "failing",
    failed: failed.map(({ name }) => name).slice(0, 20),
    url: shown.url,
    at: ends.at(-1) ?? "",
  };
}

/** A check, or a commit status, which a CI that knows no checks sets. */
type Check = { name: string; is: "running" | "good" | "bad"; url: string; at: string };

/** The newest of each name; none where the App may not read them. */
async function statusesOf(octokit: Octokit, repo: Repo, commit: string) {
  try {
    const at = { ...named(repo), ref: commit, per_page: 100 };
    return (await octokit.rest.repos.getCombinedStatusForRef(at)).data.statuses;
  } catch (error) {
    if (isStatus(error, 403) || isStatus(error, 404)) return [];
    throw error;
  }
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
