import type { Context } from "../context.ts";
import { roleOf } from "../lookup.ts";
import {
  reactionContents,
  type Comment,
  type Issue,
  type Label,
  type Milestone,
  type Reaction,
  type Repo,
} from "../world.ts";
import { appOrNull } from "./app.ts";
import { escapePath, nodeId, repoApi, repoSite } from "./urls.ts";
import { userOrNull, userShape } from "./user.ts";

export function labelShape(ctx: Context, repo: Repo, label: Label) {
  return {
    id: label.id,
    node_id: nodeId("LA", label.id),
    url: `${repoApi(ctx, repo)}/labels/${escapePath(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}

export function labelsOf(ctx: Context, repo: Repo, issue: Issue) {
  return issue.labels
    .map((id) => repo.labels.find((label) => label.id === id))
    .filter((label) => label !== undefined)
    .map((label) => labelShape(ctx, repo, label));
}

export function milestoneShape(ctx: Context, repo: Repo, milestone: Milestone) {
  const api = `${repoApi(ctx, repo)}/milestones/${milestone.number}`;
  const inIt = repo.issues.filter((issue) => issue.milestone === milestone.number);
  return {
    url: api,
    html_url: `${repoSite(repo)}/milestone/${milestone.number}`,
    labels_url: `${api}/labels`,
    id: milestone.id,
    node_id: nodeId("MI", milestone.id),
    number: milestone.number,
    title: milestone.title,
    description: milestone.description,
    creator: userShape(ctx, milestone.creator),
    open_issues: inIt.filter((issue) => issue.state === "open").length,
    closed_issues: inIt.filter((issue) => issue.state === "closed").length,
    state: milestone.state,
    created_at: milestone.createdAt,
    updated_at: milestone.updatedAt,
    due_on: milestone.dueOn,
    closed_at: milestone.closedAt,
  };
}

export function milestoneOf(ctx: Context, repo: Repo, issue: Issue) {
  const milestone = repo.milestones.find((candidate) => candidate.number === issue.milestone);
  return milestone === undefined ? null : milestoneShape(ctx, repo, milestone);
}

export function reactionsShape(url: string, reactions: readonly Reaction[]) {
  const counts = reactionContents.map((content) => [
    content,
    reactions.filter((reaction) => reaction.content === content).length,
  ]);
  return { url, total_count: reactions.length, ...(Object.fromEntries(counts) as Record<string, number>) };
}

export function reactionShape(ctx: Context, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: nodeId("REA", reaction.id),
    user: userShape(ctx, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** How the author stands to the repository, as GitHub puts it on everything people write. */
export function associationOf(ctx: Context, repo: Repo, login: string): string {
  if (repo.owner.toLowerCase() === login.toLowerCase()) return "OWNER";
  if (repo.collaborators.some((entry) => entry.login === login)) return "COLLABORATOR";
  const wrote = repo.issues.some((issue) => issue.author === login && issue.pull?.mergedAt != null);
  return wrote && roleOf(ctx, repo, login) !== null ? "CONTRIBUTOR" : "NONE";
}

export function issueHtmlUrl(repo: Repo, issue: Issue): string {
  return `${repoSite(repo)}/${issue.pull === null ? "issues" : "pull"}/${issue.number}`;
}

export function issueShape(ctx: Context, repo: Repo, issue: Issue) {
  const api = `${repoApi(ctx, repo)}/issues/${issue.number}`;
  const assignees = issue.assignees.map((login) => userShape(ctx, login));
  return {
    url: api,
    repository_url: repoApi(ctx, repo),
    labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`,
    events_url: `${api}/events`,
    html_url: issueHtmlUrl(repo, issue),
    id: issue.id,
    node_id: nodeId(issue.pull === null ? "I" : "PR", issue.id),
    number: issue.number,
    title: issue.title,
    user: userShape(ctx, issue.author),
    labels: labelsOf(ctx, repo, issue),
    state: issue.state,
    locked: issue.lock !== null,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: milestoneOf(ctx, repo, issue),
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(ctx, repo, issue.author),
    ...(issue.pull === null ? subIssueFields(ctx, repo, issue) : pullFields(ctx, repo, issue)),
    active_lock_reason: issue.lock?.reason ?? null,
    body: issue.body,
    closed_by: userOrNull(ctx, issue.closedBy),
    reactions: reactionsShape(`${api}/reactions`, issue.reactions),
    timeline_url: `${api}/timeline`,
    performed_via_github_app: appOrNull(ctx, issue.viaApp),
    state_reason: issue.stateReason,
  };
}

function subIssueFields(ctx: Context, repo: Repo, issue: Issue) {
  const children = repo.issues.filter((candidate) => issue.subIssues.includes(candidate.id));
  const completed = children.filter((child) => child.state === "closed").length;
  const parent = repo.issues.find((candidate) => candidate.id === issue.parent);
  return {
    sub_issues_summary: {
      total: children.length,
      completed,
      percent_completed: children.length === 0 ? 0 : Math.floor((completed / children.length) * 100),
    },
    issue_dependencies_summary: { blocked_by: 0, blocking: 0, total_blocked_by: 0, total_blocking: 0 },
    ...(parent === undefined ? {} : { parent_issue_url: `${repoApi(ctx, repo)}/issues/${parent.number}` }),
  };
}

function pullFields(ctx: Context, repo: Repo, issue: Issue) {
  const html = issueHtmlUrl(repo, issue);
  return {
    draft: issue.pull?.isDraft ?? false,
    pull_request: {
      url: `${repoApi(ctx, repo)}/pulls/${issue.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: issue.pull?.mergedAt ?? null,
    },
  };
}

export function commentShape(ctx: Context, repo: Repo, issue: Issue, comment: Comment) {
  const api = `${repoApi(ctx, repo)}/issues/comments/${comment.id}`;
  return {
    url: api,
    html_url: `${issueHtmlUrl(repo, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repoApi(ctx, repo)}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId("IC", comment.id),
    user: userShape(ctx, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(ctx, repo, comment.author),
    body: comment.body,
    reactions: reactionsShape(`${api}/reactions`, comment.reactions),
    performed_via_github_app: appOrNull(ctx, comment.viaApp),
  };
}
