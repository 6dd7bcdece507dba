import { addSubIssue, removeSubIssue } from "../acts/sub-issues.ts";
import { issueShape } from "../shapes/issue.ts";
import { notFound } from "../refusal.ts";
import { paged } from "./paging.ts";
import { bodyOf, created, issueOf, ok, repoOf, type Route } from "./route.ts";

const base = "/repos/{owner}/{repo}/issues/{issue_number}";

export const subIssueRoutes: Route[] = [
  {
    method: "GET",
    path: `${base}/sub_issues`,
    needs: ["issues:read"],
    run(call) {
      const repo = repoOf(call);
      const children = issueOf(call).subIssues.map((id) => repo.issues.find((issue) => issue.id === id));
      const present = children.filter((issue) => issue !== undefined);
      return paged(call, present, (issue) => issueShape(call.ctx, repo, issue));
    },
  },
  {
    method: "POST",
    path: `${base}/sub_issues`,
    needs: ["issues:write"],
    run(call) {
      const { sub_issue_id: id, replace_parent: mayMove = false } = bodyOf<{
        sub_issue_id: number;
        replace_parent?: boolean;
      }>(call);
      addSubIssue(call.ctx, call.actor, repoOf(call), issueOf(call), { id, mayMove });
      return created(issueShape(call.ctx, repoOf(call), issueOf(call)));
    },
  },
  {
    method: "DELETE",
    path: `${base}/sub_issue`,
    needs: ["issues:write"],
    run(call) {
      const { sub_issue_id: id } = bodyOf<{ sub_issue_id: number }>(call);
      removeSubIssue(call.ctx, call.actor, repoOf(call), issueOf(call), id);
      return ok(issueShape(call.ctx, repoOf(call), issueOf(call)));
    },
  },
  {
    method: "GET",
    path: `${base}/parent`,
    needs: ["issues:read"],
    run(call) {
      const repo = repoOf(call);
      const parent = repo.issues.find((issue) => issue.id === issueOf(call).parent);
      if (parent === undefined) throw notFound();
      return ok(issueShape(call.ctx, repo, parent));
    },
  },
];
