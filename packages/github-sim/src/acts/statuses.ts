import { loginOf, type Actor } from "../actor.ts";
import { nextId, stamp, type Context } from "../context.ts";
import { statusShape } from "../shapes/check.ts";
import { nodeId, repoApi } from "../shapes/urls.ts";
import type { CommitStatus, Repo } from "../world.ts";

export type StatusWish = {
  sha: string;
  state: CommitStatus["state"];
  context: string;
  description?: string | null;
  targetUrl?: string | null;
};

/** A commit status, as a CI without checks sets it. A later one of the same context stands beside the earlier. */
export function reportStatus(ctx: Context, actor: Actor, repo: Repo, wish: StatusWish): CommitStatus {
  const { sha, state, context, description = null, targetUrl = null } = wish;
  const status: CommitStatus = {
    id: nextId(ctx),
    sha,
    state,
    description,
    targetUrl,
    context,
    creator: loginOf(actor),
    createdAt: stamp(ctx),
  };
  repo.statuses.push(status);
  const { description: words, target_url, created_at, updated_at } = statusShape(ctx, repo, status);
  const git = ctx.git(repo);
  const commit = { sha, url: `${repoApi(ctx, repo)}/commits/${sha}` };
  const payload = {
    id: status.id,
    sha,
    name: `${repo.owner}/${repo.name}`,
    context,
    state,
    description: words,
    target_url,
    avatar_url: null,
    created_at,
    updated_at,
    commit: { ...commit, node_id: nodeId("C", status.id) },
    branches: git
      .branches()
      .filter((branch) => git.head(branch.name) === sha)
      .map(({ name }) => ({ name, commit, protected: false })),
  };
  ctx.emit({ event: "status", actor, repo, payload });
  return status;
}
