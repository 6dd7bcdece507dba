import type { Intent } from "./intent.ts";
import type { CheckRunPayload } from "./payloads.ts";
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
