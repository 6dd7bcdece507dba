import { seenIn, type Github, type SeenIssue } from "@muster/github";
import type { KnownWorkspace } from "./known-workspace.ts";

type Repo = KnownWorkspace["repo"];

/** Whether somebody may work on issues here. GitHub answers `write` also for the role maintain, and `read` for triage. */
export async function mayRespond(github: Github, repo: Repo, login: string): Promise<boolean> {
  const octokit = await github.forRepo(repo, "issues");
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
      owner: repo.owner,
      repo: repo.name,
      username: login,
    });
    return ["admin", "maintain", "write", "triage"].includes(data.role_name ?? data.permission);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** An issue as it is now; null when it is gone. */
export async function readIssue(github: Github, repo: Repo, number: number): Promise<SeenIssue | null> {
  const octokit = await github.forRepo(repo, "issues");
  try {
    const { data } = await octokit.rest.issues.get({
      owner: repo.owner,
      repo: repo.name,
      issue_number: number,
    });
    return data.number === number ? seenIn(data) : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "status" in error && (error.status === 404 || error.status === 410);
}
