import type { Octokit } from "@octokit/rest";
import type { Incident } from "@muster/incident";
import { named, type Repo } from "./repository.ts";

type Hands = { octokit: Octokit; repo: Repo; botLogin: () => Promise<string> };
export type ListedIssue = Awaited<ReturnType<Octokit["rest"]["issues"]["listForRepo"]>>["data"][number];

/** GitHub's clock and ours may differ by this much. */
const clockSpareMs = 300_000;
/** Whoever files more than this since then is no incident bot. */
const pagesMax = 10;

/** The issues that our bot has filed or changed since the incident was declared. By listing, because search lags behind. */
export async function* issuesOfOurs(
  { octokit, repo, botLogin }: Hands,
  { anchors }: Incident,
): AsyncGenerator<ListedIssue> {
  const declaredAt = new Date(anchors.declared?.at ?? 0).getTime();
  const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
    ...named(repo),
    creator: await botLogin(),
    state: "all",
    since: new Date(Math.max(0, declaredAt - clockSpareMs)).toISOString(),
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    yield* data;
    page += 1;
    if (page >= pagesMax) break;
  }
}
