import type { Delivery, Remote, Surface, Verdict } from "@muster/incident";
import { keepAdvisory } from "./advisory.ts";
import type { Github } from "./connect.ts";
import {
  localId,
  nothingThere,
  placedId,
  placementOf,
  standsInWorkspace,
  withdrawnIn,
  type Placement,
} from "./placement.ts";
import { isStatus, named, type Repo } from "./repository.ts";
import { withdraw } from "./withdraw.ts";

type Deliver = (delivery: Delivery, repo: Repo) => Promise<Verdict>;

/**
 * Delivers a surface where it belongs. Of a restricted incident nothing is sent before GitHub has said, at this moment, that the place is
 * private; what stands in the workspace's repository from before is taken back first.
 */
export async function deliverPlaced(
  delivery: Delivery,
  { github, repo, surface, deliver }: { github: Github; repo: Repo; surface: Surface; deliver: Deliver },
): Promise<Verdict> {
  const placement = placementOf(delivery, surface, repo);
  if (placement.is === "workspace" && (delivery.remote === null || standsInWorkspace(delivery.remote)))
    return deliver(delivery, repo);

  const { remote } = delivery;
  const left = withdrawnIn(remote);
  if (delivery.incident.restricted !== null && remote !== null && standsInWorkspace(remote)) {
    await withdraw(
      surface,
      { github, repo, remote, ref: delivery.incident.ref },
      delivery.policy.tracker.path,
    );
    delivery.checkpoint("github.withdrawn");
    if (remote.url !== null) left.push(remote.url);
  }
  if (placement.is === "nowhere")
    return { verdict: "sent", remote: left.length === 0 ? null : nothingThere(left) };

  const refused = placement.is === "private" ? await refusal(delivery, github, placement.repo) : null;
  if (refused !== null) return refused;
  const here = { ...inPlace(delivery, placement), remote: localRemote(remote, placement) };
  const told =
    placement.is === "advisory"
      ? await keepAdvisory(here, github, placement.repo)
      : await deliver(here, placement.repo);
  return told.verdict === "sent" && told.remote !== null
    ? { ...told, remote: placed(told.remote, placement, left) }
    : told;
}

/** The remote as the hand of that place knows it; null when it stands somewhere else. */
function localRemote(remote: Remote | null, placement: Placement): Remote | null {
  const id = remote === null ? null : localId(remote, placement);
  if (remote === null || id === null) return null;
  const { withdrawn: _others, ...extra } = remote.extra;
  return { ...remote, id, extra };
}

function placed(remote: Remote, placement: Placement, left: readonly string[]): Remote {
  return {
    ...remote,
    id: placedId(remote.id, placement),
    extra: left.length === 0 ? remote.extra : { ...remote.extra, withdrawn: left },
  };
}

/** What stands in the same place goes by its own number there. An issue that it was declared by stands in the workspace's repository: its number means another one in a private one. */
function inPlace(delivery: Delivery, placement: Placement): Delivery {
  const { incident } = delivery;
  const remotes = Object.fromEntries(
    Object.entries(delivery.remotes).map(([name, known]) => [name, localRemote(known, placement) ?? known]),
  );
  const here = { ...delivery, remotes };
  if (placement.is !== "private" || incident.source.kind !== "issue") return here;
  return { ...here, incident: { ...incident, source: { ...incident.source, kind: "command" } } };
}

/** Why nothing is sent there; null when GitHub says now that only its members can read it. */
async function refusal(delivery: Delivery, github: Github, repo: Repo): Promise<Verdict | null> {
  const name = `${repo.owner}/${repo.name}`;
  const fix = `Make ${name} private and check who can read it, or name another as \`restricted.issue\` in .muster/policy.yaml, then retry.`;
  if (delivery.incident.access.stoppedAt?.toLowerCase() === name.toLowerCase()) {
    return { verdict: "never", why: `${name} was made public, so I file nothing more there.`, fix };
  }
  try {
    const octokit = await github.forRepo(repo, "documents");
    const { data } = await octokit.rest.repos.get(named(repo));
    if (data.private) return null;
    return {
      verdict: "never",
      why: `${name} is public, so I file nothing of a restricted incident there.`,
      fix,
    };
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    return {
      verdict: "never",
      why: `I cannot see ${name}, so this restricted incident has no issue.`,
      fix: `Install the GitHub App on ${name}, or name another as \`restricted.issue\` in .muster/policy.yaml, then retry.`,
    };
  }
}
