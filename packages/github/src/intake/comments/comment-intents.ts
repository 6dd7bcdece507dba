import type { Intent } from "../intent.ts";
import type { IssueCommentPayload } from "../payloads.ts";
import { userOf } from "../user.ts";
import { readComment } from "./read-comment.ts";

/** GitHub counts both times in seconds, and they may be told a second apart for a comment that nobody touched. */
const sameMomentMs = 2_000;

/** What a new comment asks for. A comment is heard once, as it was first written; machines are not heard at all. */
export function commentIntents({
  action,
  comment,
  issue,
  repository,
  sender,
}: IssueCommentPayload): Intent[] {
  const by = comment.user ?? sender;
  if (action !== "created" || by.type === "Bot" || sender.type === "Bot") return [];
  const said = readComment(comment.body ?? "");
  if (said.length === 0) return [];
  const aliveMs = Date.parse(comment.updated_at) - Date.parse(comment.created_at);
  return [
    {
      do: "hear-comment",
      comment: {
        id: comment.id,
        on: issue.number,
        by: userOf(by),
        said,
        isPublic: !repository.private,
        wasEdited: aliveMs > sameMomentMs,
        repositoryId: repository.id,
      },
    },
  ];
}
