import { seenIn, type Github, type Octokit, type SeenIssue } from "@muster/github";
import type { Actor } from "@muster/incident";
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

/**
 * Whoever edited an issue that GitHub names no editor of. An issue of ours is edited by nobody who may not write here; one that a person
 * opened is edited by that person too.
 */
export async function anybodyOnGithub(
  github: Github,
  { repo }: KnownWorkspace,
  number: number,
): Promise<Actor> {
  const data = await askIssue(github, repo, number);
  const author = data?.user ?? null;
  const isResponder =
    author !== null && (author.type === "Bot" || (await mayRespond(github, repo, author.login)));
  const person = { name: "somebody on GitHub", discord: null, github: null };
  return { person, via: "github", isResponder, groups: [], inRoom: false };
}

/** An issue as it is now; null when it is gone. */
export async function readIssue(github: Github, repo: Repo, number: number): Promise<IssueNow | null> {
  const data = await askIssue(github, repo, number);
  return data === null ? null : { ...seenIn(data), stateReason: data.state_reason ?? null };
}

type AskedIssue = Awaited<ReturnType<Octokit["rest"]["issues"]["get"]>>["data"];

/** All that GitHub tells of an issue; null when it is gone, or moved to where another number is its own. */
export async function askIssue(github: Github, repo: Repo, number: number): Promise<AskedIssue | null> {
  const octokit = await github.forRepo(repo, "issues");
  try {
    const { data } = await octokit.rest.issues.get({
      owner: repo.owner,
      repo: repo.name,
      issue_number: number,
    });
    return data.number === number ? data : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** An issue with the reason why it was closed, as GitHub has it. */
export type IssueNow = SeenIssue & {
  stateReason: "completed" | "not_planned" | "duplicate" | "reopened" | null;
};

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "status" in error && (error.status === 404 || error.status === 410);
}
