import { type Actor } from "../actor.ts";
import { nextId, type Context } from "../context.ts";
import { isPull, type PullIssue } from "../lookup.ts";
import { validationFailed } from "../refusal.ts";
import type { Repo } from "../world.ts";
import { announce } from "./announce.ts";
import { checkBody, checkTitle } from "./body-limit.ts";
import { recordEvent } from "./events.ts";
import { blankIssue } from "./issues.ts";
import { mustOwnOrBe } from "./rights.ts";

export type NewPull = {
  title: string;
  body?: string | null;
  head: string;
  base: string;
  draft?: boolean;
  maintainer_can_modify?: boolean;
};

export function createPull(ctx: Context, actor: Actor, repo: Repo, wish: NewPull): PullIssue {
  checkTitle("PullRequest", wish.title);
  checkBody("PullRequest", wish.body);
  const head = headBranch(repo, wish.head);
  const { headSha, baseSha } = checkBranches(ctx, repo, head, wish.base);
  const issue: PullIssue = {
    ...blankIssue(ctx, actor, repo, { title: wish.title, body: wish.body ?? null }),
    pull: {
      id: nextId(ctx),
      head: { ref: head, sha: headSha },
      base: { ref: wish.base, sha: baseSha },
      isDraft: wish.draft ?? false,
      mergedAt: null,
      mergedBy: null,
      mergeCommit: null,
      maintainerCanModify: wish.maintainer_can_modify ?? false,
      requestedReviewers: [],
      reviews: [],
    },
  };
  repo.issues.push(issue);
  announce(ctx, actor, repo, issue, "opened");
  return issue;
}

/** `owner:branch` is allowed for branches of the repository itself. */
function headBranch(repo: Repo, head: string): string {
  const [owner, branch] = head.includes(":") ? head.split(/:(.*)/s) : [repo.owner, head];
  if (owner?.toLowerCase() === repo.owner.toLowerCase() && branch !== undefined) return branch;
  throw validationFailed({ resource: "PullRequest", field: "head", code: "invalid" });
}

function checkBranches(ctx: Context, repo: Repo, head: string, base: string) {
  const git = ctx.git(repo);
  const headSha = git.head(head);
  const baseSha = git.head(base);
  if (headSha === null) throw validationFailed({ resource: "PullRequest", field: "head", code: "invalid" });
  if (baseSha === null) throw validationFailed({ resource: "PullRequest", field: "base", code: "invalid" });
  const standing = repo.issues
    .filter(isPull)
    .find(({ state, pull }) => state === "open" && pull.head.ref === head && pull.base.ref === base);
  if (standing !== undefined) throw custom(`A pull request already exists for ${repo.owner}:${head}.`);
  if (git.between(baseSha, headSha).length === 0) throw custom(`No commits between ${base} and ${head}`);
  return { headSha, baseSha };
}

const custom = (message: string) => validationFailed({ resource: "PullRequest", code: "custom", message });

export function setDraft(ctx: Context, actor: Actor, repo: Repo, issue: PullIssue, isDraft: boolean): void {
  mustOwnOrBe(ctx, actor, repo, issue, "write", "change drafts");
  if (issue.pull.isDraft === isDraft) return;
  issue.pull.isDraft = isDraft;
  recordEvent(ctx, issue, actor, isDraft ? "convert_to_draft" : "ready_for_review");
  announce(ctx, actor, repo, issue, isDraft ? "converted_to_draft" : "ready_for_review");
}

export function changeBase(ctx: Context, actor: Actor, repo: Repo, issue: PullIssue, base: string): void {
  if (issue.pull.base.ref === base) return;
  const sha = ctx.git(repo).head(base);
  if (sha === null) throw validationFailed({ resource: "PullRequest", field: "base", code: "invalid" });
  const from = issue.pull.base;
  issue.pull.base = { ref: base, sha };
  recordEvent(ctx, issue, actor, "base_ref_changed");
  const changes = { base: { ref: { from: from.ref }, sha: { from: from.sha } } };
  announce(ctx, actor, repo, issue, "edited", { changes });
}
