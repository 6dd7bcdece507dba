import { openDrillIssue } from "@muster/github";
import { drillErrands, drillReminders } from "@muster/incident";
import { periodOf, scenariosOf } from "@muster/policy";
import type { ErrandHand } from "./errand-hand.ts";

/**
 * Opens the issue with which a period begins in which something is to be practised, and plans its reminders and the next one. By the policy
 * of that day: what is not planned any more ends here, and periods that were slept through are one issue, for the period that it is now.
 */
export const openDrill: ErrandHand<"open-drill"> = async ({ github }, { delivery, errand, repo }) => {
  const { policy, now } = delivery;
  const { drill: id } = errand;
  const planned = policy.drills.schedule[id];
  if (planned === undefined) return { verdict: "sent", remote: null };
  const period = periodOf(planned.every, now);
  const offered = scenariosOf(policy).filter(
    (scenario) => planned.scenarios.length === 0 || planned.scenarios.includes(scenario.id),
  );
  const octokit = await github.forRepo(repo, "issues");
  const about = { id, planned, period, scenarios: offered };
  const { number, url } = await openDrillIssue(octokit, repo, about, await github.botLogin());
  const alone = { ...policy, drills: { ...policy.drills, schedule: { [id]: planned } } };
  const next = [...drillErrands(alone, now), ...drillReminders(policy, id, now)];
  return { verdict: "sent", remote: { id: String(number), url, rendered: null, extra: {} }, next };
};
