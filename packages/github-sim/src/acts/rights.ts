import { loginOf, type Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { roleOf } from "../lookup.ts";
import { hasLevel, hasRole, type Role } from "../permissions.ts";
import { forbidden } from "../refusal.ts";
import type { Issue, Repo } from "../world.ts";

/** Whether the actor may do what takes this role; an installation is measured by the permission instead. */
export function may(ctx: Context, actor: Actor, repo: Repo, role: Role, permission: string): boolean {
  if (actor.kind === "installation")
    return hasLevel(actor.permissions[permission], role === "read" ? "read" : "write");
  return actor.kind === "person" && hasRole(roleOf(ctx, repo, actor.login), role);
}

export function mustBe(ctx: Context, actor: Actor, repo: Repo, role: Role, what: string): void {
  if (actor.kind !== "person") return;
  const held = roleOf(ctx, repo, actor.login);
  if (hasRole(held, role)) return;
  throw forbidden(
    `${actor.login} may not ${what} in ${repo.owner}/${repo.name}: that takes ${role}, and they have ${held ?? "no access"}.`,
  );
}

/** Authors may change and close what they wrote; others need the role. */
export function mustOwnOrBe(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: Issue,
  role: Role,
  what: string,
): void {
  if (issue.author === loginOf(actor)) return;
  mustBe(ctx, actor, repo, role, what);
}
