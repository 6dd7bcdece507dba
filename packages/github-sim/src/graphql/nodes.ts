import { mergeability, pullHead } from "../acts/pull-state.ts";
import { findAccount, isPull, type PullIssue } from "../lookup.ts";
import type { Call } from "../rest/route.ts";
import { issueHtmlUrl } from "../shapes/issue.ts";
import { nodeId, repoSite } from "../shapes/urls.ts";
import { userShape } from "../shapes/user.ts";
import type { Issue, Repo } from "../world.ts";
import { connection, type PageArgs } from "./connection.ts";

export function actorNode(call: Call, login: string): object | null {
  const account = findAccount(call.ctx, login);
  if (account === null) return null;
  const shape = userShape(call.ctx, account.login);
  return {
    __typename: account.kind,
    id: shape.node_id,
    databaseId: account.id,
    // GraphQL leaves the brackets off that REST puts behind a bot's name.
    login: account.kind === "Bot" ? account.login.replace("[bot]", "") : account.login,
    name: account.name,
    url: shape.html_url,
    avatarUrl: shape.avatar_url,
    resourcePath: new URL(shape.html_url).pathname,
  };
}

export function issueNode(call: Call, repo: Repo, issue: Issue): object {
  return {
    __typename: "Issue",
    id: nodeId("I", issue.id),
    fullDatabaseId: issue.id,
    databaseId: issue.id,
    ...shared(call, repo, issue),
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
    isPinned: issue.pinned,
  };
}

export function pullNode(call: Call, repo: Repo, issue: PullIssue): object {
  const head = () => pullHead(call.ctx, repo, issue);
  return {
    __typename: "PullRequest",
    id: nodeId("PR", issue.id),
    fullDatabaseId: issue.pull.id,
    databaseId: issue.pull.id,
    ...shared(call, repo, issue),
    state: issue.pull.mergedAt === null ? issue.state.toUpperCase() : "MERGED",
    isDraft: issue.pull.isDraft,
    merged: issue.pull.mergedAt !== null,
    mergedAt: issue.pull.mergedAt,
    mergeable: () =>
      issue.state === "closed"
        ? "UNKNOWN"
        : mergeability(call.ctx, repo, issue).mergeable
          ? "MERGEABLE"
          : "CONFLICTING",
    headRefName: issue.pull.head.ref,
    headRefOid: head,
    baseRefName: issue.pull.base.ref,
    baseRefOid: issue.pull.base.sha,
  };
}

export const nodeOf = (call: Call, repo: Repo, issue: Issue): object =>
  isPull(issue) ? pullNode(call, repo, issue) : issueNode(call, repo, issue);

function shared(call: Call, repo: Repo, issue: Issue) {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    url: issueHtmlUrl(repo, issue),
    closed: issue.state === "closed",
    closedAt: issue.closedAt,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    locked: issue.lock !== null,
    author: () => actorNode(call, issue.author),
    repository: () => ({
      __typename: "Repository",
      id: nodeId("R", repo.id),
      name: repo.name,
      nameWithOwner: `${repo.owner}/${repo.name}`,
      url: repoSite(repo),
    }),
    labels: (args: PageArgs) => connection(args, labelsOf(repo, issue)),
    assignees: (args: PageArgs) =>
      connection(
        args,
        issue.assignees.map((login) => actorNode(call, login)),
      ),
    comments: (args: PageArgs) => connection(args, commentsOf(call, repo, issue)),
  };
}

function labelsOf(repo: Repo, issue: Issue): object[] {
  return repo.labels
    .filter((label) => issue.labels.includes(label.id))
    .map((label) => ({
      __typename: "Label",
      id: nodeId("LA", label.id),
      name: label.name,
      color: label.color,
      description: label.description,
    }));
}

function commentsOf(call: Call, repo: Repo, issue: Issue): object[] {
  return issue.comments.map((comment) => ({
    __typename: "IssueComment",
    id: nodeId("IC", comment.id),
    databaseId: comment.id,
    body: comment.body,
    author: () => actorNode(call, comment.author),
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    url: `${issueHtmlUrl(repo, issue)}#issuecomment-${comment.id}`,
  }));
}
