import { closeDrillIssue } from "@muster/github";
import type { ErrandHand } from "./errand-hand.ts";

/** Says in the issue of a period that it was practised, and closes it where nobody has begun to work with it. */
export const closeDrill: ErrandHand<"close-drill"> = async ({ github }, { delivery, errand, repo }) => {
  const { ref, name, on, drill, period } = errand;
  const label = delivery.policy.drills.schedule[drill]?.label;
  // What is not planned any more has issues of its own time, and nobody knows their label.
  if (label === undefined) return { verdict: "sent", remote: null };
  const octokit = await github.forRepo(repo, "issues");
  const about = { id: drill, period, label, ref, name, on };
  const issue = await closeDrillIssue(octokit, repo, about, await github.botLogin());
  return { verdict: "sent", remote: issue === null ? null : { ...issue, rendered: null, extra: {} } };
};
