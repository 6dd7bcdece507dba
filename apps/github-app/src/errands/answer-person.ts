import { answerOnIssue, type Octokit } from "@muster/github";
import type { AnswerOnIssue, ErrandDelivery, ErrandVerdict } from "@muster/incident";
import { isMissing } from "../ask-github.ts";
import type { ErrandHand, ErrandHands, Repo } from "./errand-hand.ts";

/**
 * Answers a person on an issue, in the one comment of ours that is there for it. Not where everybody reads, if the issue's incident was
 * restricted since the answer was put.
 */
export const answerPerson: ErrandHand<"answer-on-issue"> = async (hands, { delivery, errand, repo }) => {
  if (errand.repo !== undefined) return answerInPrivate(hands, delivery, { ...errand, repo: errand.repo });
  const { github } = hands;
  const [octokit, botLogin] = [await github.forRepo(repo, "issues"), await github.botLogin()];
  const { workspace, key, now } = delivery;
  const isHushed = await belongsToRestricted(hands, workspace.id, errand.issue);
  if (isHushed && (await isPublic(octokit, repo))) return { verdict: "sent", remote: null };
  return answerOnIssue(octokit, repo, { key, answer: errand, botLogin, now });
};

/** Where that cannot be done, nobody elsewhere hears of it: the place itself is no news for others. */
async function answerInPrivate(
  { github }: ErrandHands,
  { key, now }: ErrandDelivery,
  answer: AnswerOnIssue & { repo: Repo },
): Promise<ErrandVerdict> {
  const nothing = { verdict: "sent", remote: null } as const;
  try {
    const octokit = await github.forRepo(answer.repo, "issues");
    if (await isPublic(octokit, answer.repo)) return nothing;
    const botLogin = await github.botLogin();
    const told = await answerOnIssue(octokit, answer.repo, { key, answer, botLogin, now });
    return told.verdict === "never" ? nothing : told;
  } catch (error) {
    if (isMissing(error)) return nothing;
    throw error;
  }
}

async function belongsToRestricted(
  { engine }: ErrandHands,
  workspaceId: string,
  number: number,
): Promise<boolean> {
  const incident = await engine.read.byRemote(workspaceId, "issue", String(number));
  return incident !== null && incident.restricted !== null;
}

/** As it is at this moment: a repository can be made public at any time. */
async function isPublic(octokit: Octokit, { owner, name }: Repo): Promise<boolean> {
  const { data } = await octokit.rest.repos.get({ owner, repo: name });
  return !data.private;
}
