import type { Actor } from "./actor.ts";
import type { Context } from "./context.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { Role } from "./permissions.ts";
import type { Account, App, Installation, Issue, Pull, Repo } from "./world.ts";

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

export function findAccount(ctx: Context, login: string): Account | null {
  return ctx.world.accounts.find((account) => same(account.login, login)) ?? null;
}

export function findRepo(ctx: Context, owner: string, name: string): Repo | null {
  return ctx.world.repos.find((repo) => same(repo.owner, owner) && same(repo.name, name)) ?? null;
}

export function findApp(ctx: Context, id: number | null): App | null {
  return ctx.world.apps.find((app) => app.id === id) ?? null;
}

export function findIssue(repo: Repo, number: number): Issue {
  const issue = repo.issues.find((candidate) => candidate.number === number);
  if (issue !== undefined) return issue;
  const gone = repo.gone.find((entry) => entry.number === number);
  if (gone === undefined) throw notFound();
  if (gone.movedTo === null) throw new Refusal(410, "This issue was deleted");
  throw new Refusal(301, "Moved Permanently", { headers: { location: gone.movedTo } });
}

export type PullIssue = Issue & { pull: Pull };

export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== null;
}

export function findPull(repo: Repo, number: number): PullIssue {
  const issue = findIssue(repo, number);
  if (!isPull(issue)) throw notFound();
  return issue;
}

/** The role of a person in a repository; reading a public one is everybody's. */
export function roleOf(ctx: Context, repo: Repo, login: string): Role | null {
  if (same(repo.owner, login)) return "admin";
  const entry = repo.collaborators.find((collaborator) => same(collaborator.login, login));
  if (entry !== undefined) return entry.role;
  return repo.private || findAccount(ctx, login) === null ? null : "read";
}

export function installationRepos(ctx: Context, installation: Installation): Repo[] {
  const { repositories } = installation;
  return ctx.world.repos.filter((repo) =>
    repositories === "all" ? same(repo.owner, installation.account) : repositories.includes(repo.id),
  );
}

/** The installation of an app that covers a repository. */
export function installationFor(ctx: Context, app: App, repo: Repo): Installation | null {
  return (
    ctx.world.installations.find(
      (installation) => installation.appId === app.id && installationRepos(ctx, installation).includes(repo),
    ) ?? null
  );
}

/** Whether the asker can see that the repository exists. */
export function canSee(ctx: Context, actor: Actor, repo: Repo): boolean {
  if (!repo.private) return true;
  switch (actor.kind) {
    case "installation":
      return covers(ctx, actor, repo);
    case "person":
      return roleOf(ctx, repo, actor.login) !== null;
    case "app":
      return installationFor(ctx, actor.app, repo) !== null;
    case "nobody":
      return false;
  }
}

/** Whether an installation token reaches a repository, after narrowing. */
export function covers(ctx: Context, actor: Actor & { kind: "installation" }, repo: Repo): boolean {
  return (
    installationRepos(ctx, actor.installation).includes(repo) &&
    (actor.repositories === null || actor.repositories.includes(repo.id))
  );
}
