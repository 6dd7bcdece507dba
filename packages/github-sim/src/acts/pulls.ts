import { loginOf, type Actor } from "../actor.ts";
import { nextId, stamp, type Context } from "../context.ts";
import type { CommitFields } from "../git/commits.ts";
import { findAccount, isPull, type PullIssue } from "../lookup.ts";
import { conflict, Refusal, unprocessable, validationFailed } from "../refusal.ts";
import { webFlow } from "../shapes/commit.ts";
import { reviewShape, pullShape } from "../shapes/pull.ts";
import { userShape } from "../shapes/user.ts";
import type { Repo, Review, ReviewState } from "../world.ts";
import { announce } from "./announce.ts";
import { checkBody, checkTitle } from "./body-limit.ts";
import { authorOf } from "./commit-files.ts";
import { recordEvent } from "./events.ts";
import { blankIssue } from "./issues.ts";
import { mergedTree, pullHead } from "./pull-state.ts";
import { closeIssues, mentionedToClose, moveRef } from "./refs.ts";
import { mustBe, mustOwnOrBe } from "./rights.ts";

export type NewPull = {
  title: string;
  body?: string | null;
  head: string;
  base: string;
  draft?: boolean;
  maintainer_can_modify?: boolean;
};

export function createPull(ctx: Context, actor: Actor, repo: Repo, wish: NewPull): PullIssue {
  checkTitle("PullRequest", wish.title);
  checkBody("PullRequest", wish.body);
  const head = headBranch(repo, wish.head);
  const { headSha, baseSha } = checkBranches(ctx, repo, head, wish.base);
  const issue: PullIssue = {
    ...blankIssue(ctx, actor, repo, { title: wish.title, body: wish.body ?? null }),
    pull: {
      id: nextId(ctx),
      head: { ref: head, sha: headSha },
      base: { ref: wish.base, sha: baseSha },
      isDraft: wish.draft ?? false,
      mergedAt: null,
      mergedBy: null,
      mergeCommit: null,
      maintainerCanModify: wish.maintainer_can_modify ?? false,
      requestedReviewers: [],
      reviews: [],
    },
  };
  repo.issues.push(issue);
  announce(ctx, actor, repo, issue, "opened");
  return issue;
}

/** `owner:branch` is allowed for branches of the repository itself. */
function headBranch(repo: Repo, head: string): string {
  const [owner, branch] = head.includes(":") ? head.split(/:(.*)/s) : [repo.owner, head];
  if (owner?.toLowerCase() === repo.owner.toLowerCase() && branch !== undefined) return branch;
  throw validationFailed({ resource: "PullRequest", field: "head", code: "invalid" });
}

function checkBranches(ctx: Context, repo: Repo, head: string, base: string) {
  const git = ctx.git(repo);
  const headSha = git.head(head);
  const baseSha = git.head(base);
  if (headSha === null) throw validationFailed({ resource: "PullRequest", field: "head", code: "invalid" });
  if (baseSha === null) throw validationFailed({ resource: "PullRequest", field: "base", code: "invalid" });
  const standing = repo.issues
    .filter(isPull)
    .find(({ state, pull }) => state === "open" && pull.head.ref === head && pull.base.ref === base);
  if (standing !== undefined) throw custom(`A pull request already exists for ${repo.owner}:${head}.`);
  if (git.between(baseSha, headSha).length === 0) throw custom(`No commits between ${base} and ${head}`);
  return { headSha, baseSha };
}

const custom = (message: string) => validationFailed({ resource: "PullRequest", code: "custom", message });

export function setDraft(ctx: Context, actor: Actor, repo: Repo, issue: PullIssue, isDraft: boolean): void {
  mustOwnOrBe(ctx, actor, repo, issue, "write", "change drafts");
  if (issue.pull.isDraft === isDraft) return;
  issue.pull.isDraft = isDraft;
  recordEvent(ctx, issue, actor, isDraft ? "convert_to_draft" : "ready_for_review");
  announce(ctx, actor, repo, issue, isDraft ? "converted_to_draft" : "ready_for_review");
}

export function changeBase(ctx: Context, actor: Actor, repo: Repo, issue: PullIssue, base: string): void {
  if (issue.pull.base.ref === base) return;
  const sha = ctx.git(repo).head(base);
  if (sha === null) throw validationFailed({ resource: "PullRequest", field: "base", code: "invalid" });
  const from = issue.pull.base;
  issue.pull.base = { ref: base, sha };
  recordEvent(ctx, issue, actor, "base_ref_changed");
  const changes = { base: { ref: { from: from.ref }, sha: { from: from.sha } } };
  announce(ctx, actor, repo, issue, "edited", { changes });
}

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

const stateFor = { APPROVE: "APPROVED", REQUEST_CHANGES: "CHANGES_REQUESTED", COMMENT: "COMMENTED" } as const;
export type ReviewEvent = keyof typeof stateFor;

export function reviewPull(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: PullIssue,
  wish: { event?: ReviewEvent; body?: string; commit?: string },
): Review {
  const author = loginOf(actor);
  const state: ReviewState = wish.event === undefined ? "PENDING" : stateFor[wish.event];
  if (author === issue.author && (state === "APPROVED" || state === "CHANGES_REQUESTED")) {
    const word = state === "APPROVED" ? "approve" : "request changes on";
    throw unprocessable(`Review Can not ${word} your own pull request`);
  }
  checkBody("PullRequestReview", wish.body);
  if (wish.event !== undefined && wish.event !== "APPROVE" && (wish.body ?? "").trim() === "") {
    throw unprocessable("Review body can't be blank");
  }
  const review: Review = {
    id: nextId(ctx),
    author,
    body: wish.body ?? "",
    state,
    commit: wish.commit ?? pullHead(ctx, repo, issue),
    submittedAt: state === "PENDING" ? null : stamp(ctx),
  };
  issue.pull.reviews.push(review);
  if (state === "PENDING") return review;
  issue.pull.requestedReviewers = issue.pull.requestedReviewers.filter((login) => login !== author);
  recordEvent(ctx, issue, actor, "reviewed");
  // Webhooks write the state of a review in small letters, the API in capitals.
  const shape = { ...reviewShape(ctx, repo, issue, review), state: state.toLowerCase() };
  const payload = { review: shape, pull_request: pullShape(ctx, repo, issue, true) };
  ctx.emit({ event: "pull_request_review", action: "submitted", actor, repo, payload });
  return review;
}

/** Asking somebody who cannot review is refused as a whole. */
export function requestReviews(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: PullIssue,
  logins: readonly string[],
): void {
  for (const login of logins) {
    if (login === issue.author) throw unprocessable("Review cannot be requested from pull request author.");
    const canReview = repo.owner === login || repo.collaborators.some((entry) => entry.login === login);
    if (findAccount(ctx, login) === null || !canReview) {
      throw unprocessable(
        `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${repo.owner}/${repo.name} repository.`,
      );
    }
  }
  for (const login of logins.filter((name) => !issue.pull.requestedReviewers.includes(name))) {
    issue.pull.requestedReviewers.push(login);
    recordEvent(ctx, issue, actor, "review_requested");
    announce(ctx, actor, repo, issue, "review_requested", { requested_reviewer: userShape(ctx, login) });
  }
}

export function withdrawReviews(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: PullIssue,
  logins: readonly string[],
): void {
  for (const login of logins.filter((name) => issue.pull.requestedReviewers.includes(name))) {
    issue.pull.requestedReviewers = issue.pull.requestedReviewers.filter((name) => name !== login);
    recordEvent(ctx, issue, actor, "review_request_removed");
    announce(ctx, actor, repo, issue, "review_request_removed", {
      requested_reviewer: userShape(ctx, login),
    });
  }
}
