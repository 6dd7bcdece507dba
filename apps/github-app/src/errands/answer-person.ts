import { answerOnIssue } from "@muster/github";
import type { ErrandHand } from "./errand-hand.ts";

/** Answers a person on an issue, in the one comment of ours that is there for it. */
export const answerPerson: ErrandHand<"answer-on-issue"> = async ({ github }, { delivery, errand, repo }) => {
  const [octokit, botLogin] = [await github.forRepo(repo, "issues"), await github.botLogin()];
  return answerOnIssue(octokit, repo, { key: delivery.key, answer: errand, botLogin, now: delivery.now });
};
