import type { Octokit } from "@octokit/rest";
import type { Policy } from "@muster/policy";
import { allLabels, isSameLabel, type Label } from "../views/labels.ts";
import { isStatus, named, type Repo } from "./repository.ts";

/** Gives the repository those of the policy's labels that it lacks. Existing ones keep the look that people gave them. */
export async function ensureLabels(octokit: Octokit, repo: Repo, policy: Policy): Promise<string[]> {
  const present = await octokit.paginate(octokit.rest.issues.listLabelsForRepo, {
    ...named(repo),
    per_page: 100,
  });
  const missing = allLabels(policy).filter(
    ({ name }) => !present.some((label) => isSameLabel(label.name, name)),
  );
  for (const label of missing) await createLabel(octokit, repo, label);
  return missing.map(({ name }) => name);
}

/** Labels that GitHub dropped without a word, made and set after all. Resolves to the labels that the issue has then. */
export async function setDroppedLabels(
  octokit: Octokit,
  repo: Repo,
  {
    number,
    wanted,
    has,
    policy,
  }: { number: number; wanted: readonly string[]; has: string[]; policy: Policy },
): Promise<string[]> {
  const dropped = wanted.filter((name) => !has.some((label) => isSameLabel(label, name)));
  if (dropped.length === 0) return has;
  for (const name of dropped) {
    const look = allLabels(policy).find((label) => isSameLabel(label.name, name));
    if (look !== undefined) await createLabel(octokit, repo, look);
  }
  const { data } = await octokit.rest.issues.addLabels({
    ...named(repo),
    issue_number: number,
    labels: dropped,
  });
  return data.map(({ name }) => name);
}

async function createLabel(octokit: Octokit, repo: Repo, label: Label): Promise<void> {
  try {
    await octokit.rest.issues.createLabel({ ...named(repo), ...label });
  } catch (error) {
    // Somebody was quicker, or it was only not set: both are fine.
    if (!isStatus(error, 422)) throw error;
  }
}
