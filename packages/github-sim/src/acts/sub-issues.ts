import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { notFound, unprocessable } from "../refusal.ts";
import { issueShape } from "../shapes/issue.ts";
import { repoShape } from "../shapes/repo.ts";
import type { Issue, Repo } from "../world.ts";
import { recordEvent } from "./events.ts";
import { mustBe } from "./rights.ts";

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/adding-sub-issues */
const childrenMax = 100;
const depthMax = 8;

export function addSubIssue(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  parent: Issue,
  wish: { id: number; mayMove: boolean },
): void {
  mustBe(ctx, actor, repo, "triage", "add sub-issues");
  const child = repo.issues.find((issue) => issue.id === wish.id && issue.pull === null);
  if (child === undefined) throw notFound();
  if (child.parent === parent.id) throw unprocessable("Issue may not contain duplicate sub-issues");
  if (child.parent !== null && !wish.mayMove) throw unprocessable("Sub issue may only have one parent");
  const above = parentsOf(repo, parent);
  if (child === parent || above.includes(child)) throw unprocessable("Sub issues cannot form a circle");
  if (parent.subIssues.length >= childrenMax)
    throw unprocessable(`Parent cannot have more than ${childrenMax} sub-issues`);
  if (above.length + 2 > depthMax)
    throw unprocessable(`Sub issues cannot be more than ${depthMax} levels deep`);
  for (const issue of repo.issues) issue.subIssues = issue.subIssues.filter((id) => id !== child.id);
  parent.subIssues.push(child.id);
  child.parent = parent.id;
  recordEvent(ctx, parent, actor, "sub_issue_added");
  recordEvent(ctx, child, actor, "parent_issue_added");
  tell(ctx, actor, repo, { parent, child }, "sub_issue_added");
}

export function removeSubIssue(ctx: Context, actor: Actor, repo: Repo, parent: Issue, id: number): void {
  mustBe(ctx, actor, repo, "triage", "remove sub-issues");
  const child = repo.issues.find((issue) => issue.id === id);
  if (child === undefined || !parent.subIssues.includes(id)) throw notFound();
  parent.subIssues = parent.subIssues.filter((known) => known !== id);
  child.parent = null;
  recordEvent(ctx, parent, actor, "sub_issue_removed");
  tell(ctx, actor, repo, { parent, child }, "sub_issue_removed");
}

function parentsOf(repo: Repo, issue: Issue): Issue[] {
  const above = repo.issues.find((candidate) => candidate.id === issue.parent);
  return above === undefined ? [] : [above, ...parentsOf(repo, above)];
}

function tell(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  pair: { parent: Issue; child: Issue },
  action: string,
): void {
  const payload = {
    parent_issue_id: pair.parent.id,
    parent_issue: issueShape(ctx, repo, pair.parent),
    sub_issue_id: pair.child.id,
    sub_issue: issueShape(ctx, repo, pair.child),
    sub_issue_repo: repoShape(ctx, repo),
  };
  ctx.emit({ event: "sub_issues", action, actor, repo, payload });
}
