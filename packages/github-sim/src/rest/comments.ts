import { createComment, deleteComment, findComment, react, updateComment } from "../acts/comments.ts";
import { notFound } from "../refusal.ts";
import { commentShape, reactionShape } from "../shapes/issue.ts";
import { paged } from "./paging.ts";
import {
  bodyOf,
  created,
  issueOf,
  noContent,
  numberParam,
  ok,
  repoOf,
  type Call,
  type Route,
} from "./route.ts";

const issues = "/repos/{owner}/{repo}/issues";
const read = ["issues:read", "pull_requests:read"] as const;
const write = ["issues:write", "pull_requests:write"] as const;

const commentId = (call: Call) => numberParam(call, "comment_id");

export const commentRoutes: Route[] = [
  {
    method: "GET",
    path: `${issues}/comments`,
    needs: read,
    run(call) {
      const repo = repoOf(call);
      const since = Date.parse(call.query.get("since") ?? "1970-01-01");
      const by = call.query.get("sort") === "updated" ? "updatedAt" : "createdAt";
      // GitHub's own order without `sort` is by id, whatever `direction` says.
      const sign = call.query.has("sort") && call.query.get("direction") !== "asc" ? -1 : 1;
      const found = repo.issues
        .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
        .filter(({ comment }) => Date.parse(comment.updatedAt) >= since)
        .sort((a, b) => sign * (a.comment[by].localeCompare(b.comment[by]) || a.comment.id - b.comment.id));
      return paged(call, found, ({ issue, comment }) => commentShape(call.ctx, repo, issue, comment));
    },
  },
  {
    method: "GET",
    path: `${issues}/{issue_number}/comments`,
    needs: read,
    run(call) {
      const [repo, issue] = [repoOf(call), issueOf(call)];
      const since = Date.parse(call.query.get("since") ?? "1970-01-01");
      const found = issue.comments.filter((comment) => Date.parse(comment.updatedAt) >= since);
      return paged(call, found, (comment) => commentShape(call.ctx, repo, issue, comment));
    },
  },
  {
    method: "POST",
    path: `${issues}/{issue_number}/comments`,
    needs: write,
    creates: true,
    run(call) {
      const [repo, issue] = [repoOf(call), issueOf(call)];
      const comment = createComment(call.ctx, call.actor, repo, issue, bodyOf<{ body: string }>(call).body);
      return created(commentShape(call.ctx, repo, issue, comment));
    },
  },
  {
    method: "GET",
    path: `${issues}/comments/{comment_id}`,
    needs: read,
    run(call) {
      const { issue, comment } = findComment(repoOf(call), commentId(call));
      return ok(commentShape(call.ctx, repoOf(call), issue, comment));
    },
  },
  {
    method: "PATCH",
    path: `${issues}/comments/{comment_id}`,
    needs: write,
    window: "issue",
    run(call) {
      const repo = repoOf(call);
      const { body } = bodyOf<{ body: string }>(call);
      const comment = updateComment(call.ctx, call.actor, repo, commentId(call), body);
      return ok(commentShape(call.ctx, repo, findComment(repo, comment.id).issue, comment));
    },
  },
  {
    method: "DELETE",
    path: `${issues}/comments/{comment_id}`,
    needs: write,
    run(call) {
      deleteComment(call.ctx, call.actor, repoOf(call), commentId(call));
      return noContent;
    },
  },
  {
    method: "GET",
    path: `${issues}/comments/{comment_id}/reactions`,
    needs: read,
    run(call) {
      const { comment } = findComment(repoOf(call), commentId(call));
      return paged(call, comment.reactions, (reaction) => reactionShape(call.ctx, reaction));
    },
  },
  {
    method: "POST",
    path: `${issues}/comments/{comment_id}/reactions`,
    needs: write,
    run: (call) => reactTo(call, findComment(repoOf(call), commentId(call)).comment.reactions),
  },
  {
    method: "DELETE",
    path: `${issues}/comments/{comment_id}/reactions/{reaction_id}`,
    needs: write,
    run(call) {
      const { comment } = findComment(repoOf(call), commentId(call));
      const left = comment.reactions.filter((reaction) => reaction.id !== numberParam(call, "reaction_id"));
      if (left.length === comment.reactions.length) throw notFound();
      comment.reactions = left;
      return noContent;
    },
  },
  {
    method: "POST",
    path: `${issues}/{issue_number}/reactions`,
    needs: write,
    run: (call) => reactTo(call, issueOf(call).reactions),
  },
];

function reactTo(call: Call, reactions: Parameters<typeof react>[2]) {
  const { content } = bodyOf<{ content: string }>(call);
  const { reaction, isNew } = react(call.ctx, call.actor, reactions, content);
  const shape = reactionShape(call.ctx, reaction);
  return isNew ? created(shape) : ok(shape);
}
