import { ensureLabels, forgetLabel, type Intent } from "@muster/github";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IssueParts } from "./notice-issue.ts";

type Restoring = Extract<Intent, { do: "restore-label" }>;

/** Makes the label again, gives it back to the issues of what is open, and tells people where the name is to be changed. */
export async function restoreLabel(
  { engine, github }: IssueParts,
  workspace: KnownWorkspace,
  { lost, renamedTo, labelId, by }: Restoring,
): Promise<string> {
  const { policy } = await engine.read.policy(workspace.id);
  await ensureLabels(await github.forRepo(workspace.repo, "issues"), workspace.repo, policy);
  for (const incident of await engine.read.open(workspace.id)) {
    const { issue } = await engine.read.remotes(incident.id);
    if (issue === undefined) continue;
    await engine.remotes.amend(
      workspace.id,
      "issue",
      issue.id,
      (remote) => forgetLabel(remote, { lost, renamedTo }),
      { redeliver: true },
    );
  }
  const did = renamedTo === null ? "was deleted" : `was renamed to “${renamedTo}”`;
  const isDeclaring = lost.toLowerCase() === policy.github.label.toLowerCase();
  await engine.errands.put(workspace.id, [
    {
      key: `label:${labelId}:${lost}:${renamedTo ?? "deleted"}`,
      errand: {
        do: "tell-ops",
        what: `The label “${lost}” ${did} by ${by.login}. I made it again and gave it back to the issues of open incidents.`,
        fix: isDeclaring
          ? "To use another name, write it into the policy: `github.label`. Old issues keep what they have."
          : "These labels show how incidents stand, by the policy's levels.",
      },
    },
  ]);
  return `label ${lost} is back`;
}
