import type { Octokit } from "@octokit/rest";
import type { Policy } from "@muster/policy";
import { isStatus, named, type Repo } from "./repository.ts";

type Gate = NonNullable<Policy["actions"]["releaseGate"]>;
export type ReleasePull = { number: number; head: string };

/** The check is put anew on so many pull requests at most, those that changed last first. */
const pullsMax = 30;

/** Open pull requests that the gate holds. */
export async function releasePulls(octokit: Octokit, repo: Repo, gate: Gate): Promise<ReleasePull[]> {
  const { data: about } = await octokit.rest.repos.get(named(repo));
  const { data } = await octokit.rest.pulls.list({
    ...named(repo),
    state: "open",
    sort: "updated",
    direction: "desc",
    per_page: 100,
  });
  return data
    .filter((pull) => isHeld(gate, about.default_branch, pull))
    .slice(0, pullsMax)
    .map(({ number, head }) => ({ number, head: head.sha }));
}

/** One pull request as it is now; null when the gate does not hold it, or it is gone. */
export async function releasePull(
  octokit: Octokit,
  repo: Repo,
  gate: Gate,
  number: number,
): Promise<ReleasePull | null> {
  try {
    const { data } = await octokit.rest.pulls.get({ ...named(repo), pull_number: number });
    const isOpen = data.state === "open" && isHeld(gate, data.base.repo.default_branch, data);
    return isOpen ? { number, head: data.head.sha } : null;
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

type Pull = { base: { ref: string }; labels: { name?: string }[] };

function isHeld({ branches, label }: Gate, defaultBranch: string, { base, labels }: Pull): boolean {
  const held = branches.length === 0 ? [defaultBranch] : branches;
  if (!held.includes(base.ref)) return false;
  return label === null || labels.some(({ name }) => name?.toLowerCase() === label.toLowerCase());
}
