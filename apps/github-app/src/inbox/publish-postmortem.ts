import {
  publishedUrl,
  readMergedPostmortem,
  sayAnswersOpen,
  type GithubUser,
  type MergedPostmortem,
  type SeenPull,
} from "@muster/github";
import { answerErrand, explain, type Incident } from "@muster/incident";
import { actorFor } from "../actor-for.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import { announcePostmortem } from "./announce-postmortem.ts";
import type { IntentHands } from "./intent-hands.ts";

export type Publication = {
  workspace: KnownWorkspace;
  requestId: string;
  pull: SeenPull;
  base: string;
  repoUrl: string;
  by: GithubUser;
};

/** A merged postmortem is a published one. The address is the file's own, which outlives the pull request. */
export async function publishPostmortem(hands: IntentHands, publication: Publication): Promise<string> {
  const { engine } = hands;
  const { workspace, requestId, pull, base, repoUrl, by } = publication;
  // The merge may be told before the pull request's number was written down.
  const incident =
    (await engine.read.byRemote(workspace.id, "postmortem", String(pull.number))) ??
    (await engine.read.byRef(workspace.id, pull.ref));
  if (incident === null) return `pull request ${pull.number} belongs to no incident`;

  const { policy } = await engine.read.policy(workspace.id);
  const merged = await readIt(hands, publication, incident);
  const url = publishedUrl(incident, policy, { repoUrl, base });
  const published = await engine.order({
    workspaceId: workspace.id,
    incident: { id: incident.id },
    command: { do: "publish-postmortem", url, ...(merged === null ? {} : { read: merged.read }) },
    // Merging needs write access, so GitHub has checked that.
    actor: await actorFor(hands, workspace, by, true),
    requestId: `github:${requestId}:publish`,
  });
  if (!published.ok) return `refused: ${explain(published.refused)}`;
  if (merged !== null) await takeAnswers(hands, publication, incident, merged.answers);
  // Both are done once, however often the merge is told of.
  await announcePostmortem(hands, incident, url);
  await engine.errands.put(workspace.id, [
    {
      key: `keep-index:${incident.ref}:${pull.number}`,
      errand: { do: "keep-index", after: incident.ref },
      line: "keep-index",
    },
  ]);
  return `published the postmortem of ${incident.ref}`;
}

/** What stands in it is read once, now: later edits are not what was merged. */
async function readIt(
  { engine, github, now }: IntentHands,
  { workspace, pull, base }: Publication,
  incident: Incident,
): Promise<MergedPostmortem | null> {
  if (incident.postmortem?.publishedAt != null) return null;
  const octokit = await github.forRepo(workspace.repo, "checks");
  return readMergedPostmortem(octokit, workspace.repo, {
    incident,
    policy: await engine.read.policyOf(incident),
    pull: pull.number,
    base,
    remote: (await engine.read.remotes(incident.id)).postmortem,
    today: now().toISOString().slice(0, 10),
  });
}

/** What people answered in the file itself is on record then, and is not asked again. A yes still wants to know what changes. */
async function takeAnswers(
  hands: IntentHands,
  { workspace, requestId, pull, by }: Publication,
  incident: Incident,
  answers: MergedPostmortem["answers"],
): Promise<void> {
  const { engine } = hands;
  const actor = await actorFor(hands, workspace, by, true);
  const open: { name: string; why: string }[] = [];
  for (const { question, name, answer } of answers) {
    const given = await engine.order({
      workspaceId: workspace.id,
      incident: { id: incident.id },
      command: { do: "give-feedback", question, answer, action: null, owner: null, due: null },
      actor,
      requestId: `github:${requestId}:answer:${question}`,
    });
    if (!given.ok) open.push({ name, why: explain(given.refused) });
  }
  if (open.length === 0) return;
  const text = sayAnswersOpen(incident.ref, open);
  await engine.errands.put(workspace.id, [
    answerErrand(`answers-open:${pull.number}`, {
      issue: pull.number,
      comment: null,
      to: by.login,
      outcome: "told",
      text,
    }),
  ]);
}
