export type Role = "admin" | "maintain" | "write" | "triage" | "read";

export type Level = "read" | "write" | "admin";
export type Permissions = Record<string, Level>;

/** Permissions an operation needs: any one of the entries is enough, `issues:write`. */
export type Needs = readonly `${string}:${Level}`[];

const levels: Record<Level, number> = { read: 1, write: 2, admin: 3 };
const roles: Record<Role, number> = { read: 1, triage: 2, write: 3, maintain: 4, admin: 5 };

export function hasLevel(held: Level | undefined, needed: Level): boolean {
  return held !== undefined && levels[held] >= levels[needed];
}

export function satisfies(held: Permissions, needs: Needs): boolean {
  return needs.some((need) => {
    const [name = "", level] = need.split(":");
    // Every app may read metadata; GitHub adds it to whatever is asked.
    if (name === "metadata" && level === "read") return true;
    return hasLevel(held[name], level as Level);
  });
}

export function hasRole(held: Role | null, needed: Role): boolean {
  return held !== null && roles[held] >= roles[needed];
}

/**
 * The least role in a repository that gives a person what an app would need this permission for.
 * https://docs.github.com/en/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
 */
export function roleFor(needs: Needs): Role {
  const candidates = needs.map((need): Role => {
    const [name = "", level = "read"] = need.split(":");
    if (level === "read") return "read";
    if (level === "admin" || name === "administration") return "admin";
    return name === "issues" || name === "pull_requests" ? "read" : "write";
  });
  return candidates.sort((a, b) => roles[a] - roles[b])[0] ?? "read";
}

/**
 * The permission an app must have before it may subscribe to an event.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export const permissionForEvent: Record<string, string> = {
  issues: "issues",
  issue_comment: "issues",
  label: "issues",
  milestone: "issues",
  sub_issues: "issues",
  push: "contents",
  create: "contents",
  delete: "contents",
  release: "contents",
  commit_comment: "contents",
  repository_dispatch: "contents",
  pull_request: "pull_requests",
  pull_request_review: "pull_requests",
  pull_request_review_comment: "pull_requests",
  pull_request_review_thread: "pull_requests",
  check_run: "checks",
  check_suite: "checks",
  status: "statuses",
  deployment: "deployments",
  deployment_status: "deployments",
  deployment_protection_rule: "deployments",
  workflow_run: "actions",
  workflow_job: "actions",
  workflow_dispatch: "contents",
  member: "members",
  membership: "members",
  repository: "metadata",
  star: "metadata",
  dependabot_alert: "vulnerability_alerts",
  secret_scanning_alert: "secret_scanning_alerts",
  code_scanning_alert: "security_events",
};
