import type { Context } from "../context.ts";
import type { PullIssue } from "../lookup.ts";
import { mergeability, pullFiles, pullHead } from "../acts/pull-state.ts";
import type { Repo, Review } from "../world.ts";
import { associationOf, labelsOf, milestoneOf } from "./issue.ts";
import { repoShape } from "./repo.ts";
import { nodeId, repoApi, repoSite } from "./urls.ts";
import { userOrNull, userShape } from "./user.ts";

function sideShape(ctx: Context, repo: Repo, side: { ref: string; sha: string }) {
  return {
    label: `${repo.owner}:${side.ref}`,
    ref: side.ref,
    sha: side.sha,
    user: userShape(ctx, repo.owner),
    repo: repoShape(ctx, repo),
  };
}

/** A pull request as lists show it. */
export function pullSummaryShape(ctx: Context, repo: Repo, issue: PullIssue) {
  const api = `${repoApi(ctx, repo)}/pulls/${issue.number}`;
  const issueApi = `${repoApi(ctx, repo)}/issues/${issue.number}`;
  const html = `${repoSite(repo)}/pull/${issue.number}`;
  const head = pullHead(ctx, repo, issue);
  const statuses = `${repoApi(ctx, repo)}/statuses/${head}`;
  const assignees = issue.assignees.map((login) => userShape(ctx, login));
  return {
    url: api,
    id: issue.pull.id,
    node_id: nodeId("PR", issue.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueApi,
    number: issue.number,
    state: issue.state,
    locked: issue.lock !== null,
    title: issue.title,
    user: userShape(ctx, issue.author),
    body: issue.body,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: issue.pull.mergedAt,
    merge_commit_sha: issue.pull.mergeCommit,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: issue.pull.requestedReviewers.map((login) => userShape(ctx, login)),
    requested_teams: [],
    labels: labelsOf(ctx, repo, issue),
    milestone: milestoneOf(ctx, repo, issue),
    draft: issue.pull.isDraft,
    commits_url: `${api}/commits`,
    review_comments_url: `${api}/comments`,
    review_comment_url: `${repoApi(ctx, repo)}/pulls/comments{/number}`,
    comments_url: `${issueApi}/comments`,
    statuses_url: statuses,
    head: sideShape(ctx, repo, { ref: issue.pull.head.ref, sha: head }),
    base: sideShape(ctx, repo, issue.pull.base),
    _links: {
      self: { href: api },
      html: { href: html },
      issue: { href: issueApi },
      comments: { href: `${issueApi}/comments` },
      review_comments: { href: `${api}/comments` },
      review_comment: { href: `${repoApi(ctx, repo)}/pulls/comments{/number}` },
      commits: { href: `${api}/commits` },
      statuses: { href: statuses },
    },
    author_association: associationOf(ctx, repo, issue.author),
    auto_merge: null,
    active_lock_reason: issue.lock?.reason ?? null,
  };
}

/**
 * A pull request on its own. GitHub works out whether it can be merged in the background, so the answer that creates
 * one, and webhooks, say `null`: pass `isFresh` there.
 */
export function pullShape(ctx: Context, repo: Repo, issue: PullIssue, isFresh = false) {
  const files = pullFiles(ctx, repo, issue);
  const head = pullHead(ctx, repo, issue);
  const git = ctx.git(repo);
  const base = git.head(issue.pull.base.ref) ?? issue.pull.base.sha;
  const isOpen = issue.state === "open";
  const { mergeable, state } = isFresh || !isOpen ? unknownYet : mergeability(ctx, repo, issue);
  return {
    ...pullSummaryShape(ctx, repo, issue),
    merged: issue.pull.mergedAt !== null,
    mergeable,
    rebaseable: mergeable,
    mergeable_state: state,
    merged_by: userOrNull(ctx, issue.pull.mergedBy),
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: issue.pull.maintainerCanModify,
    commits: git.between(isOpen ? base : issue.pull.base.sha, head).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

const unknownYet = { mergeable: null, state: "unknown" };

export function reviewShape(ctx: Context, repo: Repo, issue: PullIssue, review: Review) {
  const html = `${repoSite(repo)}/pull/${issue.number}#pullrequestreview-${review.id}`;
  const pull = `${repoApi(ctx, repo)}/pulls/${issue.number}`;
  return {
    id: review.id,
    node_id: nodeId("PRR", review.id),
    user: userShape(ctx, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    author_association: associationOf(ctx, repo, review.author),
    _links: { html: { href: html }, pull_request: { href: pull } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commit,
  };
}
