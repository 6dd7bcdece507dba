import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { findRepo } from "../lookup.ts";
import { unprocessable } from "../refusal.ts";
import type { Repo } from "../world.ts";
import { mustBe } from "./rights.ts";

/** The repository keeps its id and all that is in it. Its old names lead to it until somebody takes one. */
export function renameRepo(ctx: Context, actor: Actor, repo: Repo, name: string): void {
  mustBe(ctx, actor, repo, "admin", "rename repositories");
  if (findRepo(ctx, repo.owner, name) !== null) throw unprocessable("name already exists on this account");
  const from = repo.name;
  repo.formerNames = [...(repo.formerNames ?? []), `${repo.owner}/${from}`];
  repo.name = name;
  const changes = { repository: { name: { from } } };
  ctx.emit({ event: "repository", action: "renamed", actor, repo, payload: { changes } });
}
