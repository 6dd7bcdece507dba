import { isOwnBranch, readPullBranch } from "../branches.ts";
import type { Intent, SeenPull } from "./intent.ts";
import { mentionsIn, revertedPull } from "./mentions.ts";
import type { PullRequestPayload } from "./payloads.ts";
import { userOf } from "./user.ts";

export function pullIntents(payload: PullRequestPayload): Intent[] {
  const { pull_request: pull, repository } = payload;
  // A fork may call its branch what it likes; only a branch of this repository can be the one that we made.
  const ours = pull.head.repo?.id === repository.id ? readPullBranch(pull.head.ref) : null;
  const looks = mayBring(payload) ? looksAt(pull.number, pull.head.sha, ours) : [];
  // What else Muster proposes belongs to no incident, also where it names some.
  const isOwn = isOwnBranch(pull.head.ref) && pull.head.repo?.id === repository.id;
  if (ours === null) return isOwn ? looks : [...workIntents(payload), ...looks];
  if (!["closed", "reopened", "edited", "ready_for_review"].includes(payload.action)) return looks;

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
  if (!isPublished || pull.base.ref !== repository.default_branch) return [noticed, ...looks];
  const published: Intent = {
    do: "publish-postmortem",
    pull: seen,
    base: pull.base.ref,
    repoUrl: repository.html_url,
    by: userOf(pull.merged_by ?? payload.sender),
  };
  return [noticed, published];
}

const told = ["opened", "closed", "reopened", "edited", "synchronize", "ready_for_review"];

function workIntents({ action, pull_request: pull, repository, sender }: PullRequestPayload): Intent[] {
  if (!told.includes(action)) return [];
  const body = pull.body ?? "";
  const text = `${pull.title}\n${body}\n${pull.head.ref}`;
  return [
    {
      do: "note-pull",
      pull: {
        number: pull.number,
        title: pull.title,
        url: pull.html_url,
        state: pull.merged ? "merged" : pull.state,
        branch: pull.head.ref,
        head: pull.head.sha,
        isBranchHere: pull.head.repo?.id === repository.id,
        author: (pull.user ?? sender).login,
        mergedAs: pull.merged ? (pull.merge_commit_sha ?? null) : null,
        mentions: mentionsIn(text, repository.full_name),
        reverts: revertedPull({ title: pull.title, body }, repository.full_name),
        at: pull.updated_at,
      },
      by: userOf(pull.merged ? (pull.merged_by ?? sender) : sender),
    },
  ];
}

const looked = ["opened", "synchronize", "reopened", "edited", "ready_for_review"];

/** Only what is merged into the default branch comes into force. `edited` may have moved it there. */
function mayBring({ action, pull_request: pull, repository }: PullRequestPayload): boolean {
  return looked.includes(action) && pull.state === "open" && pull.base.ref === repository.default_branch;
}

/** What Muster writes itself changes no policy, and its tracker no postmortem. */
function looksAt(pull: number, head: string, ours: ReturnType<typeof readPullBranch>): Intent[] {
  if (ours !== null && ours.what !== "postmortem") return [];
  const postmortem: Intent = { do: "check-postmortem", pull, head, ref: ours?.ref ?? null };
  return ours !== null ? [postmortem] : [{ do: "check-policy", pull, head }, postmortem];
}
