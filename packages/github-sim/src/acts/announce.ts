import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { isPull } from "../lookup.ts";
import { issueShape } from "../shapes/issue.ts";
import { pullShape } from "../shapes/pull.ts";
import type { Issue, Repo } from "../world.ts";

/** Tells of a change to an issue; for a pull request GitHub says the same thing under another event. */
export function announce(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: Issue,
  action: string,
  more: Record<string, unknown> = {},
): void {
  if (isPull(issue)) {
    const payload = { number: issue.number, pull_request: pullShape(ctx, repo, issue, true), ...more };
    ctx.emit({ event: "pull_request", action, actor, repo, payload });
    return;
  }
  ctx.emit({
    event: "issues",
    action,
    actor,
    repo,
    payload: { issue: issueShape(ctx, repo, issue), ...more },
  });
}
