import type { Octokit } from "@octokit/rest";
import type { AnswerOnIssue, Verdict } from "@muster/incident";
import { answersMark, putAnswer } from "@muster/templates";
import { isStatus, named, type Repo } from "./repository.ts";

/** Ours is among the first where anybody ever asked for something. Whoever has this many comments gets a new one. */
const pagesMax = 30;

const reactions = { done: "+1", refused: "confused", told: "eyes" } as const satisfies Record<
  AnswerOnIssue["outcome"],
  string
>;

/**
 * Writes an answer into the one comment that answers stand in, and makes that comment if there is none. By listing first, always: an
 * earlier try may have made it without anybody knowing. An issue that is gone has nobody to answer.
 */
export async function answerOnIssue(
  octokit: Octokit,
  repo: Repo,
  { key, answer, botLogin, now }: { key: string; answer: AnswerOnIssue; botLogin: string; now: Date },
): Promise<Verdict> {
  const at = { ...named(repo), issue_number: answer.issue };
  try {
    const known = await findAnswers(octokit, at, botLogin);
    const body = putAnswer(known?.body ?? null, { ...answer, key, at: now });
    const { id, url } =
      (known && (await edit(octokit, repo, known, body))) ?? (await create(octokit, at, body));
    await react(octokit, repo, answer);
    return { verdict: "sent", remote: { id: String(id), url, rendered: null, extra: {} } };
  } catch (error) {
    if (await isGone(octokit, repo, error)) return { verdict: "sent", remote: null };
    if (isLocked(error)) {
      return {
        verdict: "never",
        why: `Issue #${answer.issue} is locked, so ${answer.to} got no answer there.`,
        fix: `Unlock the conversation of issue #${answer.issue}, or answer ${answer.to} yourself.`,
      };
    }
    throw error;
  }
}

type Place = { owner: string; repo: string; issue_number: number };
type Known = { id: number; url: string; body: string };

async function findAnswers(octokit: Octokit, at: Place, botLogin: string): Promise<Known | null> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, { ...at, per_page: 100 });
  let page = 0;
  for await (const { data } of pages) {
    const found = data.find(
      ({ user, body }) => user?.login === botLogin && body?.startsWith(answersMark) === true,
    );
    if (found !== undefined) return { id: found.id, url: found.html_url, body: found.body ?? "" };
    page += 1;
    if (page >= pagesMax) break;
  }
  return null;
}

async function create(octokit: Octokit, at: Place, body: string): Promise<Omit<Known, "body">> {
  const { data } = await octokit.rest.issues.createComment({ ...at, body });
  return { id: data.id, url: data.html_url };
}

/** Null when somebody has just deleted it. */
async function edit(
  octokit: Octokit,
  repo: Repo,
  { id, url, body: before }: Known,
  body: string,
): Promise<Omit<Known, "body"> | null> {
  try {
    if (body !== before) await octokit.rest.issues.updateComment({ ...named(repo), comment_id: id, body });
    return { id, url };
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

/** A nod at what was written. It says nothing that the answer does not say, so it may fail. */
async function react(octokit: Octokit, repo: Repo, { comment, outcome }: AnswerOnIssue): Promise<void> {
  if (comment === null) return;
  try {
    await octokit.rest.reactions.createForIssueComment({
      ...named(repo),
      comment_id: comment,
      content: reactions[outcome],
    });
  } catch {
    // The comment may be gone, and the answer stands where people look.
  }
}

/** GitHub says 404 as well when the App may not see the repository at all: then people must hear of it. */
async function isGone(octokit: Octokit, repo: Repo, error: unknown): Promise<boolean> {
  if (isStatus(error, 410)) return !/issues (are|has been) disabled/i.test(error.message);
  if (!isStatus(error, 404)) return false;
  await octokit.rest.repos.get(named(repo));
  return true;
}

const isLocked = (error: unknown): boolean => isStatus(error, 403) && /locked/i.test(error.message);
