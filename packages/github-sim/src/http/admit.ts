import type { Actor } from "../actor.ts";
import { canSee, covers, findRepo, roleOf } from "../lookup.ts";
import { hasRole, roleFor, satisfies } from "../permissions.ts";
import { forbidden, notAccessible, notFound, Refusal } from "../refusal.ts";
import { param, type Call, type Route } from "../rest/route.ts";

/** Lets the call in, or refuses as GitHub would: 401 without credentials, 404 for what must stay unknown, 403 else. */
export function admit(route: Route, call: Call): void {
  const { actor } = call;
  if (route.auth === "jwt") return onlyAppItself(actor);
  if (actor.kind === "app") {
    throw new Refusal(403, "Resource not accessible by integration");
  }
  if (route.auth === "installation" && actor.kind !== "installation") {
    throw actor.kind === "nobody"
      ? new Refusal(401, "Requires authentication")
      : forbidden(
          "You must authenticate with an installation access token in order to list repositories for an installation.",
        );
  }
  if (route.path.startsWith("/repos/{owner}/{repo}")) return toRepository(route, call);
  if (
    route.needs !== undefined &&
    actor.kind === "installation" &&
    !satisfies(actor.permissions, route.needs)
  ) {
    throw notAccessible();
  }
}

function onlyAppItself(actor: Actor): void {
  if (actor.kind !== "app") throw new Refusal(401, "A JSON web token could not be decoded");
}

function toRepository(route: Route, call: Call): void {
  const { actor, ctx } = call;
  const repo = findRepo(ctx, param(call, "owner"), param(call, "repo"));
  if (repo === null || !canSee(ctx, actor, repo)) throw notFound();
  const needs = route.needs ?? ["metadata:read"];
  const writes = route.method !== "GET";
  switch (actor.kind) {
    case "installation":
      // A public repository outside the installation can be read like by anybody, never written.
      if (!covers(ctx, actor, repo) ? writes : !satisfies(actor.permissions, needs)) throw notAccessible();
      break;
    case "person":
      if (!hasRole(roleOf(ctx, repo, actor.login), roleFor(needs))) {
        throw forbidden(`Must have ${roleFor(needs)} rights to Repository.`);
      }
      break;
    case "app":
    case "nobody":
      if (writes) throw new Refusal(401, "Requires authentication");
  }
  if (writes && repo.archived) throw forbidden("Repository was archived so is read-only.");
}
