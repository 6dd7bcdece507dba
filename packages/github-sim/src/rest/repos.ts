import { findAccount, roleOf } from "../lookup.ts";
import { notFound, Refusal } from "../refusal.ts";
import { loginOf } from "../actor.ts";
import { appShape } from "../shapes/app.ts";
import { fullRepoShape } from "../shapes/repo.ts";
import { userShape } from "../shapes/user.ts";
import type { Repo } from "../world.ts";
import { ok, param, repoOf, type Call, type Route } from "./route.ts";

export const repoRoutes: Route[] = [
  {
    method: "GET",
    path: "/repos/{owner}/{repo}",
    needs: ["metadata:read"],
    run: (call) => ok(fullRepoShape(call.ctx, repoOf(call), call.actor)),
  },
  {
    method: "GET",
    path: "/rate_limit",
    auth: "any",
    run: (call) =>
      ok(call.ctx.rateLimit(call.actor.kind === "installation" ? `token ${call.actor.token}` : "")),
  },
  {
    method: "GET",
    path: "/users/{username}",
    auth: "any",
    run: (call) => ok(publicUser(call, param(call, "username"))),
  },
  {
    method: "GET",
    path: "/user",
    auth: "any",
    run(call) {
      if (call.actor.kind === "nobody") throw new Refusal(401, "Requires authentication");
      if (call.actor.kind !== "person") throw new Refusal(403, "Resource not accessible by integration");
      return ok(publicUser(call, loginOf(call.actor)));
    },
  },
  {
    method: "GET",
    path: "/apps/{app_slug}",
    auth: "any",
    run(call) {
      const app = call.ctx.world.apps.find((candidate) => candidate.slug === param(call, "app_slug"));
      if (app === undefined) throw notFound();
      return ok(appShape(call.ctx, app));
    },
  },
];

function publicUser(call: Call, login: string) {
  const account = findAccount(call.ctx, login);
  if (account === null) throw notFound();
  const isMine = (repo: Repo) =>
    repo.owner === account.login && roleOf(call.ctx, repo, account.login) !== null;
  return {
    ...userShape(call.ctx, account.login),
    name: account.name,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: call.ctx.world.repos.filter((repo) => !repo.private && isMine(repo)).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}
