import type { Context } from "../context.ts";
import type { FileDiff } from "../git/diff.ts";
import type { PullIssue } from "../lookup.ts";
import type { Repo } from "../world.ts";

/** The head commit: follows the branch while the pull request is open, stays where it was afterwards. */
export function pullHead(ctx: Context, repo: Repo, issue: PullIssue): string {
  const live = issue.state === "open" ? ctx.git(repo).head(issue.pull.head.ref) : null;
  return live ?? issue.pull.head.sha;
}

export function pullFiles(ctx: Context, repo: Repo, issue: PullIssue): FileDiff[] {
  const git = ctx.git(repo);
  const head = pullHead(ctx, repo, issue);
  const base =
    issue.state === "open" ? (git.head(issue.pull.base.ref) ?? issue.pull.base.sha) : issue.pull.base.sha;
  const from = git.mergeBase(base, head);
  return from === null ? [] : git.diff(from, head);
}

/** The tree a merge would give, `null` when there are conflicts. */
export function mergedTree(ctx: Context, repo: Repo, issue: PullIssue): string | null {
  const git = ctx.git(repo);
  const ours = git.commit(git.head(issue.pull.base.ref) ?? "");
  const theirs = git.commit(pullHead(ctx, repo, issue));
  if (ours === null || theirs === null) return null;
  const base = git.commit(git.mergeBase(ours.sha, theirs.sha) ?? "");
  if (base === null) return null;
  return git.merged({ base: base.tree, ours: ours.tree, theirs: theirs.tree });
}

export function mergeability(
  ctx: Context,
  repo: Repo,
  issue: PullIssue,
): { mergeable: boolean; state: string } {
  const mergeable = mergedTree(ctx, repo, issue) !== null;
  if (!mergeable) return { mergeable, state: "dirty" };
  return { mergeable, state: issue.pull.isDraft ? "draft" : "clean" };
}
