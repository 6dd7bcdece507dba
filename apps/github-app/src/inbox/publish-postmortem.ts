import type { Engine } from "@muster/engine";
import { actorOf, publishedUrl, type GithubUser, type SeenPull } from "@muster/github";
import { explain } from "@muster/incident";
import type { KnownWorkspace } from "../known-workspace.ts";

export type Publication = {
  workspace: KnownWorkspace;
  requestId: string;
  pull: SeenPull;
  base: string;
  repoUrl: string;
  by: GithubUser;
};

/** A merged postmortem is a published one. The address is the file's own, which outlives the pull request. */
export async function publishPostmortem(engine: Engine, publication: Publication): Promise<string> {
  const { workspace, requestId, pull, base, repoUrl, by } = publication;
  // The merge may be told before the pull request's number was written down.
  const incident =
    (await engine.read.byRemote(workspace.id, "postmortem", String(pull.number))) ??
    (await engine.read.byRef(workspace.id, pull.ref));
  if (incident === null) return `pull request ${pull.number} belongs to no incident`;

  const { policy } = await engine.read.policy(workspace.id);
  const published = await engine.order({
    workspaceId: workspace.id,
    incident: { id: incident.id },
    command: { do: "publish-postmortem", url: publishedUrl(incident, policy, { repoUrl, base }) },
    // Merging needs write access, so GitHub has checked that.
    actor: actorOf(by, policy, true),
    requestId: `github:${requestId}:publish`,
  });
  return published.ok
    ? `published the postmortem of ${incident.ref}`
    : `refused: ${explain(published.refused)}`;
}
