import type { Octokit } from "@octokit/rest";
import type { Incident, ReadPostmortem, Remote } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { answersOnPage, documentPaths, postmortemPath, readMerged } from "@muster/templates";
import { readPullMemory, readWrote } from "../pull-memory.ts";
import { named, NotText, readText, type Repo } from "./repository.ts";

export type Merged = {
  incident: Incident;
  policy: Policy;
  pull: number;
  /** The branch that it was merged into. */
  base: string;
  /** The pull request as Muster remembers it; undefined when it does not. */
  remote: Remote | undefined;
  today: string;
};

export type MergedPostmortem = {
  read: ReadPostmortem;
  /** To questions of the policy that the record has no answer to. */
  answers: ReturnType<typeof answersOnPage>;
};

/** A pull request with more of either has been worked on by everybody. */
const pageSize = 100;

/**
 * What stands in a postmortem that was just merged, who wrote in it and who approved it. Null when GitHub does not let us look: then nobody
 * can say. What is weather is thrown, to be tried again.
 */
export async function readMergedPostmortem(
  octokit: Octokit,
  repo: Repo,
  { incident, policy, pull, base, remote, today }: Merged,
): Promise<MergedPostmortem | null> {
  const path = postmortemPath(policy, incident);
  const about = { ...named(repo), pull_number: pull, per_page: pageSize };
  try {
    const [text, commits, reviews] = await Promise.all([
      readText(octokit, repo, path, base),
      octokit.rest.pulls.listCommits(about),
      octokit.rest.pulls.listReviews(about),
    ]);
    if (text === null) return null;
    const draft = remote === undefined ? null : readWrote(readPullMemory(remote), { path, isMain: true });
    const document = documentPaths(policy, incident)[path] ?? null;
    const page = { policy, incident, today, document };
    const read = {
      ...readMerged(text, { ...page, draft }),
      authors: people(commits.data.map(({ author }) => author?.login)),
      approvedBy: people(
        lastOfEach(reviews.data)
          .filter(({ state }) => state === "APPROVED")
          .map(({ user }) => user?.login),
      ),
    };
    return { read, answers: answersOnPage(text, page) };
  } catch (error) {
    if (error instanceof NotText || isRefused(error)) return null;
    throw error;
  }
}

/** Logins in lower case, each once; machines are nobody. */
function people(logins: readonly (string | undefined)[]): string[] {
  const found = logins.flatMap((login) =>
    login === undefined || login === "" || login.endsWith("[bot]") ? [] : [login.toLowerCase()],
  );
  return [...new Set(found)].toSorted();
}

type Review = { user: { login: string } | null; state: string };

/** A later review takes the place of an earlier one by the same person; a remark alone takes nothing back. */
function lastOfEach(reviews: readonly Review[]): Review[] {
  const last = new Map<string, Review>();
  for (const review of reviews)
    if (review.state !== "COMMENTED") last.set(review.user?.login.toLowerCase() ?? "", review);
  return [...last.values()];
}

/** GitHub said no, and will say so again. */
function isRefused(error: unknown): boolean {
  return (
    error instanceof Error &&
    "status" in error &&
    typeof error.status === "number" &&
    [403, 404, 410, 422].includes(error.status)
  );
}
