import { Octokit } from "@octokit/rest";
import { requestMaxMs } from "../limits.ts";
import { quiet } from "./connect.ts";
import { isStatus, named, type Repo } from "./repository.ts";

/** What gives an incident away wherever it stands, by its ref. */
export type Secret = { ref: string; marks: readonly string[] };
export type GithubLeak = { what: string; fix: string };

/** Newest first; older pages were looked at before, when they were new. Without signing in GitHub answers 60 calls an hour. */
const pagesMax = 3;

/**
 * Looks at a repository as anybody in the world does: signed in as nobody. Null when such a person does not even see that it exists.
 */
export async function lookWithoutSigningIn(
  { repo, apiBase }: { repo: Repo; apiBase: string | undefined },
  secrets: readonly Secret[],
): Promise<GithubLeak[] | null> {
  const octokit = new Octokit({
    ...(apiBase === undefined ? {} : { baseUrl: apiBase.replace(/\/$/, "") }),
    userAgent: "muster",
    log: quiet,
    request: { signal: AbortSignal.timeout(requestMaxMs * 4) },
  });
  try {
    await octokit.rest.repos.get(named(repo));
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
  const leaks: GithubLeak[] = [];
  const look = (where: string, text: string, fix: string): void => {
    for (const { ref, marks } of secrets) {
      if (marks.some((mark) => text.toLowerCase().includes(mark.toLowerCase())))
        leaks.push({ what: `${ref}: ${where} in ${repo.owner}/${repo.name} tells of it.`, fix });
    }
  };
  await eachOf(
    octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
      ...named(repo),
      state: "all",
      sort: "updated",
      per_page: 100,
    }),
    (issue) =>
      look(
        `${issue.pull_request === undefined ? "issue" : "pull request"} #${issue.number}`,
        `${issue.title}\n${issue.body ?? ""}`,
        "Delete it: an edit leaves its history for everybody to read.",
      ),
  );
  await eachOf(
    octokit.paginate.iterator(octokit.rest.issues.listCommentsForRepo, {
      ...named(repo),
      sort: "updated",
      direction: "desc",
      per_page: 100,
    }),
    (comment) => look(`a comment (${comment.html_url})`, comment.body ?? "", "Delete the comment."),
  );
  await eachOf(
    octokit.paginate.iterator(octokit.rest.repos.listBranches, { ...named(repo), per_page: 100 }),
    ({ name }) => look(`the branch ${name}`, name, "Delete the branch."),
  );
  await eachOf(
    octokit.paginate.iterator(octokit.rest.repos.listCommits, { ...named(repo), per_page: 100 }),
    ({ sha, commit }) =>
      look(
        `commit ${sha.slice(0, 10)}`,
        commit.message,
        "Only rewriting the history takes it away; ask whoever owns the repository.",
      ),
  );
  return leaks;
}

async function eachOf<Thing>(
  pages: AsyncIterable<{ data: Thing[] }>,
  look: (thing: Thing) => void,
): Promise<void> {
  let page = 0;
  for await (const { data } of pages) {
    data.forEach(look);
    page += 1;
    if (page >= pagesMax) break;
  }
}
