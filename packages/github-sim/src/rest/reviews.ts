import {
  notCollaborator,
  requestReviews,
  reviewPull,
  withdrawReviews,
  type ReviewEvent,
} from "../acts/reviews.ts";
import { notFound } from "../refusal.ts";
import { pullSummaryShape, reviewShape } from "../shapes/pull.ts";
import { userShape } from "../shapes/user.ts";
import { paged } from "./paging.ts";
import { bodyOf, created, numberParam, ok, pullOf, repoOf, type Route } from "./route.ts";

const one = "/repos/{owner}/{repo}/pulls/{pull_number}";
const read = ["pull_requests:read"] as const;
const write = ["pull_requests:write"] as const;

type ReviewBody = { commit_id?: string; body?: string; event?: ReviewEvent };
type Reviewers = { reviewers?: string[]; team_reviewers?: string[] };

export const reviewRoutes: Route[] = [
  {
    method: "GET",
    path: `${one}/reviews`,
    needs: read,
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      return paged(call, issue.pull.reviews, (review) => reviewShape(call.ctx, repo, issue, review));
    },
  },
  {
    method: "POST",
    path: `${one}/reviews`,
    needs: write,
    creates: true,
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      const { commit_id: commit, body, event } = bodyOf<ReviewBody>(call);
      const review = reviewPull(call.ctx, call.actor, repo, issue, { commit, body, event });
      return ok(reviewShape(call.ctx, repo, issue, review));
    },
  },
  {
    method: "GET",
    path: `${one}/reviews/{review_id}`,
    needs: read,
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      const review = issue.pull.reviews.find((candidate) => candidate.id === numberParam(call, "review_id"));
      if (review === undefined) throw notFound();
      return ok(reviewShape(call.ctx, repo, issue, review));
    },
  },
  {
    method: "GET",
    path: `${one}/requested_reviewers`,
    needs: read,
    run: (call) =>
      ok({
        users: pullOf(call).pull.requestedReviewers.map((login) => userShape(call.ctx, login)),
        teams: [],
      }),
  },
  {
    method: "POST",
    path: `${one}/requested_reviewers`,
    needs: write,
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      const { reviewers = [], team_reviewers: teams = [] } = bodyOf<Reviewers>(call);
      // There are no teams here, so none has access.
      if (teams.length > 0) throw notCollaborator(repo);
      requestReviews(call.ctx, call.actor, repo, issue, reviewers);
      return created(pullSummaryShape(call.ctx, repo, issue));
    },
  },
  {
    method: "DELETE",
    path: `${one}/requested_reviewers`,
    needs: write,
    run(call) {
      const [repo, issue] = [repoOf(call), pullOf(call)];
      withdrawReviews(call.ctx, call.actor, repo, issue, bodyOf<Reviewers>(call).reviewers ?? []);
      return ok(pullSummaryShape(call.ctx, repo, issue));
    },
  },
];
