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

/** The last of these labels that a person put on the issue, whether it is still there or not; null when GitHub tells of none. */
export async function lastLabelByPerson(
  github: Github,
  repo: Repo,
  number: number,
  isMeant: (label: string) => boolean,
): Promise<string | null> {
  const octokit = await github.forRepo(repo, "issues");
  const events = await octokit.paginate(octokit.rest.issues.listEvents, {
    owner: repo.owner,
    repo: repo.name,
    issue_number: number,
    per_page: 100,
  });
  const labels = events.flatMap((event) => {
    const isByPerson = event.event === "labeled" && event.actor?.type !== "Bot";
    const name = "label" in event ? event.label.name : null;
    return isByPerson && name != null && isMeant(name) ? [name] : [];
  });
  return labels.at(-1) ?? null;
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "status" in error && (error.status === 404 || error.status === 410);
}
