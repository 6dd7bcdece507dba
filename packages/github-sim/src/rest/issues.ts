import { createIssue, lockIssue, unlockIssue, updateIssue } from "../acts/issues.ts";
import type { Call, Route } from "./route.ts";
import { bodyOf, created, issueOf, noContent, ok, repoOf } from "./route.ts";
import { paged } from "./paging.ts";
import { issueShape } from "../shapes/issue.ts";
import { findAccount } from "../lookup.ts";
import type { Issue, Repo, StateReason } from "../world.ts";

const base = "/repos/{owner}/{repo}/issues";
const read = ["issues:read", "pull_requests:read"] as const;
const write = ["issues:write", "pull_requests:write"] as const;

type IssueBody = {
  title?: string | number;
  body?: string | null;
  state?: "open" | "closed";
  state_reason?: StateReason | null;
  labels?: (string | { name?: string })[];
  assignees?: string[];
  assignee?: string | null;
  milestone?: string | number | null;
};

function fieldsOf(call: Call) {
  const body = bodyOf<IssueBody>(call);
  const { assignee } = body;
  return {
    ...(body.title === undefined ? {} : { title: String(body.title) }),
    ...(body.body === undefined ? {} : { body: body.body }),
    ...(body.state === undefined ? {} : { state: body.state, stateReason: body.state_reason ?? null }),
    ...(body.labels === undefined ? {} : { labels: labelNames(body.labels) }),
    ...(body.assignees !== undefined
      ? { assignees: body.assignees }
      : assignee === undefined
        ? {}
        : { assignees: assignee === null ? [] : [assignee] }),
    ...(body.milestone === undefined
      ? {}
      : { milestone: body.milestone === null ? null : Number(body.milestone) }),
  };
}

export function labelNames(labels: readonly (string | { name?: string })[]): string[] {
  return labels
    .map((label) => (typeof label === "string" ? label : (label.name ?? "")))
    .filter((name) => name !== "");
}

export const issueRoutes: Route[] = [
  { method: "GET", path: base, needs: read, run: listIssues },
  {
    method: "POST",
    path: base,
    needs: ["issues:write"],
    creates: true,
    run(call) {
      const repo = repoOf(call);
      const fields = fieldsOf(call);
      const issue = createIssue(call.ctx, call.actor, repo, { ...fields, title: fields.title ?? "" });
      return created(issueShape(call.ctx, repo, issue));
    },
  },
  {
    method: "GET",
    path: `${base}/{issue_number}`,
    needs: read,
    run: (call) => ok(issueShape(call.ctx, repoOf(call), issueOf(call))),
  },
  {
    method: "PATCH",
    path: `${base}/{issue_number}`,
    needs: write,
    window: "issue",
    run(call) {
      const [repo, issue] = [repoOf(call), issueOf(call)];
      updateIssue(call.ctx, call.actor, repo, issue, fieldsOf(call));
      return ok(issueShape(call.ctx, repo, issue));
    },
  },
  {
    method: "PUT",
    path: `${base}/{issue_number}/lock`,
    needs: write,
    run(call) {
      const reason = bodyOf<{ lock_reason?: string }>(call).lock_reason ?? null;
      lockIssue(call.ctx, call.actor, repoOf(call), issueOf(call), reason);
      return noContent;
    },
  },
  {
    method: "DELETE",
    path: `${base}/{issue_number}/lock`,
    needs: write,
    run(call) {
      unlockIssue(call.ctx, call.actor, repoOf(call), issueOf(call));
      return noContent;
    },
  },
];

function listIssues(call: Call) {
  const { ctx, query } = call;
  const repo = repoOf(call);
  const found = repo.issues.filter(
    (issue) => inState(issue, query) && carries(repo, issue, query) && concerns(call, repo, issue),
  );
  const key = { created: "createdAt", updated: "updatedAt", comments: "comments" } as const;
  const by = key[(query.get("sort") ?? "created") as keyof typeof key] ?? "createdAt";
  const value = (issue: Issue) => (by === "comments" ? issue.comments.length : Date.parse(issue[by]));
  found.sort((a, b) => value(b) - value(a) || b.number - a.number);
  if (query.get("direction") === "asc") found.reverse();
  return paged(call, found, (issue) => issueShape(ctx, repo, issue));
}

function inState(issue: Issue, query: URLSearchParams): boolean {
  const state = query.get("state") ?? "open";
  const since = query.get("since");
  return (
    (state === "all" || issue.state === state) &&
    (since === null || Date.parse(issue.updatedAt) >= Date.parse(since))
  );
}

function carries(repo: Repo, issue: Issue, query: URLSearchParams): boolean {
  const wanted = (query.get("labels") ?? "").split(",").filter((name) => name.trim() !== "");
  const names = repo.labels
    .filter((label) => issue.labels.includes(label.id))
    .map((label) => label.name.toLowerCase());
  return wanted.every((name) => names.includes(name.trim().toLowerCase()));
}

function concerns(call: Call, repo: Repo, issue: Issue): boolean {
  const { query } = call;
  const login = (name: string) => findAccount(call.ctx, name)?.login ?? name;
  const creator = query.get("creator");
  const assignee = query.get("assignee");
  const milestone = query.get("milestone");
  const assigned =
    assignee === null ||
    assignee === "*" ||
    (assignee === "none" ? issue.assignees.length === 0 : issue.assignees.includes(login(assignee)));
  const inMilestone =
    milestone === null ||
    (milestone === "none" && issue.milestone === null) ||
    (milestone === "*" ? issue.milestone !== null : String(issue.milestone) === milestone);
  return (creator === null || issue.author === login(creator)) && assigned && inMilestone && repo.hasIssues;
}
