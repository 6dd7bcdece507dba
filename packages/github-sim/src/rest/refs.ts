import { moveRef } from "../acts/refs.ts";
import { mustBe } from "../acts/rights.ts";
import { notFound, unprocessable } from "../refusal.ts";
import { repoApi } from "../shapes/urls.ts";
import type { Repo } from "../world.ts";
import { bodyOf, created, noContent, ok, param, repoOf, type Call, type Route } from "./route.ts";

const git = "/repos/{owner}/{repo}/git";

function refShape(call: Call, repo: Repo, name: string, sha: string) {
  return {
    ref: name,
    node_id: `REF_${Buffer.from(`${repo.id}:${name}`).toString("base64url")}`,
    url: `${repoApi(call.ctx, repo)}/git/${name}`,
    object: { sha, type: "commit", url: `${repoApi(call.ctx, repo)}/git/commits/${sha}` },
  };
}

export const refRoutes: Route[] = [
  {
    method: "GET",
    path: `${git}/ref/{ref}`,
    needs: ["contents:read"],
    run(call) {
      const name = `refs/${param(call, "ref")}`;
      const sha = call.ctx.git(repoOf(call)).ref(name);
      if (sha === null) throw notFound();
      return ok(refShape(call, repoOf(call), name, sha));
    },
  },
  {
    method: "GET",
    path: `${git}/matching-refs/{ref}`,
    needs: ["contents:read"],
    run(call) {
      const refs = call.ctx.git(repoOf(call)).refs(`refs/${param(call, "ref")}`);
      return ok([...refs].map(([name, sha]) => refShape(call, repoOf(call), name, sha)));
    },
  },
  {
    method: "POST",
    path: `${git}/refs`,
    needs: ["contents:write"],
    window: "ref",
    run(call) {
      const repo = repoOf(call);
      const { ref, sha } = bodyOf<{ ref: string; sha: string }>(call);
      mustBe(call.ctx, call.actor, repo, "write", "create branches");
      if (!/^refs\/(heads|tags)\/./.test(ref))
        throw unprocessable("Reference name must start with 'refs/' and have at least two slashes");
      const store = call.ctx.git(repo);
      if (store.ref(ref) !== null) throw unprocessable("Reference already exists");
      if (store.commit(sha) === null) throw unprocessable("Object does not exist");
      moveRef(call.ctx, call.actor, repo, { name: ref, from: null, to: sha });
      return created(refShape(call, repo, ref, sha));
    },
  },
  {
    method: "PATCH",
    path: `${git}/refs/{ref}`,
    needs: ["contents:write"],
    window: "ref",
    run(call) {
      const repo = repoOf(call);
      const name = `refs/${param(call, "ref")}`;
      const { sha, force = false } = bodyOf<{ sha: string; force?: boolean }>(call);
      const store = call.ctx.git(repo);
      const from = store.ref(name);
      if (from === null) throw unprocessable("Reference does not exist");
      if (store.commit(sha) === null) throw unprocessable("Object does not exist");
      const isForward = store.isAncestor(from, sha);
      if (!isForward && !force) throw unprocessable("Update is not a fast forward");
      if (from !== sha) moveRef(call.ctx, call.actor, repo, { name, from, to: sha, isForced: !isForward });
      return ok(refShape(call, repo, name, sha));
    },
  },
  {
    method: "DELETE",
    path: `${git}/refs/{ref}`,
    needs: ["contents:write"],
    window: "ref",
    run(call) {
      const repo = repoOf(call);
      const name = `refs/${param(call, "ref")}`;
      deleteRef(call, repo, name);
      return noContent;
    },
  },
];

function deleteRef(call: Call, repo: Repo, name: string): void {
  const from = call.ctx.git(repo).ref(name);
  if (from === null) throw unprocessable("Reference does not exist");
  if (name === `refs/heads/${repo.defaultBranch}`) throw unprocessable("Cannot delete the default branch");
  moveRef(call.ctx, call.actor, repo, { name, from, to: null });
}
