import { loginOf, type Actor } from "../actor.ts";
import { stamp, type Context } from "../context.ts";
import { changedPaths } from "../git/diff.ts";
import type { Commit } from "../git/commits.ts";
import { findAccount, isPull } from "../lookup.ts";
import { unprocessable } from "../refusal.ts";
import { noObject } from "../git/refs.ts";
import { repoSite } from "../shapes/urls.ts";
import type { Repo } from "../world.ts";
import { announce } from "./announce.ts";
import { recordEvent } from "./events.ts";
import { setState } from "./issues.ts";

export type RefMove = { name: string; from: string | null; to: string | null; isForced?: boolean };

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
const pushCommitsMax = 2048;

/** Moves a ref in git and tells of it: create, push, delete and `synchronize` of pull requests. */
export function moveRef(ctx: Context, actor: Actor, repo: Repo, move: RefMove): void {
  const git = ctx.git(repo);
  const refused = git.moveRef(move);
  if (refused !== null)
    throw unprocessable(refused.includes("lock") ? "Reference cannot be updated" : refused);
  repo.pushedAt = stamp(ctx);
  repo.updatedAt = stamp(ctx);
  const branch = move.name.replace(/^refs\/(heads|tags)\//, "");
  const kind = move.name.startsWith("refs/tags/") ? "tag" : "branch";
  const about = { ref: branch, ref_type: kind, pusher_type: "user" };
  if (move.from === null) {
    const payload = { ...about, master_branch: repo.defaultBranch, description: repo.description };
    ctx.emit({ event: "create", actor, repo, payload });
  }
  ctx.emit({ event: "push", actor, repo, payload: pushPayload(ctx, actor, repo, move) });
  if (move.to === null) ctx.emit({ event: "delete", actor, repo, payload: about });
  if (kind === "branch") touchPulls(ctx, actor, repo, branch, move);
  if (branch === repo.defaultBranch && kind === "branch") closeMentioned(ctx, actor, repo, move);
}

function pushPayload(ctx: Context, actor: Actor, repo: Repo, move: RefMove): Record<string, unknown> {
  const git = ctx.git(repo);
  const known = move.from ?? git.head(repo.defaultBranch);
  const isNewRoot = known === null || known === move.to;
  const commits = move.to === null || isNewRoot ? [] : git.between(known, move.to).slice(-pushCommitsMax);
  const shown = commits.map((commit) => pushedCommit(ctx, repo, commit));
  const head = move.to === null ? null : git.commit(move.to);
  const login = loginOf(actor);
  return {
    ref: move.name,
    before: move.from ?? noObject,
    after: move.to ?? noObject,
    created: move.from === null,
    deleted: move.to === null,
    forced: move.isForced ?? false,
    base_ref: null,
    compare: `${repoSite(repo)}/compare/${(move.from ?? noObject).slice(0, 12)}...${(move.to ?? noObject).slice(0, 12)}`,
    commits: shown,
    head_commit: head === null ? null : pushedCommit(ctx, repo, head),
    pusher: { name: login, email: noReplyAddress(ctx, login) },
  };
}

function pushedCommit(ctx: Context, repo: Repo, commit: Commit) {
  const git = ctx.git(repo);
  const parent = git.commit(commit.parents[0] ?? "");
  const before = parent === null ? new Map() : git.files(parent.tree);
  const who = (signature: Commit["author"]) => ({
    name: signature.name,
    email: signature.email,
    date: signature.date.toISOString(),
  });
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date.toISOString(),
    url: `${repoSite(repo)}/commit/${commit.sha}`,
    author: who(commit.author),
    committer: who(commit.committer),
    ...changedPaths(before, git.files(commit.tree)),
  };
}

export function noReplyAddress(ctx: Context, login: string): string {
  return `${findAccount(ctx, login)?.id ?? 0}+${login}@users.noreply.github.com`;
}

function touchPulls(ctx: Context, actor: Actor, repo: Repo, branch: string, move: RefMove): void {
  for (const issue of repo.issues.filter(isPull)) {
    if (issue.state !== "open" || issue.pull.head.ref !== branch) continue;
    if (move.to === null) {
      issue.pull.head.sha = move.from ?? issue.pull.head.sha;
      setState(ctx, { kind: "person", login: issue.author, token: null }, repo, issue, "closed", null);
      continue;
    }
    issue.pull.head.sha = move.to;
    if (move.isForced === true)
      recordEvent(ctx, issue, actor, "head_ref_force_pushed", { commitId: move.to });
    issue.updatedAt = stamp(ctx);
    announce(ctx, actor, repo, issue, "synchronize", { before: move.from, after: move.to });
  }
}

const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b/gi;

/** The issues that a text closes once it reaches the default branch. */
export function mentionedToClose(text: string): number[] {
  return [...text.matchAll(closing)].map((match) => Number(match[1]));
}

function closeMentioned(ctx: Context, actor: Actor, repo: Repo, move: RefMove): void {
  if (move.from === null || move.to === null) return;
  for (const commit of ctx.git(repo).between(move.from, move.to)) {
    closeIssues(ctx, actor, repo, mentionedToClose(commit.message), commit.sha);
  }
}

export function closeIssues(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  numbers: readonly number[],
  sha: string | null,
): void {
  for (const number of numbers) {
    const issue = repo.issues.find((candidate) => candidate.number === number && candidate.pull === null);
    if (issue?.state !== "open") continue;
    issue.state = "closed";
    issue.stateReason = "completed";
    issue.closedAt = stamp(ctx);
    issue.closedBy = loginOf(actor);
    recordEvent(ctx, issue, actor, "closed", { commitId: sha });
    announce(ctx, actor, repo, issue, "closed");
  }
}
