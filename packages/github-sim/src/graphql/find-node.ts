import { canSee } from "../lookup.ts";
import type { Needs } from "../permissions.ts";
import type { Call } from "../rest/route.ts";
import { readNodeId } from "../shapes/urls.ts";
import type { Issue, Repo } from "../world.ts";
import { mustHold } from "./access.ts";
import { GraphqlRefusal } from "./refusal.ts";

/** The issue or pull request of a node id, if the asker may do with it what is needed. */
export function issueByNode(call: Call, id: string, needs: Needs): { repo: Repo; issue: Issue } {
  const wanted = readNodeId(id);
  for (const repo of call.ctx.world.repos) {
    const issue = repo.issues.find((candidate) => candidate.id === wanted?.id);
    if (issue === undefined || !canSee(call.ctx, call.actor, repo)) continue;
    mustHold(call, repo, needs);
    return { repo, issue };
  }
  throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}
