import { canSee, covers, findRepo, roleOf } from "../lookup.ts";
import { hasRole, roleFor, satisfies, type Needs } from "../permissions.ts";
import type { Call } from "../rest/route.ts";
import type { Repo } from "../world.ts";
import { GraphqlRefusal } from "./refusal.ts";

/** The repository, if the asker may see it and holds what is needed there. */
export function repoFor(call: Call, nameWithOwner: string, needs: Needs): Repo {
  const [owner = "", name = ""] = nameWithOwner.split("/");
  const repo = findRepo(call.ctx, owner, name);
  if (repo === null || !canSee(call.ctx, call.actor, repo)) {
    throw new GraphqlRefusal(
      "NOT_FOUND",
      `Could not resolve to a Repository with the name '${nameWithOwner}'.`,
    );
  }
  mustHold(call, repo, needs);
  return repo;
}

export function mustHold(call: Call, repo: Repo, needs: Needs): void {
  const { actor, ctx } = call;
  const isPublicRead = !repo.private && needs.every((need) => need.endsWith(":read"));
  if (actor.kind === "installation") {
    const isInside = covers(ctx, actor, repo);
    if (isInside ? satisfies(actor.permissions, needs) : isPublicRead) return;
    throw new GraphqlRefusal("FORBIDDEN", "Resource not accessible by integration");
  }
  if (actor.kind === "person" && hasRole(roleOf(ctx, repo, actor.login), roleFor(needs))) return;
  throw new GraphqlRefusal(
    "FORBIDDEN",
    `${actor.kind === "person" ? actor.login : "You"} does not have the correct permissions`,
  );
}
