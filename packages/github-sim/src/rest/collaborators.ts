import { assign, isAssignable, unassign } from "../acts/assignees.ts";
import { mustBe } from "../acts/rights.ts";
import { findAccount, roleOf } from "../lookup.ts";
import { hasRole, type Role } from "../permissions.ts";
import { notFound } from "../refusal.ts";
import { issueShape } from "../shapes/issue.ts";
import { userShape } from "../shapes/user.ts";
import { paged } from "./paging.ts";
import { bodyOf, created, issueOf, noContent, ok, param, repoOf, type Call, type Route } from "./route.ts";

const base = "/repos/{owner}/{repo}";
const write = ["issues:write", "pull_requests:write"] as const;

/** The older name of a role: the five new ones are told apart only by `role_name`. */
const permissionName: Record<Role, string> = {
  admin: "admin",
  maintain: "write",
  write: "write",
  triage: "read",
  read: "read",
};

function rights(role: Role | null) {
  return {
    admin: hasRole(role, "admin"),
    maintain: hasRole(role, "maintain"),
    push: hasRole(role, "write"),
    triage: hasRole(role, "triage"),
    pull: hasRole(role, "read"),
  };
}

export const collaboratorRoutes: Route[] = [
  {
    method: "GET",
    path: `${base}/collaborators`,
    needs: ["metadata:read"],
    run(call) {
      const repo = repoOf(call);
      mustBe(call.ctx, call.actor, repo, "write", "list collaborators");
      const wanted = call.query.get("permission");
      const key =
        wanted === "push" ||
        wanted === "pull" ||
        wanted === "triage" ||
        wanted === "maintain" ||
        wanted === "admin"
          ? wanted
          : null;
      const found = repo.collaborators.filter(({ role }) => key === null || rights(role)[key]);
      return paged(call, found, ({ login, role }) => ({
        ...userShape(call.ctx, login),
        permissions: rights(role),
        role_name: role,
      }));
    },
  },
  {
    method: "GET",
    path: `${base}/collaborators/{username}`,
    needs: ["metadata:read"],
    run(call) {
      const login = param(call, "username").toLowerCase();
      const isOne = repoOf(call).collaborators.some((entry) => entry.login.toLowerCase() === login);
      if (!isOne) throw notFound();
      return noContent;
    },
  },
  {
    method: "GET",
    path: `${base}/collaborators/{username}/permission`,
    needs: ["metadata:read"],
    run(call) {
      const account = findAccount(call.ctx, param(call, "username"));
      if (account === null) throw notFound();
      const role = roleOf(call.ctx, repoOf(call), account.login);
      const user = {
        ...userShape(call.ctx, account.login),
        permissions: rights(role),
        role_name: role ?? "none",
      };
      return ok({
        permission: role === null ? "none" : permissionName[role],
        role_name: role ?? "none",
        user,
      });
    },
  },
  {
    method: "GET",
    path: `${base}/assignees`,
    needs: ["issues:read", "pull_requests:read"],
    run(call) {
      const logins = call.ctx.world.accounts.map((account) => account.login);
      const found = logins.filter((login) => isAssignable(call.ctx, repoOf(call), login));
      return paged(call, found, (login) => userShape(call.ctx, login));
    },
  },
  {
    method: "GET",
    path: `${base}/assignees/{assignee}`,
    needs: ["issues:read", "pull_requests:read"],
    run(call) {
      if (!isAssignable(call.ctx, repoOf(call), param(call, "assignee"))) throw notFound();
      return noContent;
    },
  },
  {
    method: "POST",
    path: `${base}/issues/{issue_number}/assignees`,
    needs: write,
    run(call) {
      assign(call.ctx, call.actor, repoOf(call), issueOf(call), asked(call));
      return created(issueShape(call.ctx, repoOf(call), issueOf(call)));
    },
  },
  {
    method: "DELETE",
    path: `${base}/issues/{issue_number}/assignees`,
    needs: write,
    run(call) {
      unassign(call.ctx, call.actor, repoOf(call), issueOf(call), asked(call));
      return ok(issueShape(call.ctx, repoOf(call), issueOf(call)));
    },
  },
];

function asked(call: Call): string[] {
  mustBe(call.ctx, call.actor, repoOf(call), "triage", "assign people");
  return bodyOf<{ assignees?: string[] }>(call).assignees ?? [];
}
