import { setState, updateIssue } from "../acts/issues.ts";
import { pullFiles, pullHead } from "../acts/pull-state.ts";
import { mergePull, type MergeMethod } from "../acts/merge.ts";
import { changeBase, createPull, type NewPull } from "../acts/pulls.ts";
import { isPull, type PullIssue } from "../lookup.ts";
import { Refusal } from "../refusal.ts";
import { commitShape, diffEntryShape } from "../shapes/commit.ts";
import { pullShape, pullSummaryShape } from "../shapes/pull.ts";
import { paged } from "./paging.ts";
import { bodyOf, created, noContent, ok, pullOf, repoOf, type Call, type Route } from "./route.ts";

const pulls = "/repos/{owner}/{repo}/pulls";
const one = `${pulls}/{pull_number}`;
const read = ["pull_requests:read"] as const;
const write = ["pull_requests:write"] as const;

type PullChange = {
  title?: string;
  body?: string | null;
  state?: "open" | "closed";
  base?: string;
  maintainer_can_modify?: boolean;
};
type MergeBody = { commit_title?: string; commit_message?: string; sha?: string; merge_method?: MergeMethod };

export const pullRoutes: Route[] = [
  { method: "GET", path: pulls, needs: read, run: listPulls },
  {
    method: "POST",
    path: pulls,
    needs: write,
    creates: true,
    run(call) {
      const repo = repoOf(call);
      const issue = createPull(call.ctx, call.actor, repo, bodyOf<NewPull>(call));
      return created(pullShape(call.ctx, repo, issue, true));
    },
  },
  {
    method: "GET",
    path: one,
    needs: read,
    run: (call) => ok(pullShape(call.ctx, repoOf(call), pullOf(call))),
  },
  {
    method: "PATCH",
    path: one,
    needs: write,
    window: "issue",
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      const { base, state, maintainer_can_modify: canModify, ...text } = bodyOf<PullChange>(call);
      if (base !== undefined) changeBase(call.ctx, call.actor, repo, issue, base);
      issue.pull.maintainerCanModify = canModify ?? issue.pull.maintainerCanModify;
      updateIssue(call.ctx, call.actor, repo, issue, text);
      if (state !== undefined) setState(call.ctx, call.actor, repo, issue, state, null);
      return ok(pullShape(call.ctx, repo, issue));
    },
  },
  {
    method: "GET",
    path: `${one}/files`,
    needs: read,
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      const head = pullHead(call.ctx, repo, issue);
      return paged(call, pullFiles(call.ctx, repo, issue), (file) =>
        diffEntryShape(call.ctx, repo, head, file),
      );
    },
  },
  {
    method: "GET",
    path: `${one}/commits`,
    needs: read,
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      return paged(call, pullCommits(call, issue), (commit) => commitShape(call.ctx, repo, commit));
    },
  },
  {
    method: "GET",
    path: `${one}/merge`,
    needs: read,
    run(call) {
      if (pullOf(call).pull.mergedAt === null) throw new Refusal(404, "Not Found");
      return noContent;
    },
  },
  {
    method: "PUT",
    path: `${one}/merge`,
    needs: ["contents:write"],
    window: "ref",
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      const body = bodyOf<MergeBody>(call);
      const sha = mergePull(call.ctx, call.actor, repo, issue, {
        sha: body.sha,
        method: body.merge_method,
        title: body.commit_title,
        message: body.commit_message,
      });
      return ok({ sha, merged: true, message: "Pull Request successfully merged" });
    },
  },
];

function pullCommits(call: Call, issue: PullIssue) {
  const git = call.ctx.git(repoOf(call));
  const live = issue.state === "open" ? git.head(issue.pull.base.ref) : null;
  return git.between(live ?? issue.pull.base.sha, pullHead(call.ctx, repoOf(call), issue));
}

function listPulls(call: Call) {
  const { ctx, query } = call;
  const repo = repoOf(call);
  const state = query.get("state") ?? "open";
  const [head, base] = [query.get("head"), query.get("base")];
  const found = repo.issues
    .filter(isPull)
    .filter((issue) => state === "all" || issue.state === state)
    // GitHub ignores a head without its owner.
    .filter(
      (issue) => head === null || !head.includes(":") || `${repo.owner}:${issue.pull.head.ref}` === head,
    )
    .filter((issue) => base === null || issue.pull.base.ref === base);
  const by = query.get("sort") === "updated" ? "updatedAt" : "createdAt";
  found.sort((a, b) => Date.parse(b[by]) - Date.parse(a[by]) || b.number - a.number);
  const isAscending = (query.get("direction") ?? (query.get("sort") === null ? "desc" : "asc")) === "asc";
  if (isAscending) found.reverse();
  return paged(call, found, (issue) => pullSummaryShape(ctx, repo, issue));
}
