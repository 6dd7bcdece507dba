import type { Context } from "../context.ts";
import { appOrNull } from "../shapes/app.ts";
import { associationOf, commentShape } from "../shapes/issue.ts";
import { reviewShape } from "../shapes/pull.ts";
import { isPull } from "../lookup.ts";
import { nodeId, repoApi } from "../shapes/urls.ts";
import { userShape } from "../shapes/user.ts";
import type { Issue, IssueEvent, Repo } from "../world.ts";
import { paged } from "./paging.ts";
import { issueOf, repoOf, type Route } from "./route.ts";

const base = "/repos/{owner}/{repo}/issues/{issue_number}";
const read = ["issues:read", "pull_requests:read"] as const;

export const historyRoutes: Route[] = [
  {
    method: "GET",
    path: `${base}/events`,
    needs: read,
    run(call) {
      const [repo, issue] = [repoOf(call), issueOf(call)];
      return paged(call, issue.events, (event) => eventShape(call.ctx, repo, issue, event));
    },
  },
  {
    method: "GET",
    path: `${base}/timeline`,
    needs: read,
    run(call) {
      const [repo, issue] = [repoOf(call), issueOf(call)];
      return paged(call, timeline(call.ctx, repo, issue), (line) => line.shape);
    },
  },
];

function eventShape(ctx: Context, repo: Repo, issue: Issue, event: IssueEvent) {
  return {
    id: event.id,
    node_id: nodeId("EV", event.id),
    url: `${repoApi(ctx, repo)}/issues/events/${event.id}`,
    actor: userShape(ctx, event.actor),
    event: event.event,
    commit_id: event.commitId,
    commit_url: event.commitId === null ? null : `${repoApi(ctx, repo)}/commits/${event.commitId}`,
    created_at: event.createdAt,
    ...(event.label === undefined ? {} : { label: event.label }),
    ...(event.assignee === undefined
      ? {}
      : { assignee: userShape(ctx, event.assignee), assigner: userShape(ctx, event.actor) }),
    ...(event.milestone === undefined ? {} : { milestone: { title: event.milestone } }),
    ...(event.rename === undefined ? {} : { rename: event.rename }),
    ...(event.lockReason === undefined ? {} : { lock_reason: event.lockReason }),
    ...(event.event === "closed" && issue.pull === null ? { state_reason: issue.stateReason } : {}),
    performed_via_github_app: appOrNull(ctx, appBehind(ctx, event.actor)),
  };
}

function appBehind(ctx: Context, login: string): number | null {
  return ctx.world.accounts.find((account) => account.login === login)?.appId ?? null;
}

function timeline(ctx: Context, repo: Repo, issue: Issue): { id: number; shape: unknown }[] {
  const comments = issue.comments.map((comment) => ({
    id: comment.id,
    shape: {
      ...commentShape(ctx, repo, issue, comment),
      event: "commented",
      actor: userShape(ctx, comment.author),
      author_association: associationOf(ctx, repo, comment.author),
    },
  }));
  const reviews = isPull(issue)
    ? issue.pull.reviews.map((review) => ({
        id: review.id,
        shape: { ...reviewShape(ctx, repo, issue, review), event: "reviewed" },
      }))
    : [];
  const events = issue.events
    .filter((event) => event.event !== "reviewed")
    .map((event) => ({ id: event.id, shape: eventShape(ctx, repo, issue, event) }));
  // Ids only grow, so they tell the order within one second too.
  return [...comments, ...reviews, ...events].sort((a, b) => a.id - b.id);
}
