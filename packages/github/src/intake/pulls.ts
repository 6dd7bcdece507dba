import { readPullBranch } from "../branches.ts";
import type { Intent, SeenPull } from "./intent.ts";
import type { PullRequestPayload } from "./payloads.ts";
import { userOf } from "./user.ts";

export function pullIntents(payload: PullRequestPayload): Intent[] {
  const { pull_request: pull, repository } = payload;
  // A fork may call its branch what it likes; only a branch of this repository can be the one that we made.
  const ours = pull.head.repo?.id === repository.id ? readPullBranch(pull.head.ref) : null;
  if (ours === null)
    return mayChangePolicy(payload) ? [{ do: "check-policy", pull: pull.number, head: pull.head.sha }] : [];
  if (!["closed", "reopened", "edited", "ready_for_review"].includes(payload.action)) return [];

  const seen: SeenPull = {
    number: pull.number,
    what: ours.what,
    ref: ours.ref,
    state: pull.merged ? "merged" : pull.state,
    updatedAt: pull.updated_at,
    url: pull.html_url,
  };
  const noticed: Intent = { do: "notice-pull", pull: seen };
  const isPublished = ours.what === "postmortem" && seen.state === "merged";
  if (!isPublished || pull.base.ref !== repository.default_branch) return [noticed];
  const published: Intent = {
    do: "publish-postmortem",
    pull: seen,
    base: pull.base.ref,
    repoUrl: repository.html_url,
    by: userOf(pull.merged_by ?? payload.sender),
  };
  return [noticed, published];
}

const looked = ["opened", "synchronize", "reopened", "edited"];

/** Only what is merged into the default branch comes into force. `edited` may have moved it there. */
function mayChangePolicy({ action, pull_request: pull, repository }: PullRequestPayload): boolean {
  return looked.includes(action) && pull.state === "open" && pull.base.ref === repository.default_branch;
}
