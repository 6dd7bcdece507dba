import { appIdOf, loginOf, type Actor } from "../actor.ts";
import { nextId, stamp, type Context } from "../context.ts";
import { Refusal, validationFailed } from "../refusal.ts";
import { milestoneShape } from "../shapes/issue.ts";
import type { Issue, Repo, StateReason } from "../world.ts";
import { announce } from "./announce.ts";
import { assign, setAssignees } from "./assignees.ts";
import { checkBody, checkTitle } from "./body-limit.ts";
import { recordEvent } from "./events.ts";
import { addLabel, ensureLabels, setLabels } from "./labels.ts";
import { may, mustBe, mustOwnOrBe } from "./rights.ts";

export type NewIssue = {
  title: string;
  body?: string | null;
  labels?: readonly string[];
  assignees?: readonly string[];
  milestone?: number | null;
};

/** A blank issue of the next number; shared with pull requests, which are issues too. */
export function blankIssue(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  fields: { title: string; body: string | null },
): Issue {
  repo.nextNumber += 1;
  const at = stamp(ctx);
  return {
    id: nextId(ctx),
    number: repo.nextNumber,
    title: fields.title,
    body: fields.body,
    state: "open",
    stateReason: null,
    author: loginOf(actor),
    viaApp: appIdOf(actor),
    labels: [],
    assignees: [],
    milestone: null,
    lock: null,
    pinned: false,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    closedBy: null,
    comments: [],
    reactions: [],
    events: [],
    parent: null,
    subIssues: [],
    pull: null,
  };
}

export function createIssue(ctx: Context, actor: Actor, repo: Repo, fields: NewIssue): Issue {
  if (!repo.hasIssues) throw new Refusal(410, "Issues has been disabled in this repository.");
  checkTitle("Issue", fields.title);
  checkBody("Issue", fields.body);
  checkMilestone(repo, fields.milestone);
  // Without push access labels, assignees and milestone are dropped without a word.
  const mayTriage = may(ctx, actor, repo, "write", "issues");
  const issue = blankIssue(ctx, actor, repo, { title: fields.title, body: fields.body ?? null });
  repo.issues.push(issue);
  const labels = mayTriage ? ensureLabels(ctx, actor, repo, fields.labels ?? []) : [];
  if (mayTriage) issue.milestone = fields.milestone ?? null;
  // The issue is born with its labels: `opened` shows them all, and one `labeled` for each follows.
  issue.labels = labels.map((label) => label.id);
  announce(ctx, actor, repo, issue, "opened");
  issue.labels = [];
  for (const label of labels) addLabel(ctx, actor, repo, issue, label);
  if (mayTriage) assign(ctx, actor, repo, issue, fields.assignees ?? []);
  return issue;
}

function checkMilestone(repo: Repo, number: number | null | undefined): void {
  if (number === undefined || number === null) return;
  if (repo.milestones.some((milestone) => milestone.number === number)) return;
  throw validationFailed({ resource: "Issue", field: "milestone", code: "invalid", value: number });
}

export type IssueChange = {
  title?: string;
  body?: string | null;
  state?: "open" | "closed";
  stateReason?: StateReason | null;
  labels?: readonly string[];
  assignees?: readonly string[];
  milestone?: number | null;
};

/** Everything one PATCH can change, in the order GitHub tells of it. */
export function updateIssue(ctx: Context, actor: Actor, repo: Repo, issue: Issue, change: IssueChange): void {
  const resource = issue.pull === null ? "Issue" : "PullRequest";
  checkTitle(resource, change.title);
  checkBody(resource, change.body);
  checkMilestone(repo, change.milestone);
  if (change.title !== undefined || change.body !== undefined) {
    mustOwnOrBe(ctx, actor, repo, issue, "write", "edit what others wrote");
    editText(ctx, actor, repo, issue, change);
  }
  if (change.labels !== undefined && may(ctx, actor, repo, "triage", "issues")) {
    setLabels(ctx, actor, repo, issue, change.labels);
  }
  if (change.assignees !== undefined && may(ctx, actor, repo, "triage", "issues")) {
    setAssignees(ctx, actor, repo, issue, change.assignees);
  }
  if (change.milestone !== undefined) setMilestone(ctx, actor, repo, issue, change.milestone);
  if (change.state !== undefined) setState(ctx, actor, repo, issue, change.state, change.stateReason ?? null);
}

function editText(ctx: Context, actor: Actor, repo: Repo, issue: Issue, change: IssueChange): void {
  const changes: Record<string, { from: string }> = {};
  if (change.title !== undefined && change.title !== issue.title) {
    changes["title"] = { from: issue.title };
    recordEvent(ctx, issue, actor, "renamed", { rename: { from: issue.title, to: change.title } });
    issue.title = change.title;
  }
  if (change.body !== undefined && (change.body ?? "") !== (issue.body ?? "")) {
    changes["body"] = { from: issue.body ?? "" };
    issue.body = change.body;
  }
  if (Object.keys(changes).length === 0) return;
  issue.updatedAt = stamp(ctx);
  announce(ctx, actor, repo, issue, "edited", { changes });
}

function setMilestone(ctx: Context, actor: Actor, repo: Repo, issue: Issue, number: number | null): void {
  if (issue.milestone === number || !may(ctx, actor, repo, "triage", "issues")) return;
  const before = repo.milestones.find((milestone) => milestone.number === issue.milestone);
  const after = repo.milestones.find((milestone) => milestone.number === number);
  issue.milestone = number;
  if (before !== undefined) {
    recordEvent(ctx, issue, actor, "demilestoned", { milestone: before.title });
    announce(ctx, actor, repo, issue, "demilestoned", { milestone: milestoneShape(ctx, repo, before) });
  }
  if (after !== undefined) {
    recordEvent(ctx, issue, actor, "milestoned", { milestone: after.title });
    announce(ctx, actor, repo, issue, "milestoned", { milestone: milestoneShape(ctx, repo, after) });
  }
}

export function setState(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: Issue,
  state: "open" | "closed",
  reason: StateReason | null,
  commitId: string | null = null,
): void {
  const word = state === "closed" ? "close" : "reopen";
  mustOwnOrBe(ctx, actor, repo, issue, "triage", `${word} what others opened`);
  if (issue.state === state) {
    // Closing a closed issue again only changes why it is closed.
    if (state === "closed" && reason !== null) issue.stateReason = reason;
    return;
  }
  if (issue.pull?.mergedAt != null) {
    throw validationFailed({
      resource: "PullRequest",
      field: "state",
      code: "invalid",
      message: "state cannot be changed. The pull request cannot be reopened.",
    });
  }
  issue.state = state;
  issue.closedAt = state === "closed" ? stamp(ctx) : null;
  issue.closedBy = state === "closed" ? loginOf(actor) : null;
  if (issue.pull === null) issue.stateReason = state === "open" ? "reopened" : (reason ?? "completed");
  if (issue.pull !== null && state === "closed")
    issue.pull.head.sha = ctx.git(repo).head(issue.pull.head.ref) ?? issue.pull.head.sha;
  recordEvent(ctx, issue, actor, state === "closed" ? "closed" : "reopened", { commitId });
  announce(ctx, actor, repo, issue, state === "closed" ? "closed" : "reopened");
}

export function lockIssue(ctx: Context, actor: Actor, repo: Repo, issue: Issue, reason: string | null): void {
  mustBe(ctx, actor, repo, "triage", "lock conversations");
  if (issue.lock !== null) return;
  issue.lock = { reason };
  recordEvent(ctx, issue, actor, "locked", { lockReason: reason });
  announce(ctx, actor, repo, issue, "locked");
}

export function unlockIssue(ctx: Context, actor: Actor, repo: Repo, issue: Issue): void {
  mustBe(ctx, actor, repo, "triage", "unlock conversations");
  if (issue.lock === null) return;
  issue.lock = null;
  recordEvent(ctx, issue, actor, "unlocked");
  announce(ctx, actor, repo, issue, "unlocked");
}

export function pinIssue(ctx: Context, actor: Actor, repo: Repo, issue: Issue): void {
  mustBe(ctx, actor, repo, "write", "pin issues");
  if (!issue.pinned && repo.issues.filter((other) => other.pinned).length >= pinnedMax) {
    throw validationFailed({
      resource: "Issue",
      code: "custom",
      message: `Maximum ${pinnedMax} pinned issues per repository`,
    });
  }
  issue.pinned = true;
  recordEvent(ctx, issue, actor, "pinned");
  announce(ctx, actor, repo, issue, "pinned");
}

export function unpinIssue(ctx: Context, actor: Actor, repo: Repo, issue: Issue): void {
  mustBe(ctx, actor, repo, "write", "unpin issues");
  if (!issue.pinned) return;
  issue.pinned = false;
  recordEvent(ctx, issue, actor, "unpinned");
  announce(ctx, actor, repo, issue, "unpinned");
}

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/administering-issues/pinning-an-issue-to-your-repository */
const pinnedMax = 3;

export function deleteIssue(ctx: Context, actor: Actor, repo: Repo, issue: Issue): void {
  mustBe(ctx, actor, repo, "admin", "delete issues");
  repo.issues = repo.issues.filter((candidate) => candidate !== issue);
  repo.gone.push({ number: issue.number, movedTo: null });
  announce(ctx, actor, repo, issue, "deleted");
}
