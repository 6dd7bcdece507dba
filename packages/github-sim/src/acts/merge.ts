import { loginOf, type Actor } from "../actor.ts";
import { stamp, type Context } from "../context.ts";
import type { CommitFields } from "../git/commits.ts";
import { type PullIssue } from "../lookup.ts";
import { conflict, Refusal } from "../refusal.ts";
import { webFlow } from "../shapes/commit.ts";
import type { Repo } from "../world.ts";
import { announce } from "./announce.ts";
import { authorOf } from "./commit-files.ts";
import { recordEvent } from "./events.ts";
import { mergedTree, pullHead } from "./pull-state.ts";
import { closeIssues, mentionedToClose, moveRef } from "./refs.ts";
import { mustBe } from "./rights.ts";

export type MergeMethod = "merge" | "squash" | "rebase";
export type MergeWish = { sha?: string; method?: MergeMethod; title?: string; message?: string };

/** Merges in git and gives the new commit of the base branch. */
export function mergePull(ctx: Context, actor: Actor, repo: Repo, issue: PullIssue, wish: MergeWish): string {
  mustBe(ctx, actor, repo, "write", "merge pull requests");
  if (issue.state !== "open" || issue.pull.isDraft) throw notMergeable(issue);
  const git = ctx.git(repo);
  const head = pullHead(ctx, repo, issue);
  if (wish.sha !== undefined && wish.sha !== head)
    throw conflict("Head branch was modified. Review and try the merge again.");
  const before = git.head(issue.pull.base.ref) ?? issue.pull.base.sha;
  const method = wish.method ?? "merge";
  const after =
    method === "rebase"
      ? rebased(ctx, repo, before, head)
      : merged(ctx, actor, repo, issue, { ...wish, method, before, head });
  if (after === null) throw notMergeable(issue);
  finishMerge(ctx, actor, repo, issue, { before, after, head });
  return after;
}

function notMergeable(issue: PullIssue): Refusal {
  return new Refusal(
    405,
    issue.pull.isDraft ? "Pull Request is still a draft" : "Pull Request is not mergeable",
  );
}

type MergeJob = MergeWish & { method: MergeMethod; before: string; head: string };

function merged(ctx: Context, actor: Actor, repo: Repo, issue: PullIssue, job: MergeJob): string | null {
  const tree = mergedTree(ctx, repo, issue);
  if (tree === null) return null;
  const isSquash = job.method === "squash";
  const title =
    job.title ??
    (isSquash
      ? `${issue.title} (#${issue.number})`
      : `Merge pull request #${issue.number} from ${repo.owner}/${issue.pull.head.ref}`);
  const message = job.message ?? (isSquash ? squashMessage(ctx, repo, job) : issue.title);
  return ctx.git(repo).writeCommit({
    tree,
    parents: isSquash ? [job.before] : [job.before, job.head],
    author: authorOf(ctx, isSquash ? issue.author : loginOf(actor)),
    committer: { ...webFlow, date: ctx.now() },
    message: message === "" ? title : `${title}\n\n${message}`,
  });
}

function squashMessage(ctx: Context, repo: Repo, job: MergeJob): string {
  const commits = ctx.git(repo).between(job.before, job.head);
  return commits.length === 1 ? "" : commits.map((commit) => `* ${commit.message}`).join("\n\n");
}

/** Each commit again on top of the base, `null` when one does not fit. */
function rebased(ctx: Context, repo: Repo, base: string, head: string): string | null {
  const git = ctx.git(repo);
  let on = base;
  for (const commit of git.between(base, head).filter((candidate) => candidate.parents.length === 1)) {
    const parent = git.commit(commit.parents[0] ?? "");
    const onto = git.commit(on);
    if (parent === null || onto === null) return null;
    const tree = git.merged({ base: parent.tree, ours: onto.tree, theirs: commit.tree });
    if (tree === null) return null;
    const fields: CommitFields = {
      ...commit,
      tree,
      parents: [on],
      committer: { ...webFlow, date: ctx.now() },
    };
    on = git.writeCommit(fields);
  }
  return on;
}

function finishMerge(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: PullIssue,
  shas: { before: string; after: string; head: string },
): void {
  const at = stamp(ctx);
  issue.state = "closed";
  issue.closedAt = at;
  issue.closedBy = loginOf(actor);
  issue.pull.head.sha = shas.head;
  issue.pull.base.sha = shas.before;
  issue.pull.mergedAt = at;
  issue.pull.mergedBy = loginOf(actor);
  issue.pull.mergeCommit = shas.after;
  moveRef(ctx, actor, repo, { name: `refs/heads/${issue.pull.base.ref}`, from: shas.before, to: shas.after });
  recordEvent(ctx, issue, actor, "merged", { commitId: shas.after });
  recordEvent(ctx, issue, actor, "closed");
  announce(ctx, actor, repo, issue, "closed");
  if (issue.pull.base.ref === repo.defaultBranch) {
    closeIssues(ctx, actor, repo, mentionedToClose(`${issue.title}\n${issue.body ?? ""}`), shas.after);
  }
}
