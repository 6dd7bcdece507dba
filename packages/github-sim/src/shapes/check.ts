import type { Context } from "../context.ts";
import { pullHead } from "../acts/pull-state.ts";
import { findApp, isPull } from "../lookup.ts";
import type { CheckRun, CommitStatus, Repo } from "../world.ts";
import { appShape } from "./app.ts";
import { nodeId, repoApi, repoSite } from "./urls.ts";
import { userShape } from "./user.ts";

export function checkRunShape(ctx: Context, repo: Repo, run: CheckRun) {
  const api = `${repoApi(ctx, repo)}/check-runs/${run.id}`;
  const html = `${repoSite(repo)}/runs/${run.id}`;
  const app = findApp(ctx, run.appId);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("CR", run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url: api,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.output.title,
      summary: run.output.summary,
      text: run.output.text,
      annotations_count: run.output.annotations.length,
      annotations_url: `${api}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: app === null ? null : appShape(ctx, app),
    pull_requests: pullsAt(ctx, repo, run.headSha),
  };
}

function pullsAt(ctx: Context, repo: Repo, sha: string) {
  const side = (branch: { ref: string; sha: string }) => ({
    ref: branch.ref,
    sha: branch.sha,
    repo: { id: repo.id, url: repoApi(ctx, repo), name: repo.name },
  });
  return repo.issues
    .filter(isPull)
    .filter((issue) => issue.state === "open" && pullHead(ctx, repo, issue) === sha)
    .map((issue) => ({
      id: issue.pull.id,
      number: issue.number,
      url: `${repoApi(ctx, repo)}/pulls/${issue.number}`,
      head: side({ ref: issue.pull.head.ref, sha }),
      base: side(issue.pull.base),
    }));
}

export function statusShape(ctx: Context, repo: Repo, status: CommitStatus) {
  return {
    url: `${repoApi(ctx, repo)}/statuses/${status.sha}`,
    avatar_url: userShape(ctx, status.creator).avatar_url,
    id: status.id,
    node_id: nodeId("SC", status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: userShape(ctx, status.creator),
  };
}
