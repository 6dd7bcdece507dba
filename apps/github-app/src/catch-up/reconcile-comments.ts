import { pagesMax, take, type Round } from "./round.ts";

/**
 * Commands in comments that no webhook told of, the oldest first. Each is taken by the comment's own id, so one that was heard already
 * does nothing. What was written before then and edited since is no news.
 */
export async function reconcileComments(round: Round): Promise<void> {
  const { octokit, workspace, since } = round;
  const pages = octokit.paginate.iterator(octokit.rest.issues.listCommentsForRepo, {
    owner: workspace.repo.owner,
    repo: workspace.repo.name,
    since: since.toISOString(),
    sort: "created",
    direction: "asc",
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    for (const comment of data.filter(({ created_at }) => new Date(created_at) >= since)) {
      const issue = issueOf(comment);
      if (issue === null) continue;
      const news = { action: "created", comment, issue, sender: comment.user };
      await take(round, "issue_comment", news, `reconcile:${comment.node_id}`);
    }
    page += 1;
    if (page >= pagesMax) break;
  }
}

/** GitHub shows a comment without its issue, but with its address. */
function issueOf({ issue_url: url }: { issue_url: string }): { number: number } | null {
  const number = /\/(\d+)$/.exec(url)?.[1];
  return number === undefined ? null : { number: Number(number) };
}
