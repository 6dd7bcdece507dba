import type { Intent } from "./intent.ts";
import type { PullRequestPayload } from "./payloads.ts";
import type { IntakeSetting } from "./setting.ts";

const looked = ["opened", "synchronize", "reopened", "edited", "labeled", "unlabeled", "ready_for_review"];

/** A pull request that may have to wait for action items, where the policy has such a gate. */
export function releaseIntents(payload: PullRequestPayload, { policy }: IntakeSetting): Intent[] {
  const gate = policy.actions.releaseGate;
  const { action, pull_request: pull, repository } = payload;
  if (gate === null || !looked.includes(action) || pull.state !== "open") return [];
  const branches = gate.branches.length === 0 ? [repository.default_branch] : gate.branches;
  if (!branches.includes(pull.base.ref)) return [];
  return [{ do: "check-release", pull: pull.number, head: pull.head.sha, at: pull.updated_at }];
}
