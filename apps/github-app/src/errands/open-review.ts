import { openReviewIssue } from "@muster/github";
import { reviewErrands } from "@muster/incident";
import { periodOf } from "@muster/policy";
import type { ErrandHand } from "./errand-hand.ts";

/**
 * Opens the issue with which a period of a recurring review begins, and plans the next one. By the policy of that day: what is not
 * reviewed any more ends here, and periods that were slept through are one issue, for the period that it is now.
 */
export const openReview: ErrandHand<"open-review"> = async ({ github }, { delivery, errand, repo }) => {
  const { policy, now } = delivery;
  const { review: id } = errand;
  const review = policy.reviews[id];
  if (review === undefined) return { verdict: "sent", remote: null };
  const period = periodOf(review.every, now);
  const octokit = await github.forRepo(repo, "issues");
  const { number, url } = await openReviewIssue(
    octokit,
    repo,
    { id, review, period },
    await github.botLogin(),
  );
  const next = reviewErrands({ ...policy, reviews: { [id]: review } }, now);
  return { verdict: "sent", remote: { id: String(number), url, rendered: null, extra: {} }, next };
};
