import type { Actor } from "../actor.ts";
import type { Context } from "../context.ts";
import { findAccount, roleOf } from "../lookup.ts";
import { userShape } from "../shapes/user.ts";
import type { Issue, Repo } from "../world.ts";
import { announce } from "./announce.ts";
import { recordEvent } from "./events.ts";

/** https://docs.github.com/en/rest/issues/assignees#add-assignees-to-an-issue */
export const assigneesMax = 10;

/** Only people with access can be assigned. */
export function isAssignable(ctx: Context, repo: Repo, login: string): boolean {
  const account = findAccount(ctx, login);
  if (account?.kind !== "User") return false;
  const invited =
    repo.collaborators.some((entry) => entry.login === account.login) || repo.owner === account.login;
  return invited && roleOf(ctx, repo, account.login) !== null;
}

/** Unknown people and everyone above the tenth are dropped without a word, as GitHub does. */
export function assign(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: Issue,
  logins: readonly string[],
): void {
  for (const wanted of logins) {
    if (!isAssignable(ctx, repo, wanted) || issue.assignees.length >= assigneesMax) continue;
    const login = findAccount(ctx, wanted)?.login ?? wanted;
    if (issue.assignees.includes(login)) continue;
    issue.assignees.push(login);
    recordEvent(ctx, issue, actor, "assigned", { assignee: login });
    announce(ctx, actor, repo, issue, "assigned", { assignee: userShape(ctx, login) });
  }
}

export function unassign(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: Issue,
  logins: readonly string[],
): void {
  for (const login of issue.assignees.filter((held) =>
    logins.some((name) => name.toLowerCase() === held.toLowerCase()),
  )) {
    issue.assignees = issue.assignees.filter((held) => held !== login);
    recordEvent(ctx, issue, actor, "unassigned", { assignee: login });
    announce(ctx, actor, repo, issue, "unassigned", { assignee: userShape(ctx, login) });
  }
}

export function setAssignees(
  ctx: Context,
  actor: Actor,
  repo: Repo,
  issue: Issue,
  logins: readonly string[],
): void {
  const kept = new Set(logins.map((login) => login.toLowerCase()));
  unassign(
    ctx,
    actor,
    repo,
    issue,
    issue.assignees.filter((login) => !kept.has(login.toLowerCase())),
  );
  assign(ctx, actor, repo, issue, logins);
}
