import { loginOf, type Actor } from "../actor.ts";
import { nextId, stamp, type Context } from "../context.ts";
import { findAccount, type PullIssue } from "../lookup.ts";
import { unprocessable } from "../refusal.ts";
import { reviewShape, pullShape } from "../shapes/pull.ts";
import { userShape } from "../shapes/user.ts";
import type { Repo, Review, ReviewState } from "../world.ts";
import { announce } from "./announce.ts";
import { checkBody } from "./body-limit.ts";
import { recordEvent } from "./events.ts";
import { pullHead } from "./pull-state.ts";

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

export const notCollaborator = ({ owner, name }: Repo) =>
  unprocessable(
    `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${owner}/${name} repository.`,
  );

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
      throw notCollaborator(repo);
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
