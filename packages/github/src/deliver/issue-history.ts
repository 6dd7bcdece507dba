import type { Octokit } from "@octokit/rest";
import type { HistoryLine } from "../issue-acts.ts";
import { named, type Repo } from "./repository.ts";

/** GitHub's own stand-in for somebody who has left. */
const ghost = { id: 10_137, login: "ghost", isBot: false };

/** The issue's own history, the oldest first. */
export async function readHistory(octokit: Octokit, repo: Repo, number: number): Promise<HistoryLine[]> {
  const events = await octokit.paginate(octokit.rest.issues.listEvents, {
    ...named(repo),
    issue_number: number,
    per_page: 100,
  });
  return events.map((event) => {
    // An assignment is told in the name of whoever was assigned; `assigner` is who did it.
    const who = ("assigner" in event ? event.assigner : null) ?? event.actor;
    return {
      id: event.id,
      event: event.event,
      by: who == null ? ghost : { id: who.id, login: who.login, isBot: who.type === "Bot" },
      at: event.created_at,
      label: ("label" in event ? event.label.name : null) ?? null,
      assignee: ("assignee" in event ? event.assignee?.login : null) ?? null,
    };
  });
}

/**
 * The person's last words before then, within the span: the comment that they closed or reopened the issue with. Null when there is none;
 * a command to Muster is none.
 */
export async function lastWords(
  octokit: Octokit,
  repo: Repo,
  { number, login, at, withinMs }: { number: number; login: string; at: string; withinMs: number },
): Promise<string | null> {
  const until = new Date(at).getTime();
  const from = until - withinMs;
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...named(repo),
    issue_number: number,
    since: new Date(from).toISOString(),
    per_page: 100,
  });
  const said = comments.findLast(({ user, created_at, body }) => {
    const saidAt = new Date(created_at).getTime();
    const isTheirs = user?.login.toLowerCase() === login.toLowerCase();
    // GitHub counts in whole seconds, and writes the comment of "close with comment" down on either side of the closing.
    return isTheirs && saidAt >= from && saidAt <= until + 1_000 && !isCommand(body ?? "");
  });
  return said?.body?.trim() || null;
}

const isCommand = (body: string): boolean => /^\s*\/\w/.test(body);
