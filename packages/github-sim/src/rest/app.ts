import { issueToken, type TokenWish } from "../auth/tokens.ts";
import { installationFor, installationRepos, covers } from "../lookup.ts";
import { notFound } from "../refusal.ts";
import { appShape, installationShape } from "../shapes/app.ts";
import { repoShape } from "../shapes/repo.ts";
import type { App, Installation } from "../world.ts";
import { paged, pagedIn } from "./paging.ts";
import {
  bodyOf,
  created,
  noContent,
  numberParam,
  ok,
  param,
  repoOf,
  type Call,
  type Route,
} from "./route.ts";

/** The app behind a JWT; the door lets nobody else in here. */
export function appOf(call: Call): App {
  if (call.actor.kind !== "app") throw notFound();
  return call.actor.app;
}

function installationOf(call: Call): Installation {
  const id = numberParam(call, "installation_id");
  const app = appOf(call);
  const found = call.ctx.world.installations.find((entry) => entry.id === id && entry.appId === app.id);
  if (found === undefined) throw notFound();
  return found;
}

export const appRoutes: Route[] = [
  { method: "GET", path: "/app", auth: "jwt", run: (call) => ok(getApp(call)) },
  {
    method: "GET",
    path: "/app/installations",
    auth: "jwt",
    run(call) {
      const mine = call.ctx.world.installations.filter((entry) => entry.appId === appOf(call).id);
      return paged(call, mine, (entry) => installationShape(call.ctx, entry));
    },
  },
  {
    method: "GET",
    path: "/app/installations/{installation_id}",
    auth: "jwt",
    run: (call) => ok(installationShape(call.ctx, installationOf(call))),
  },
  {
    method: "POST",
    path: "/app/installations/{installation_id}/access_tokens",
    auth: "jwt",
    run(call) {
      const installation = installationOf(call);
      const token = issueToken(call.ctx, installation, bodyOf<TokenWish>(call));
      const narrowed = call.ctx.world.repos.filter((repo) => token.repositories?.includes(repo.id));
      const selected = token.repositories !== null || installation.repositories !== "all";
      return created({
        token: token.token,
        expires_at: token.expiresAt,
        permissions: token.permissions,
        repository_selection: selected ? "selected" : "all",
        ...(token.repositories === null
          ? {}
          : { repositories: narrowed.map((repo) => repoShape(call.ctx, repo)) }),
      });
    },
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/installation",
    auth: "jwt",
    run(call) {
      const installation = installationFor(call.ctx, appOf(call), repoOf(call));
      if (installation === null) throw notFound();
      return ok(installationShape(call.ctx, installation));
    },
  },
  {
    method: "GET",
    path: "/orgs/{org}/installation",
    auth: "jwt",
    run: (call) => ok(installationShape(call.ctx, installationOn(call, param(call, "org")))),
  },
  {
    method: "GET",
    path: "/users/{username}/installation",
    auth: "jwt",
    run: (call) => ok(installationShape(call.ctx, installationOn(call, param(call, "username")))),
  },
  {
    method: "GET",
    path: "/installation/repositories",
    auth: "installation",
    run(call) {
      const { actor } = call;
      if (actor.kind !== "installation") throw notFound();
      const repos = installationRepos(call.ctx, actor.installation).filter((repo) =>
        covers(call.ctx, actor, repo),
      );
      return pagedIn(call, "repositories", repos, (repo) => repoShape(call.ctx, repo));
    },
  },
  {
    method: "DELETE",
    path: "/installation/token",
    auth: "installation",
    run(call) {
      const { actor, ctx } = call;
      if (actor.kind !== "installation") throw notFound();
      ctx.world.tokens = ctx.world.tokens.filter((entry) => entry.token !== actor.token);
      return noContent;
    },
  },
];

function getApp(call: Call) {
  const app = appOf(call);
  const count = call.ctx.world.installations.filter((entry) => entry.appId === app.id).length;
  return { ...appShape(call.ctx, app), installations_count: count };
}

function installationOn(call: Call, login: string): Installation {
  const app = appOf(call);
  const found = call.ctx.world.installations.find(
    (entry) => entry.appId === app.id && entry.account.toLowerCase() === login.toLowerCase(),
  );
  if (found === undefined) throw notFound();
  return found;
}
