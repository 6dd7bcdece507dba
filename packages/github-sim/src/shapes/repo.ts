import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { roleOf } from "../lookup.ts";
import { hasLevel, hasRole } from "../permissions.ts";
import type { Repo } from "../world.ts";
import { nodeId, repoApi, repoSite } from "./urls.ts";
import { userShape } from "./user.ts";

const apiLinks = {
  archive_url: "/{archive_format}{/ref}",
  assignees_url: "/assignees{/user}",
  blobs_url: "/git/blobs{/sha}",
  branches_url: "/branches{/branch}",
  collaborators_url: "/collaborators{/collaborator}",
  comments_url: "/comments{/number}",
  commits_url: "/commits{/sha}",
  compare_url: "/compare/{base}...{head}",
  contents_url: "/contents/{+path}",
  contributors_url: "/contributors",
  deployments_url: "/deployments",
  downloads_url: "/downloads",
  events_url: "/events",
  forks_url: "/forks",
  git_commits_url: "/git/commits{/sha}",
  git_refs_url: "/git/refs{/sha}",
  git_tags_url: "/git/tags{/sha}",
  hooks_url: "/hooks",
  issue_comment_url: "/issues/comments{/number}",
  issue_events_url: "/issues/events{/number}",
  issues_url: "/issues{/number}",
  keys_url: "/keys{/key_id}",
  labels_url: "/labels{/name}",
  languages_url: "/languages",
  merges_url: "/merges",
  milestones_url: "/milestones{/number}",
  notifications_url: "/notifications{?since,all,participating}",
  pulls_url: "/pulls{/number}",
  releases_url: "/releases{/id}",
  stargazers_url: "/stargazers",
  statuses_url: "/statuses/{sha}",
  subscribers_url: "/subscribers",
  subscription_url: "/subscription",
  tags_url: "/tags",
  teams_url: "/teams",
  trees_url: "/git/trees{/sha}",
} as const;

/** A repository as it stands inside other answers and webhooks. */
export function repoShape(ctx: Context, repo: Repo) {
  const api = repoApi(ctx, repo);
  const html = repoSite(repo);
  const links = Object.fromEntries(Object.entries(apiLinks).map(([key, path]) => [key, api + path]));
  const openIssues = repo.issues.filter((issue) => issue.state === "open").length;
  return {
    id: repo.id,
    node_id: nodeId("R", repo.id),
    name: repo.name,
    full_name: `${repo.owner}/${repo.name}`,
    private: repo.private,
    owner: userShape(ctx, repo.owner),
    html_url: html,
    description: repo.description,
    fork: false,
    url: api,
    ...links,
    created_at: repo.createdAt,
    updated_at: repo.updatedAt,
    pushed_at: repo.pushedAt,
    git_url: `git://github.com/${repo.owner}/${repo.name}.git`,
    ssh_url: `git@github.com:${repo.owner}/${repo.name}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: repo.hasIssues,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: repo.archived,
    disabled: false,
    open_issues_count: openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repo.private ? "private" : "public",
    forks: 0,
    open_issues: openIssues,
    watchers: 0,
    default_branch: repo.defaultBranch,
  };
}

/** What the asker may do, as `GET /repos/{owner}/{repo}` tells it. */
export function fullRepoShape(ctx: Context, repo: Repo, actor: Actor) {
  return {
    ...repoShape(ctx, repo),
    permissions: permissionsShape(ctx, repo, actor),
    temp_clone_token: null,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    network_count: 0,
    subscribers_count: 0,
  };
}

function permissionsShape(ctx: Context, repo: Repo, actor: Actor) {
  if (actor.kind === "installation") {
    const push = hasLevel(actor.permissions["contents"], "write");
    return { admin: false, maintain: false, push, triage: push, pull: true };
  }
  const role = actor.kind === "person" ? roleOf(ctx, repo, actor.login) : null;
  return {
    admin: hasRole(role, "admin"),
    maintain: hasRole(role, "maintain"),
    push: hasRole(role, "write"),
    triage: hasRole(role, "triage"),
    pull: true,
  };
}
