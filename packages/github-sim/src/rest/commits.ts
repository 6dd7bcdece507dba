import { notFound, Refusal } from "../refusal.ts";
import { commitShape, diffEntryShape } from "../shapes/commit.ts";
import { repoApi, repoSite } from "../shapes/urls.ts";
import type { Repo } from "../world.ts";
import type { Commit } from "../git/commits.ts";
import { resolve } from "./contents.ts";
import { paged } from "./paging.ts";
import { ok, param, repoOf, type Call, type Route } from "./route.ts";

const base = "/repos/{owner}/{repo}";
const read = ["contents:read"] as const;

export const commitRoutes: Route[] = [
  {
    method: "GET",
    path: `${base}/branches`,
    needs: read,
    run(call) {
      const repo = repoOf(call);
      return paged(call, call.ctx.git(repo).branches(), ({ name, sha }) => ({
        name,
        commit: { sha, url: `${repoApi(call.ctx, repo)}/commits/${sha}` },
        protected: false,
      }));
    },
  },
  { method: "GET", path: `${base}/branches/{branch}`, needs: read, run: getBranch },
  { method: "GET", path: `${base}/rules/branches/{branch}`, needs: ["metadata:read"], run: () => ok([]) },
  { method: "GET", path: `${base}/commits`, needs: read, run: listCommits },
  {
    method: "GET",
    path: `${base}/commits/{ref}`,
    needs: read,
    run(call) {
      const repo = repoOf(call);
      return ok(withFiles(call, repo, commitAt(call, repo, param(call, "ref"))));
    },
  },
  { method: "GET", path: `${base}/compare/{basehead}`, needs: read, run: compare },
];

export function commitAt(call: Call, repo: Repo, ref: string): Commit {
  const commit = call.ctx.git(repo).commit(resolve(call, repo, ref));
  if (commit === null) throw new Refusal(422, `No commit found for SHA: ${ref}`);
  return commit;
}

function getBranch(call: Call) {
  const repo = repoOf(call);
  const name = param(call, "branch");
  const git = call.ctx.git(repo);
  const commit = git.commit(git.head(name) ?? "");
  if (commit === null) throw new Refusal(404, "Branch not found");
  const self = `${repoApi(call.ctx, repo)}/branches/${name}`;
  return ok({
    name,
    commit: commitShape(call.ctx, repo, commit),
    _links: { self, html: `${repoSite(repo)}/tree/${name}` },
    protected: false,
    protection: {
      enabled: false,
      required_status_checks: { enforcement_level: "off", contexts: [], checks: [] },
    },
    protection_url: `${self}/protection`,
  });
}

function listCommits(call: Call) {
  const repo = repoOf(call);
  const git = call.ctx.git(repo);
  const { query } = call;
  const path = query.get("path");
  const since = Date.parse(query.get("since") ?? "0001-01-01");
  const until = Date.parse(query.get("until") ?? "9999-12-31");
  const entry = (commit: Commit | null) => (commit === null ? null : git.entry(commit.tree, path ?? "")?.sha);
  const found = git.log(resolve(call, repo, query.get("sha"))).filter((commit) => {
    const at = commit.committer.date.getTime();
    const parent = git.commit(commit.parents[0] ?? "");
    return (
      at >= since && at <= until && (path === null || (entry(commit) ?? null) !== (entry(parent) ?? null))
    );
  });
  return paged(call, found, (commit) => commitShape(call.ctx, repo, commit));
}

/** The first commit is compared with a tree that holds nothing. */
function withFiles(call: Call, repo: Repo, commit: Commit) {
  const git = call.ctx.git(repo);
  const files = git.diff(commit.parents[0] ?? git.changed(null, new Map()), commit.sha);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...commitShape(call.ctx, repo, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: files.map((file) => diffEntryShape(call.ctx, repo, commit.sha, file)),
  };
}

function compare(call: Call) {
  const repo = repoOf(call);
  const git = call.ctx.git(repo);
  const [from, to] = param(call, "basehead").split("...");
  if (from === undefined || to === undefined) throw notFound();
  const [base, head] = [commitAt(call, repo, from), commitAt(call, repo, to)];
  const common = git.commit(git.mergeBase(base.sha, head.sha) ?? "");
  if (common === null) throw new Refusal(404, `No common ancestor between ${from} and ${to}.`);
  const ahead = git.between(base.sha, head.sha);
  const behind = git.between(head.sha, base.sha).length;
  const html = `${repoSite(repo)}/compare/${from}...${to}`;
  return ok({
    url: `${repoApi(call.ctx, repo)}/compare/${from}...${to}`,
    html_url: html,
    permalink_url: `${repoSite(repo)}/compare/${repo.owner}:${base.sha.slice(0, 7)}...${repo.owner}:${head.sha.slice(0, 7)}`,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitShape(call.ctx, repo, base),
    merge_base_commit: commitShape(call.ctx, repo, common),
    status: comparison(ahead.length, behind),
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.map((commit) => commitShape(call.ctx, repo, commit)),
    files: git.diff(common.sha, head.sha).map((file) => diffEntryShape(call.ctx, repo, head.sha, file)),
  });
}

function comparison(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return "diverged";
  if (ahead > 0) return "ahead";
  return behind > 0 ? "behind" : "identical";
}
