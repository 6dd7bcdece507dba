import { appIdOf, loginOf, type Actor } from "../actor.ts";
import { nextId, stamp, type Context } from "../context.ts";
import { forbidden, notFound, validationFailed } from "../refusal.ts";
import { commentShape, issueShape } from "../shapes/issue.ts";
import { reactionContents, type Comment, type Issue, type Reaction, type Repo } from "../world.ts";
import { checkBody } from "./body-limit.ts";
import { may, mustBe } from "./rights.ts";

export function findComment(repo: Repo, id: number): { issue: Issue; comment: Comment } {
  for (const issue of repo.issues) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound();
}

export function createComment(ctx: Context, actor: Actor, repo: Repo, issue: Issue, body: string): Comment {
  if (body.trim() === "")
    throw validationFailed({ resource: "IssueComment", field: "body", code: "missing_field" });
  checkBody("IssueComment", body);
  mustBe(ctx, actor, repo, "read", "comment");
  if (issue.lock !== null && !may(ctx, actor, repo, "write", "issues")) {
    throw forbidden("Unable to create comment because issue is locked.");
  }
  const at = stamp(ctx);
  const comment: Comment = {
    id: nextId(ctx),
    author: loginOf(actor),
    viaApp: appIdOf(actor),
    body,
    createdAt: at,
    updatedAt: at,
    reactions: [],
  };
  issue.comments.push(comment);
  issue.updatedAt = at;
  tell(ctx, actor, repo, issue, comment, "created");
  return comment;
}

export function updateComment(ctx: Context, actor: Actor, repo: Repo, id: number, body: string): Comment {
  const { issue, comment } = findComment(repo, id);
  checkBody("IssueComment", body);
  if (comment.author !== loginOf(actor)) mustBe(ctx, actor, repo, "write", "edit what others wrote");
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = stamp(ctx);
  issue.updatedAt = stamp(ctx);
  if (from !== body) tell(ctx, actor, repo, issue, comment, "edited", { changes: { body: { from } } });
  return comment;
}

export function deleteComment(ctx: Context, actor: Actor, repo: Repo, id: number): void {
  const { issue, comment } = findComment(repo, id);
  if (comment.author !== loginOf(actor)) mustBe(ctx, actor, repo, "write", "delete what others wrote");
  issue.comments = issue.comments.filter((candidate) => candidate !== comment);
  issue.updatedAt = stamp(ctx);
  tell(ctx, actor, repo, issue, comment, "deleted");
}

function tell(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: Issue,
  comment: Comment,
  action: string,
  more: Record<string, unknown> = {},
): void {
  const payload = {
    issue: issueShape(ctx, repo, issue),
    comment: commentShape(ctx, repo, issue, comment),
    ...more,
  };
  ctx.emit({ event: "issue_comment", action, actor, repo, payload });
}

/** One reaction of a kind per person: the same again gives the one that stands. GitHub sends no webhook for it. */
export function react(
  ctx: Context,
  actor: Actor,
  reactions: Reaction[],
  content: string,
): { reaction: Reaction; isNew: boolean } {
  const known = reactionContents.find((candidate) => candidate === content);
  if (known === undefined)
    throw validationFailed({ resource: "Reaction", field: "content", code: "invalid" });
  const user = loginOf(actor);
  const standing = reactions.find((reaction) => reaction.user === user && reaction.content === known);
  if (standing !== undefined) return { reaction: standing, isNew: false };
  const reaction = { id: nextId(ctx), user, content: known, createdAt: stamp(ctx) };
  reactions.push(reaction);
  return { reaction, isNew: true };
}
