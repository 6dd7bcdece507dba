import { publishedUrl, readMergedPostmortem, type GithubUser, type SeenPull } from "@muster/github";
import { explain, type Incident, type ReadPostmortem } from "@muster/incident";
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
  const read = await readIt(hands, publication, incident);
  const url = publishedUrl(incident, policy, { repoUrl, base });
  const published = await engine.order({
    workspaceId: workspace.id,
    incident: { id: incident.id },
    command: { do: "publish-postmortem", url, ...(read === null ? {} : { read }) },
    // Merging needs write access, so GitHub has checked that.
    actor: await actorFor(hands, workspace, by, true),
    requestId: `github:${requestId}:publish`,
  });
  if (!published.ok) return `refused: ${explain(published.refused)}`;
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
): Promise<ReadPostmortem | null> {
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
