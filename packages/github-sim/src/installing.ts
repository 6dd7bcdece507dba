import type { Actor } from "./actor.ts";
import { nextId, stamp, type Context } from "./context.ts";
import { findApp, findRepo, installationRepos } from "./lookup.ts";
import type { Permissions } from "./permissions.ts";
import { installationShape } from "./shapes/app.ts";
import { nodeId } from "./shapes/urls.ts";
import type { Account, App, Installation, Repo } from "./world.ts";

export type NewInstallation = {
  app: App | string;
  account: string;
  /** Names within the account; `all` also takes those that come later. */
  repositories?: "all" | readonly string[];
  permissions?: Permissions;
};

/** What the owner of an account does with apps. The app hears of each by webhook. */
export function createInstalling(ctx: Context, save: () => void, account: (login: string) => Account) {
  function install(wish: NewInstallation): Installation {
    const app = typeof wish.app === "string" ? appBySlug(ctx, wish.app) : wish.app;
    const { login } = account(wish.account);
    const { repositories = "all" } = wish;
    const installation: Installation = {
      id: nextId(ctx),
      appId: app.id,
      account: login,
      permissions: { metadata: "read", ...(wish.permissions ?? app.permissions) },
      events: app.events,
      repositories:
        repositories === "all" ? "all" : repositories.map((name) => repoNamed(ctx, login, name).id),
      suspendedAt: null,
      suspendedBy: null,
      createdAt: stamp(ctx),
      updatedAt: stamp(ctx),
    };
    ctx.world.installations.push(installation);
    tell(ctx, installation, "installation", "created", {
      repositories: reposOf(ctx, installation),
      requester: null,
    });
    save();
    return installation;
  }

  function suspend(asked: Installation): void {
    const installation = current(ctx, asked);
    installation.suspendedAt = stamp(ctx);
    installation.suspendedBy = installation.account;
    tell(ctx, installation, "installation", "suspend", { repositories: reposOf(ctx, installation) });
    save();
  }

  function unsuspend(asked: Installation): void {
    const installation = current(ctx, asked);
    installation.suspendedAt = null;
    installation.suspendedBy = null;
    tell(ctx, installation, "installation", "unsuspend", { repositories: reposOf(ctx, installation) });
    save();
  }

  function uninstall(asked: Installation): void {
    const installation = current(ctx, asked);
    const repositories = reposOf(ctx, installation);
    ctx.world.installations = ctx.world.installations.filter((entry) => entry !== installation);
    tell(ctx, installation, "installation", "deleted", { repositories });
    save();
  }

  /** The owner agrees to what the app asks for now, or to less. */
  function setPermissions(asked: Installation, permissions: Permissions): void {
    const installation = current(ctx, asked);
    installation.permissions = { metadata: "read", ...permissions };
    installation.updatedAt = stamp(ctx);
    tell(ctx, installation, "installation", "new_permissions_accepted", {});
    save();
  }

  /** Which repositories the app may reach from now on. */
  function setRepositories(asked: Installation, names: readonly string[]): void {
    const installation = current(ctx, asked);
    const before = installationRepos(ctx, installation);
    const after = names.map((name) => repoNamed(ctx, installation.account, name));
    installation.repositories = after.map((repo) => repo.id);
    const added = after.filter((repo) => !before.includes(repo)).map(repoLine);
    const removed = before.filter((repo) => !after.includes(repo)).map(repoLine);
    const changed = {
      repository_selection: "selected",
      repositories_added: added,
      repositories_removed: removed,
      requester: null,
    };
    if (added.length > 0)
      tell(ctx, installation, "installation_repositories", "added", { ...changed, repositories_removed: [] });
    if (removed.length > 0)
      tell(ctx, installation, "installation_repositories", "removed", { ...changed, repositories_added: [] });
    save();
  }

  /** What GitHub sends when a webhook is set up. */
  function ping(app: App): void {
    const actor: Actor = { kind: "person", login: app.owner, token: null };
    const hook = {
      type: "App",
      id: app.webhook?.id ?? 0,
      name: "web",
      active: true,
      events: app.events,
      app_id: app.id,
      config: { url: app.webhook?.url ?? "", content_type: "json", insecure_ssl: "0", secret: "********" },
      created_at: app.createdAt,
      updated_at: app.createdAt,
    };
    const payload = { zen: "Keep it logically awesome.", hook_id: hook.id, hook };
    ctx.emit({ event: "ping", actor, repo: null, onlyApp: app.id, payload });
    save();
  }

  return { install, suspend, unsuspend, uninstall, setPermissions, setRepositories, ping };
}

/** The installation as it stands now: a restore replaces the whole world, callers may hold the one before. */
function current(ctx: Context, asked: Installation): Installation {
  const found = ctx.world.installations.find((entry) => entry.id === asked.id);
  if (found === undefined) throw new Error(`There is no installation ${asked.id} any more.`);
  return found;
}

export function appBySlug(ctx: Context, slug: string): App {
  const app = ctx.world.apps.find((candidate) => candidate.slug === slug);
  if (app === undefined) throw new Error(`There is no app "${slug}". Make it with createApp first.`);
  return app;
}

function repoNamed(ctx: Context, owner: string, name: string): Repo {
  const repo = findRepo(ctx, owner, name);
  if (repo === null)
    throw new Error(`There is no repository ${owner}/${name}. Make it with createRepo first.`);
  return repo;
}

const repoLine = (repo: Repo) => ({
  id: repo.id,
  node_id: nodeId("R", repo.id),
  name: repo.name,
  full_name: `${repo.owner}/${repo.name}`,
  private: repo.private,
});

const reposOf = (ctx: Context, installation: Installation) =>
  installationRepos(ctx, installation).map(repoLine);

function tell(ctx: Context, installation: Installation, event: string, action: string, more: object): void {
  const app = findApp(ctx, installation.appId);
  if (app === null) return;
  const actor: Actor = { kind: "person", login: installation.account, token: null };
  const payload = { installation: installationShape(ctx, installation), ...more };
  const { id: installationId } = installation;
  ctx.emit({ event, action, actor, repo: null, onlyApp: app.id, installationId, payload });
}
