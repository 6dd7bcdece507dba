import type { Intent } from "./intent.ts";
import type { CheckRunPayload, CheckSuitePayload, StatusPayload } from "./payloads.ts";
import type { IntakeSetting } from "./setting.ts";

/** A check that ended: what all checks of the commit come to, only GitHub can say. Our own check what we write, not what people fix. */
export function checkRunIntents(
  { action, check_run: run }: CheckRunPayload,
  { botLogin }: IntakeSetting,
): Intent[] {
  if (action !== "completed" || `${run.app?.slug ?? ""}[bot]` === botLogin) return [];
  const pulls = run.pull_requests.map(({ number }) => number);
  return pulls.length === 0 ? [] : [{ do: "look-at-checks", head: run.head_sha, pulls }];
}

/** All checks of one CI ended: also where the news of a single one were lost, or it came from a fork and names no pull request. */
export function checkSuiteIntents(
  { action, check_suite: suite }: CheckSuitePayload,
  { botLogin }: IntakeSetting,
): Intent[] {
  if (action !== "completed" || `${suite.app?.slug ?? ""}[bot]` === botLogin) return [];
  return [
    { do: "look-at-checks", head: suite.head_sha, pulls: suite.pull_requests.map(({ number }) => number) },
  ];
}

/** A status that ended. Whose commit it is, GitHub says. */
export function statusIntents({ state, sha, sender }: StatusPayload, { botLogin }: IntakeSetting): Intent[] {
  if (state === "pending" || sender?.login === botLogin) return [];
  return [{ do: "look-at-checks", head: sha, pulls: [] }];
}
