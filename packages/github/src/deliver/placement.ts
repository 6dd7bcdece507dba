import type { Delivery, Remote, Surface } from "@muster/incident";
import type { Repo } from "./repository.ts";

/** Where an incident's things on GitHub belong. */
export type Placement =
  | { is: "workspace"; repo: Repo }
  | { is: "private"; repo: Repo }
  | { is: "advisory"; repo: Repo }
  | { is: "nowhere" };

/** Of a restricted incident the policy says where; everything else goes to the workspace's repository. */
export function placementOf({ incident, policy }: Delivery, surface: Surface, repo: Repo): Placement {
  if (incident.restricted === null) return { is: "workspace", repo };
  const { issue } = policy.restricted;
  // An advisory holds the matter itself, and nothing that belongs to it.
  if (issue === "advisory") return surface === "issue" ? { is: "advisory", repo } : { is: "nowhere" };
  if (issue === "none") return { is: "nowhere" };
  const [owner = "", name = ""] = issue.repo.split("/");
  return { is: "private", repo: { owner, name } };
}

/** What stands for "nothing is there" where a remote is expected. No number and no branch is called so. */
const nothing = "-";

/** Ids of what stands in the workspace's own repository are bare, so that a webhook's number finds it; others say where they stand. */
export function localId(remote: Remote, placement: Placement): string | null {
  const prefix = prefixOf(placement);
  if (remote.id === nothing || !remote.id.startsWith(prefix)) return null;
  const id = remote.id.slice(prefix.length);
  return prefix === "" && isElsewhere(id) ? null : id;
}

export function placedId(id: string, placement: Placement): string {
  return `${prefixOf(placement)}${id}`;
}

function prefixOf(placement: Placement): string {
  if (placement.is === "private") return `in:${placement.repo.owner}/${placement.repo.name}#`;
  return placement.is === "advisory" ? "advisory:" : "";
}

const isElsewhere = (id: string): boolean => id.startsWith("in:") || id.startsWith("advisory:");

/** Whether it stands in the workspace's own repository, where everybody who may read that reads it. */
export function standsInWorkspace(remote: Remote): boolean {
  return remote.id !== nothing && !isElsewhere(remote.id);
}

/** That nothing is there, with the addresses of what was withdrawn. */
export function nothingThere(withdrawn: readonly string[]): Remote {
  return { id: nothing, url: null, rendered: null, extra: { withdrawn } };
}

export function withdrawnIn(remote: Remote | null): string[] {
  const known = remote?.extra["withdrawn"];
  return Array.isArray(known) ? known.filter((url) => typeof url === "string") : [];
}
