import { loginOf, type Actor } from "../actor.ts";
import { nextId, stamp, type Context } from "../context.ts";
import type { Issue, IssueEvent } from "../world.ts";

/** Adds a line to the issue's history and counts as activity. */
export function recordEvent(
  ctx: Context,
  issue: Issue,
  actor: Actor,
  event: string,
  more: Partial<IssueEvent> = {},
): void {
  issue.events.push({
    id: nextId(ctx),
    event,
    actor: loginOf(actor),
    createdAt: stamp(ctx),
    commitId: null,
    ...more,
  });
  issue.updatedAt = stamp(ctx);
}
